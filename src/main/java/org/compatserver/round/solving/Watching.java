package org.compatserver.round.solving;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
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
import org.compatserver.round.Readings.Reading;
import org.jspecify.annotations.Nullable;

/** Records which projects are looked at for all pairs of a target that rules do not settle. Safe for many threads. */
final class Watching implements ReleaseSource {
    private final ReleaseSource source;
    private final Consumer<List<Reading>> told;
    private final Set<ProjectName> projects = ConcurrentHashMap.newKeySet();
    private final Set<ProjectName> tellable = ConcurrentHashMap.newKeySet();
    private final Set<ProjectName> done = new TreeSet<>();

    /** @param told of projects, each once, before anything that rests on them is given on */
    Watching(ReleaseSource source, Consumer<List<Reading>> told) {
        this.source = source;
        this.told = told;
    }

    /** The projects that were looked at so far. */
    Set<ProjectName> projects() {
        return projects;
    }

    /** Tells of these projects and of all that were looked at so far, where that was not done before. */
    synchronized void tell(Collection<ProjectName> more) {
        List<Reading> readings = new ArrayList<>();
        tellable.addAll(more);
        for (ProjectName project : List.copyOf(tellable)) {
            tellable.remove(project);
            if (done.add(project)) {
                readings.add(new Reading(project, source.digest(project)));
            }
        }
        if (!readings.isEmpty()) {
            told.accept(readings);
        }
    }

    private void look(ProjectName project) {
        // Tellable first: who sees a project among those looked at may give a row on that rests on it.
        if (!projects.contains(project)) {
            tellable.add(project);
            projects.add(project);
        }
    }

    @Override
    public Releases releases(ProjectName project) {
        look(project);
        return source.releases(project);
    }

    @Override
    public Dependencies dependencies(PackageNode node, int position) {
        look(node.project());
        Dependencies read = source.dependencies(node, position);
        if (read instanceof Dependencies.Known(var required)) {
            required.forEach(dependency -> look(dependency.target().project()));
        }
        return read;
    }

    @Override
    public @Nullable Chosen chosen(ProjectName project, int position) {
        look(project);
        return source.chosen(project, position);
    }

    @Override
    public Unavailable unavailable(ProjectName project, int position) {
        look(project);
        return source.unavailable(project, position);
    }

    @Override
    public Clause clause(ProjectName project, SpecifierSet specifiers) {
        look(project);
        return source.clause(project, specifiers);
    }

    @Override
    public @Nullable Instant released(ProjectName project, int position) {
        look(project);
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
