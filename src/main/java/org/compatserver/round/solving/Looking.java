package org.compatserver.round.solving;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.compatserver.catalog.Chosen;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/** Records what is looked at, and what was seen there. For one thread. */
final class Looking implements ReleaseSource {
    private final ReleaseSource source;
    private final boolean remembering;
    private final Set<ProjectName> projects = new HashSet<>();

    /** In the order in which it was looked at. */
    private final Map<Look, Object> seen = new LinkedHashMap<>();

    /** One look. */
    private sealed interface Look {
        record AtReleases(ProjectName project) implements Look {}

        record AtDependencies(PackageNode node, int position) implements Look {}

        record AtChosen(ProjectName project, int position) implements Look {}
    }

    /** @param remembering whether {@link #isSeenIn} will be asked */
    Looking(ReleaseSource source, boolean remembering) {
        this.source = source;
        this.remembering = remembering;
    }

    /** The projects that were looked at, and those that were required there. */
    Set<ProjectName> projects() {
        return projects;
    }

    /**
     * Whether whoever looked here would have seen the same there. It looks there in the same order, and no further than to the first difference: so it looks at nothing that
     * whoever looks for the first time would not.
     */
    boolean isSeenIn(ReleaseSource other) {
        return seen.entrySet().stream().allMatch(one -> switch (one.getKey()) {
            case Look.AtReleases(var project) -> isSame((Releases) one.getValue(), other.releases(project));
            case Look.AtDependencies(var node, var position) ->
                one.getValue().equals(other.dependencies(node, position));
            case Look.AtChosen(var project, var position) ->
                one.getValue().equals(Optional.ofNullable(other.chosen(project, position)));
        });
    }

    /** Of another page object nothing is compared: that it says the same is not worth finding out. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Releases one, Releases other) {
        return one.versions() == other.versions()
                && one.usable().equals(other.usable())
                && one.yanked().equals(other.yanked())
                && one.everyPreRelease() == other.everyPreRelease()
                && Objects.equals(one.constraint(), other.constraint());
    }

    @Override
    public Releases releases(ProjectName project) {
        Releases read = source.releases(project);
        projects.add(project);
        if (remembering) {
            seen.put(new Look.AtReleases(project), read);
        }
        return read;
    }

    @Override
    public Dependencies dependencies(PackageNode node, int position) {
        Dependencies read = source.dependencies(node, position);
        projects.add(node.project());
        if (read instanceof Dependencies.Known(var required)) {
            required.forEach(dependency -> projects.add(dependency.target().project()));
        }
        if (remembering) {
            seen.put(new Look.AtDependencies(node, position), read);
        }
        return read;
    }

    @Override
    public @Nullable Chosen chosen(ProjectName project, int position) {
        Chosen read = source.chosen(project, position);
        projects.add(project);
        if (remembering) {
            seen.put(new Look.AtChosen(project, position), Optional.ofNullable(read));
        }
        return read;
    }

    @Override
    public Unavailable unavailable(ProjectName project, int position) {
        projects.add(project);
        return source.unavailable(project, position);
    }

    @Override
    public Clause clause(ProjectName project, SpecifierSet specifiers) {
        projects.add(project);
        return source.clause(project, specifiers);
    }

    @Override
    public @Nullable Instant released(ProjectName project, int position) {
        projects.add(project);
        return source.released(project, position);
    }

    @Override
    public void expect(ProjectName project, VersionSet likely) {
        source.expect(project, likely);
    }

    @Override
    public String digest(ProjectName project) {
        return source.digest(project);
    }
}
