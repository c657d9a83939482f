package org.compatserver.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.compatserver.certificate.World.Release;
import org.compatserver.certificate.World.State;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * A requested project: all that was asked of it.
 *
 * @param clauses of every requirement on it and of every constraint
 */
record Asked(ProjectName project, List<SpecifierSet> clauses) {

    /** The requested projects, by name. */
    static List<Asked> of(World world) {
        TreeMap<ProjectName, List<SpecifierSet>> clauses = new TreeMap<>();
        for (Requirement requirement : world.asked()) {
            clauses.computeIfAbsent(requirement.project(), p -> new ArrayList<>())
                    .add(requirement.specifiers());
        }
        return clauses.entrySet().stream()
                .map(entry -> {
                    entry.getValue().addAll(world.constraints(entry.getKey()));
                    return new Asked(entry.getKey(), List.copyOf(entry.getValue()));
                })
                .toList();
    }

    /** The newest version that these clauses admit, and that can be installed or may turn out to be; null when there is none. */
    @Nullable
    Version newest(World world) {
        return Admission.admitted(world, project, clauses).reversed().stream()
                .filter(release -> !(world.state(release) instanceof State.Impossible))
                .map(Release::version)
                .findFirst()
                .orElse(null);
    }

    /** Final versions above {@code held}, up to {@code newest}, that have a file and are in range. */
    List<Release> skipped(World world, Version held, Version newest) {
        return world.releases(project).stream()
                .filter(release -> release.usable()
                        && !release.version().isPreRelease()
                        && release.version().compareTo(held) > 0
                        && release.version().compareTo(newest) <= 0
                        && Admission.inRange(release.version(), clauses))
                .toList();
    }
}
