package org.compatserver.round.solving;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
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
    private final Map<ProjectName, Releases> releases = new HashMap<>();
    private final Map<Place, Dependencies> dependencies = new HashMap<>();
    private final Map<Place, Optional<Chosen>> chosen = new HashMap<>();

    private record Place(PackageNode node, int position) {}

    /** @param remembering whether {@link #isSeenIn} will be asked */
    Looking(ReleaseSource source, boolean remembering) {
        this.source = source;
        this.remembering = remembering;
    }

    /** The projects that were looked at, and those that were required there. */
    Set<ProjectName> projects() {
        return projects;
    }

    /** Whether whoever looked here would have seen the same there. */
    boolean isSeenIn(ReleaseSource other) {
        for (Map.Entry<ProjectName, Releases> one : releases.entrySet()) {
            if (!isSame(one.getValue(), other.releases(one.getKey()))) {
                return false;
            }
        }
        for (Map.Entry<Place, Dependencies> one : dependencies.entrySet()) {
            Place place = one.getKey();
            if (!one.getValue().equals(other.dependencies(place.node, place.position))) {
                return false;
            }
        }
        return chosen.entrySet().stream()
                .allMatch(one -> one.getValue()
                        .equals(Optional.ofNullable(
                                other.chosen(one.getKey().node.project(), one.getKey().position))));
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
            releases.put(project, read);
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
            dependencies.put(new Place(node, position), read);
        }
        return read;
    }

    @Override
    public @Nullable Chosen chosen(ProjectName project, int position) {
        Chosen read = source.chosen(project, position);
        projects.add(project);
        if (remembering) {
            chosen.put(new Place(PackageNode.of(project), position), Optional.ofNullable(read));
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
