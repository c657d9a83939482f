package org.compatserver.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.testing.Universe;
import org.jspecify.annotations.Nullable;

/** Short ways to ask a catalog over a universe. */
final class Worlds {
    static final Target LINUX = new Target(new PythonVersion(3, 13, 1), Platform.DEFAULT);
    static final Scope ALL = Scope.of(LINUX);

    /** A minute after the pages of universes were fetched. */
    static final InstantSource CLOCK = InstantSource.fixed(Universe.FETCHED.plusSeconds(60));

    static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private Worlds() {}

    static Catalog inMemory(Universe universe) {
        return new Catalog(universe, universe, null, TEN_MINUTES, CLOCK);
    }

    static Catalog in(Path folder, Universe universe) {
        return new Catalog(universe, universe, folder, TEN_MINUTES, CLOCK);
    }

    static CatalogSource source(String universe) {
        return source(universe, ALL);
    }

    static CatalogSource source(String universe, Scope scope) {
        return inMemory(Universe.of(universe)).source(scope);
    }

    static Scope wheelsOnly() {
        return new Scope(LINUX, null, true, false, List.of());
    }

    static Scope asOf(String moment) {
        return new Scope(LINUX, Instant.parse(moment), false, false, List.of());
    }

    static Scope constrained(String... constraints) {
        return new Scope(
                LINUX,
                null,
                false,
                false,
                List.of(constraints).stream()
                        .map(text -> Requirement.parse(text).orElseThrow())
                        .toList());
    }

    static ProjectName project(String name) {
        return ProjectName.of(name);
    }

    static int position(PackageSource source, String project, String version) {
        int position = source.releases(project(project)).versions().indexOf(Version.of(version));
        if (position < 0) {
            throw new AssertionError("There is no " + project + " " + version);
        }
        return position;
    }

    /** The versions in the set, as texts. */
    static List<String> texts(List<Version> versions, VersionSet set) {
        return IntStream.range(0, versions.size())
                .filter(set::contains)
                .mapToObj(position -> versions.get(position).toString())
                .toList();
    }

    static List<String> usable(PackageSource source, String project) {
        return texts(
                source.releases(project(project)).versions(),
                source.releases(project(project)).usable());
    }

    static Dependencies dependencies(PackageSource source, String node, String version) {
        String[] parts = node.split("[\\[\\]]", -1);
        @Nullable Extra extra = parts.length > 1 ? Extra.of(parts[1]) : null;
        return source.dependencies(new PackageNode(project(parts[0]), extra), position(source, parts[0], version));
    }

    /** The requirements of a version as {@code node {positions}}, in order. */
    static List<String> required(PackageSource source, String node, String version) {
        return switch (dependencies(source, node, version)) {
            case Dependencies.Known(var dependencies) ->
                dependencies.stream()
                        .map(one -> one.target() + " "
                                + texts(
                                        source.releases(one.target().project()).versions(),
                                        one.clause().allowed()))
                        .toList();
            case Dependencies.Unusable(var reason) -> List.of(reason.toString());
        };
    }
}
