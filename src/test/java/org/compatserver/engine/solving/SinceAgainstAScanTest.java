package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.File;
import org.compatserver.testing.RandomUniverse.Kind;
import org.compatserver.testing.RandomUniverse.Release;
import org.compatserver.testing.RandomUniverse.Shape;
import org.compatserver.testing.RandomUniverse.Wish;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Since;
import org.compatserver.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Since when random packages do not fit, against asking at every instant at which anything was uploaded; the answers on both sides are checked by the certificate. More
 * of them: {@code ./test SinceAgainstAScanTest -Dcompat.cases=2000}.
 */
class SinceAgainstAScanTest {
    private static final int CASES = Integer.getInteger("compat.cases", 100);
    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Map<String, Integer> RESULTS = new TreeMap<>();

    @ParameterizedTest
    @CsvSource(textBlock = """
            2, 4, 6, true, true
            2, 5, 6, false, true
            3, 5, 5, true, true
            2, 4, 6, true, false
            2, 9, 3, false, false
            3, 9, 3, true, true
            2, 8, 6, false, false
            3, 6, 6, false, false
            """)
    void sinceIsWhatAScanFinds(int requested, int projects, int versions, boolean cyclic, boolean everyFeature) {
        EnumSet<Feature> features = everyFeature
                ? EnumSet.allOf(Feature.class)
                : EnumSet.of(Feature.PRE_RELEASES, Feature.YANKED, Feature.SEVERAL_FILES, Feature.STATIC_ARCHIVES);
        Shape shape = new Shape(projects, versions, requested, cyclic, features);
        for (int seed = 0; seed < CASES; seed++) {
            RandomUniverse universe = RandomUniverse.of(7_000_000L * (requested + 10 * projects) + seed, shape);
            compare(seed % 3 == 0 ? universe : inOrder(universe, new Random(seed)), "seed %d".formatted(seed));
        }
    }

    @AfterAll
    static void thereWasEnoughOfEachKind() {
        assertThat(RESULTS.keySet())
                .as("kinds of result: %s", RESULTS)
                .contains("fits", "never", "NEWEST", "OTHER_FILE", "ADMISSION");
        assertThat(RESULTS.get("NEWEST")).as("of %s", RESULTS).isGreaterThan(CASES);
    }

    /** The same with releases uploaded mostly as they are numbered, dependencies first, the files of one on days near each other. */
    private static RandomUniverse inOrder(RandomUniverse universe, Random random) {
        Set<String> asked = universe.asked().stream().map(Wish::project).collect(Collectors.toSet());
        Map<String, Integer> numbers = new HashMap<>();
        List<Release> releases = new ArrayList<>();
        for (Release release : universe.releases()) {
            int number = numbers.merge(release.project(), 1, Integer::sum);
            int day = 100 * number + random.nextInt(150) + (asked.contains(release.project()) ? 250 : 0);
            List<File> files = release.files().stream()
                    .map(file -> new File(
                            file.kind(),
                            file.yanked(),
                            file.python(),
                            file.metadataPython(),
                            file.uploaded() == null ? null : FIRST.plus(Duration.ofDays(day + random.nextInt(60)))))
                    .toList();
            releases.add(
                    new Release(release.project(), release.version(), release.extras(), release.requires(), files));
            if (files.size() == 1 && files.getFirst().kind().isWheel() && random.nextBoolean()) {
                releases.add(archive(release, any(universe.of(release.project()), random), day, random));
            }
        }
        return universe.with(releases);
    }

    /** A source archive of a release that requires what another release does; a universe takes both for one release. */
    private static Release archive(Release release, Release other, int day, Random random) {
        Instant uploaded = FIRST.plus(Duration.ofDays(day + random.nextInt(80) - 40));
        return new Release(
                release.project(),
                release.version(),
                release.extras(),
                other.requires(),
                List.of(new File(Kind.STATIC, random.nextInt(8) == 0, true, true, uploaded)));
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static void compare(RandomUniverse universe, String description) {
        String[] packages = universe.packages().toArray(String[]::new);
        try {
            Since since = Asking.of(universe).since(packages).since();
            assertThat(text(since)).isEqualTo(scan(universe, packages));
            RESULTS.merge(kind(since), 1, Integer::sum);
        } catch (AssertionError | RuntimeException fault) {
            throw new AssertionError(description + ": " + universe, fault);
        }
    }

    @Test
    void aVerdictSaysTheSameAndDatesWhatIsHeldBackByWhatItTakes() {
        Shape shape = new Shape(5, 5, 3, true, EnumSet.allOf(Feature.class));
        int held = 0;
        int dated = 0;
        for (int seed = 0; seed < 3 * CASES; seed++) {
            RandomUniverse universe = inOrder(RandomUniverse.of(9_000_000L + seed, shape), new Random(seed));
            String[] packages = universe.packages().toArray(String[]::new);
            Verdict verdict = Asking.of(universe).dated().verdict(packages);
            Since since = verdict.context().since();
            if (verdict instanceof Verdict.Success) {
                assertThat(since).isNull();
            } else {
                assertThat(text(Objects.requireNonNull(since)))
                        .as("seed %d: %s", seed, universe)
                        .isEqualTo(text(Asking.of(universe).since(packages).since()));
            }
            if (verdict instanceof Verdict.CheckWarning warning) {
                for (HeldBack one : warning.heldBack()) {
                    assertThat(one.since())
                            .as("seed %d: %s in %s", seed, one, universe)
                            .isInstanceOfAny(Since.Upload.class, Since.NeverFitted.class);
                    if (one.since() instanceof Since.Upload upload) {
                        String[] involved =
                                upload.before().context().question().packages().toArray(String[]::new);
                        assertThat(text(upload))
                                .as("seed %d: %s in %s", seed, one, universe)
                                .isEqualTo(
                                        text(Asking.of(universe).since(involved).since()));
                        dated++;
                    }
                    held++;
                }
            }
        }
        assertThat(held).isGreaterThan(CASES / 5);
        assertThat(dated).isPositive();
    }

    private static String text(Since since) {
        return switch (since) {
            case Since.Fits() -> "fits";
            case Since.Upload upload -> upload.release().uploaded().toString();
            case Since.NeverFitted _ -> "never";
            case Since.NotKnown(var after, var why) -> "after " + after + ", " + why;
        };
    }

    private static String kind(Since since) {
        return since instanceof Since.Upload upload ? upload.effect().toString() : text(since);
    }

    private static String scan(RandomUniverse universe, String[] packages) {
        if (fitsAt(universe.asOf(), universe, packages)) {
            return "fits";
        }
        for (Instant upload : uploads(universe).descendingSet()) {
            if (fitsAt(upload, universe, packages)) {
                return upload.toString();
            }
        }
        return "never";
    }

    private static boolean fitsAt(@Nullable Instant moment, RandomUniverse universe, String[] packages) {
        return Asking.of(universe).at(moment).verdict(packages) instanceof Verdict.Success;
    }

    private static NavigableSet<Instant> uploads(RandomUniverse universe) {
        NavigableSet<Instant> uploads = new TreeSet<>();
        universe.releases().stream()
                .flatMap(release -> release.files().stream())
                .map(File::uploaded)
                .filter(Objects::nonNull)
                .forEach(uploads::add);
        Instant last = universe.asOf();
        return last == null ? uploads : uploads.headSet(last, false);
    }
}
