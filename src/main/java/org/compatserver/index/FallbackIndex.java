package org.compatserver.index;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.compatserver.pep.requirement.ProjectName;

/**
 * Asks a second index, such as a snapshot, for pages that the first cannot give. What the second does not know is the first's fault still, and its message
 * says of both: the second's silence says nothing about the world.
 */
public final class FallbackIndex implements ProjectIndex {
    private final ProjectIndex first;
    private final ProjectIndex second;

    public FallbackIndex(ProjectIndex first, ProjectIndex second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public PageAnswer page(ProjectName project) {
        try {
            return first.page(project);
        } catch (IndexFault fault) {
            if (!mayBeBridged(fault.kind())) {
                throw fault;
            }
            return fromSecond(project, fault);
        }
    }

    @Override
    public Optional<Kept> kept(ProjectName project) {
        return first.kept(project);
    }

    @Override
    public Set<ProjectName> namesAtHand() {
        Set<ProjectName> names = new HashSet<>(first.namesAtHand());
        names.addAll(second.namesAtHand());
        return names;
    }

    private PageAnswer fromSecond(ProjectName project, IndexFault fault) {
        PageAnswer answer;
        try {
            answer = second.page(project);
        } catch (IndexFault notThereEither) {
            throw fault.also(notThereEither);
        }
        return switch (answer) {
            case PageAnswer.Found(var page, var fetched, var source, var freshFor, var any) ->
                new PageAnswer.Found(page, fetched, source, freshFor, fault);
            case PageAnswer.NoSuchProject unknown -> throw fault;
        };
    }

    private static boolean mayBeBridged(IndexFault.Kind kind) {
        return switch (kind) {
            case NOT_CONFIGURED, UNREACHABLE, FAILED, OFFLINE -> true;
            case UNAUTHORIZED, MALFORMED -> false;
        };
    }
}
