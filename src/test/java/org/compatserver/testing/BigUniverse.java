package org.compatserver.testing;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.compatserver.catalog.Chosen;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * Thousands of projects that never were, in memory, as one question on one target sees them. {@link BigUniverseGenerator} draws them; equal seeds and shapes give
 * equal universes. Safe for many threads.
 */
public final class BigUniverse implements ReleaseSource {
    private static final Dependencies NOTHING = new Dependencies.Known(List.of());
    private static final Releases NO_RELEASES =
            new Releases(List.of(), VersionSet.none(0), VersionSet.none(0), VersionSet.none(0), false, null);
    private static final Clause NO_CLAUSE = new Clause(SpecifierSet.any(), VersionSet.none(0), false, false);

    private final Map<ProjectName, Project> projects;
    private final List<Requirement> portfolio;
    private final Instant moment;

    BigUniverse(List<Project> projects, List<Requirement> portfolio, Instant moment) {
        this.projects = HashMap.newHashMap(projects.size());
        projects.forEach(project -> this.projects.put(project.name(), project));
        this.portfolio = List.copyOf(portfolio);
        this.moment = moment;
    }

    /**
     * A project.
     *
     * @param born seconds of the epoch at which its first release was uploaded
     * @param last and its last
     * @param unknowable the versions whose requirements cannot be read
     * @param eras ascending positions, from 0: at each the requirements change
     * @param required by era
     * @param requiredByExtra by era, what its one extra requires; null where it has none
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Project(
            ProjectName name,
            VersionPattern pattern,
            Releases releases,
            long born,
            long last,
            VersionSet unknowable,
            int[] eras,
            List<Dependencies> required,
            @Nullable List<Dependencies> requiredByExtra) {
        Instant uploaded(int position) {
            return Instant.ofEpochSecond(born + Math.round(pattern.time(position) * (last - born)));
        }

        private int era(int position) {
            int at = Arrays.binarySearch(eras, position);
            return at >= 0 ? at : -at - 2;
        }

        private String filename(int position) {
            return "%s-%s-py3-none-any.whl".formatted(name, pattern.versions().get(position));
        }
    }

    /** What is asked of each project, by name. */
    public List<Requirement> portfolio() {
        return portfolio;
    }

    /** When all was as it is. */
    public Instant moment() {
        return moment;
    }

    /** How many versions all projects have together. */
    public long countReleases() {
        return projects.values().stream()
                .mapToLong(project -> project.pattern().size())
                .sum();
    }

    @Override
    public Releases releases(ProjectName project) {
        Project known = projects.get(project);
        return known == null ? NO_RELEASES : known.releases();
    }

    @Override
    public Unavailable unavailable(ProjectName project, int position) {
        return projects.containsKey(project)
                ? new Unavailable.RequiresPython("<3.8")
                : new Unavailable.UnknownProject();
    }

    @Override
    public Dependencies dependencies(PackageNode node, int position) {
        Project project = projects.get(node.project());
        if (project == null) {
            return NOTHING;
        }
        if (project.unknowable().contains(position)) {
            return new Dependencies.Unusable(new Unavailable.Unknowable(
                    project.filename(position), "it is a source archive whose requirements only a build tells"));
        }
        if (node.extra() == null) {
            return project.required().get(project.era(position));
        }
        return project.requiredByExtra() != null
                        && node.extra().normalized().equals(BigUniverseGenerator.EXTRA.normalized())
                ? project.requiredByExtra().get(project.era(position))
                : NOTHING;
    }

    @Override
    public Clause clause(ProjectName project, SpecifierSet specifiers) {
        Project known = projects.get(project);
        return known == null ? NO_CLAUSE : known.pattern().clause(specifiers);
    }

    @Override
    public @Nullable Instant released(ProjectName project, int position) {
        Project known = projects.get(project);
        return known == null ? null : known.uploaded(position);
    }

    @Override
    public @Nullable Chosen chosen(ProjectName project, int position) {
        Project known = projects.get(project);
        return known == null || !known.releases().usable().contains(position)
                ? null
                : new Chosen(
                        known.filename(position),
                        known.uploaded(position),
                        project.normalized(),
                        known.pattern().versions().get(position),
                        false);
    }
}
