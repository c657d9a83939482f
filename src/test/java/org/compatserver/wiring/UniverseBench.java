package org.compatserver.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.compatserver.catalog.Catalog;
import org.compatserver.catalog.Scope;
import org.compatserver.cli.Settings;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.testing.BigUniverse;
import org.compatserver.testing.BigUniverseGenerator;
import org.compatserver.testing.BigUniverseShape;
import org.compatserver.testing.UniverseFigures;

/**
 * Prints how packages get on with each other. {@code bench/scale} runs it.
 *
 * <pre>
 * made SHAPE PROJECTS SEED           in a universe that is made up
 * real PORTFOLIO FOLDER AS-OF        in the index, from what is in the folder
 * </pre>
 */
final class UniverseBench {
    private static final int SAMPLE = 4_000;

    private UniverseBench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("made")) {
            made(BigUniverseShape.of(arguments[1], Integer.parseInt(arguments[2])), Long.parseLong(arguments[3]));
        } else {
            real(Path.of(arguments[1]), Path.of(arguments[2]), Instant.parse(arguments[3]));
        }
    }

    private static void made(BigUniverseShape shape, long seed) {
        long start = System.nanoTime();
        BigUniverse universe = BigUniverseGenerator.draw(shape, seed);
        System.out.println(shape + ", seed " + seed + ": " + universe.countReleases() + " releases, made in "
                + (System.nanoTime() - start) / 1_000_000 + " ms");
        UniverseFigures.of(universe, universe.portfolio(), universe.moment(), SAMPLE, seed)
                .lines()
                .forEach(System.out::println);
    }

    private static void real(Path portfolio, Path folder, Instant asOf) throws Exception {
        InstantSource clock = InstantSource.system();
        Settings settings = new Settings(
                null,
                List.of(),
                List.of(),
                null,
                true,
                Duration.ofDays(36_500),
                folder,
                null,
                13,
                Platform.DEFAULT,
                System.getenv());
        Evidence evidence = Evidence.of(settings, UnaryOperator.identity(), clock);
        List<Requirement> packages = Files.readAllLines(portfolio).stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .map(Requirement::of)
                .toList();
        Target target = new Target(PythonVersion.newest(3, 13), Platform.DEFAULT);
        try (Catalog catalog =
                new Catalog(evidence.index(), evidence.metadata(), evidence.folder(), evidence.maxAge(), clock)) {
            Scope scope = new Scope(target, asOf, true, false, List.of());
            UniverseFigures.of(catalog.source(scope), packages, asOf, SAMPLE, 1)
                    .lines()
                    .forEach(System.out::println);
        } finally {
            evidence.release().run();
        }
    }
}
