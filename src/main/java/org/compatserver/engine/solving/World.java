package org.compatserver.engine.solving;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.compatserver.catalog.Chosen;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;

/**
 * What a question sees, if of the files that cannot be read without building some require nothing, and the others are unusable. To a strict question a source
 * archive of which only egg-info tells what it requires is such a file, too.
 */
public final class World implements PackageSource {
    private static final Dependencies NOTHING = new Dependencies.Known(List.of());

    private final ReleaseSource source;
    private final boolean strict;
    private final Predicate<String> hoped;

    private World(ReleaseSource source, boolean strict, Predicate<String> hoped) {
        this.source = source;
        this.strict = strict;
        this.hoped = hoped;
    }

    /** No such file is usable: what exists here exists in any case. */
    public static World pessimistic(ReleaseSource source, boolean strict) {
        return new World(source, strict, file -> false);
    }

    /** All of them require nothing: what is impossible here is impossible in any case. */
    public World optimistic() {
        return new World(source, strict, file -> true);
    }

    /** Only the files of these names require nothing. */
    World hopingFor(Set<String> files) {
        return new World(source, strict, files::contains);
    }

    @Override
    public Releases releases(ProjectName project) {
        return source.releases(project);
    }

    @Override
    public Unavailable unavailable(ProjectName project, int position) {
        return source.unavailable(project, position);
    }

    @Override
    public Dependencies dependencies(PackageNode node, int position) {
        Dependencies read = source.dependencies(node, position);
        return switch (read) {
            case Dependencies.Unusable(Unavailable.Unknowable(String file, String _)) when hoped.test(file) -> NOTHING;
            case Dependencies.Known _ when strict -> disbelieved(node.project(), position, read);
            case Dependencies.Unusable _, Dependencies.Known _ -> read;
        };
    }

    private Dependencies disbelieved(ProjectName project, int position, Dependencies read) {
        Chosen file = source.chosen(project, position);
        if (file == null || !file.assumed()) {
            return read;
        }
        return hoped.test(file.filename())
                ? NOTHING
                : new Dependencies.Unusable(new Unavailable.Unknowable(
                        file.filename(), "its requirements are those of its egg-info, which a build may contradict"));
    }

    /** The files in a set that cannot be read, by name. */
    NavigableMap<String, Unavailable.Unknowable> unknowable(Map<PackageNode, Integer> decisions) {
        World pessimistic = pessimistic(source, strict);
        NavigableMap<String, Unavailable.Unknowable> files = new TreeMap<>();
        decisions.forEach((node, position) -> {
            if (node.extra() == null
                    && pessimistic.dependencies(node, position)
                            instanceof Dependencies.Unusable(Unavailable.Unknowable unknowable)) {
                files.put(unknowable.file(), unknowable);
            }
        });
        return files;
    }

    @Override
    public void expect(ProjectName project, VersionSet likely) {
        source.expect(project, likely);
    }
}
