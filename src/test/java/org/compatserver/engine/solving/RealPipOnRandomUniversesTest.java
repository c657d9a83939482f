package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.compatserver.engine.solving.EverySet.Found;
import org.compatserver.pep.version.Version;
import org.compatserver.testing.LoopbackIndex;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Shape;
import org.compatserver.testing.RealPip;
import org.compatserver.testing.RealPip.Answer;
import org.compatserver.testing.Universe;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random universes, served on loopback: the same questions to us (over HTTP), to the real pip, and to {@link EverySet}. More of them:
 * {@code ./test RealPipOnRandomUniversesTest -Dcompat.cases=1000}. What came of each test is printed, and written to {@code target/real-pip}.
 *
 * <p>pip is asked for the newest of each requested package, which gives its verdict, and freely in both orders. Where it is known to be wrong or not to answer (cyclic
 * universes; resolution semantics 6.7), that is counted, and is no agreement.
 */
@SuppressWarnings("NullAway.Init")
class RealPipOnRandomUniversesTest {
    /** Of each of three tests. */
    private static final int CASES = (Integer.getInteger("compat.cases", 30) + 2) / 3;

    /** After about so many draws any universe will do. */
    private static final int TRIES = 50;

    /** Source archives would be built by pip; without upload times it knows no moment; strictness is about archives. */
    private static final EnumSet<Feature> KNOWN_TO_PIP = EnumSet.complementOf(
            EnumSet.of(Feature.UNKNOWABLE, Feature.UNKNOWN_TIMES, Feature.STRICT, Feature.WHEELS_ONLY));

    private static final URI NOWHERE = URI.create("http://127.0.0.1/");

    private static RealPip pip;
    private static LoopbackIndex index;

    @TempDir
    private Path folder;

    private final SortedMap<String, Integer> counts = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() {
        pip = RealPip.start(Runtime.getRuntime().availableProcessors());
        index = LoopbackIndex.start();
    }

    @AfterAll
    static void stop() {
        pip.close();
        index.close();
    }

    @AfterEach
    void report(TestInfo test) throws IOException {
        String name = test.getDisplayName().replace("()", "");
        System.out.println("real pip: " + name + ": " + counts);
        Path file = Files.createDirectories(Path.of("target/real-pip")).resolve(name + ".txt");
        Files.writeString(file, counts + "\n\n" + String.join("\n", differences));
    }

    @Test
    void verdictsAreEqualInAcyclicUniversesWithoutYanksAndPreReleases() {
        EnumSet<Feature> features = EnumSet.copyOf(KNOWN_TO_PIP);
        features.removeAll(EnumSet.of(Feature.YANKED, Feature.PRE_RELEASES));
        forEachCase(0, false, features, this::verdictIsPips);
    }

    @Test
    void pipFindsNothingThatBruteForceDeniesInAcyclicUniversesWithYanksAndPreReleases() {
        forEachCase(1, false, KNOWN_TO_PIP, this::pipFindsNothingThatBruteForceDenies);
    }

    @Test
    void pipFindsNothingThatBruteForceDeniesInCyclicUniverses() {
        forEachCase(2, true, KNOWN_TO_PIP, this::pipFindsNothingThatBruteForceDenies);
    }

    /** What is asserted of a case. */
    private interface Claim {
        void holdsFor(PipCase one);
    }

    private void forEachCase(int block, boolean cyclic, EnumSet<Feature> features, Claim claim) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (int i = 0; i < CASES; i++) {
                long seed = 1_000_000L * block + i;
                threads.execute(() -> tryCase(seed, cyclic, features, claim));
            }
        }
        assertThat(failures).isEmpty();
        assertThat(counts.get("universes")).isEqualTo(CASES);
    }

    private void tryCase(long seed, boolean cyclic, EnumSet<Feature> features, Claim claim) {
        PipCase one = draw(seed, cyclic, features);
        try {
            count("universes");
            oursIsTrue(one);
            claim.holdsFor(one);
        } catch (RuntimeException | AssertionError problem) {
            failures.add("Seed " + seed + ": " + one.universe() + "\n" + problem);
        } finally {
            index.forget(one.address());
        }
    }

    /** Of universes not too large for brute force, one whose verdict is that of the seed's turn, if it is met soon: most have no admissible set. */
    private PipCase draw(long seed, boolean cyclic, EnumSet<Feature> features) {
        Random random = new Random(seed);
        String wanted = List.of("SUCCESS", "CHECK_WARNING", "INSTALL_ERROR").get((int) (seed % 3));
        while (true) {
            RandomUniverse universe = wheelsOnly(RandomUniverse.of(random.nextLong(), shape(random, cyclic, features)));
            EverySet every = new EverySet(universe);
            if (!every.isTooLarge()) {
                PipCase one = new PipCase(universe, every, pip, NOWHERE, folder.resolve(Long.toString(seed)));
                if (one.truth().equals(wanted) || random.nextInt(TRIES) == 0) {
                    return one.servedAt(index.serve(Universe.of(universe.text())));
                }
            }
        }
    }

    private static Shape shape(Random random, boolean cyclic, EnumSet<Feature> features) {
        return new Shape(3 + random.nextInt(5), 2 + random.nextInt(4), 1 + random.nextInt(3), cyclic, features);
    }

    private static RandomUniverse wheelsOnly(RandomUniverse any) {
        return new RandomUniverse(
                any.projects(),
                any.releases(),
                any.asked(),
                any.constraints(),
                any.preReleases(),
                false,
                true,
                any.asOf());
    }

    /** Our verdict is that of brute force, the shown set is one that it knows, and none that it knows is better than all that we show. */
    private void oursIsTrue(PipCase one) {
        Verdict verdict = one.ours();
        assertThat(result(verdict)).as("our verdict").isEqualTo(one.truth());
        count(result(verdict));
        switch (verdict) {
            case Verdict.Success success ->
                assertThat(one.isAdmissible(pins(success.installation()))).isTrue();
            case Verdict.CheckWarning warning -> {
                assertThat(one.isAdmissible(pins(warning.installation()))).isTrue();
                assertThat(one.beyond(warning))
                        .as("what is newer than all that we show")
                        .isEmpty();
            }
            case Verdict.InstallError _, Verdict.Unknown _ -> {}
        }
    }

    private static SortedMap<String, Version> pins(Installation installation) {
        SortedMap<String, Version> pins = new TreeMap<>();
        installation.pins().forEach(pin -> pins.put(pin.project().normalized(), pin.version()));
        return pins;
    }

    private static String result(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Success _ -> "SUCCESS";
            case Verdict.CheckWarning _ -> "CHECK_WARNING";
            case Verdict.InstallError _ -> "INSTALL_ERROR";
            case Verdict.Unknown _ -> "UNKNOWN";
        };
    }

    private void verdictIsPips(PipCase one) {
        PipCase pinned = one.pinned();
        boolean atNewest = pinned != null && installs(pinned, pinned.pips(false));
        boolean inOrder = installs(one, one.pips(false));
        boolean reversed = installs(one, one.pips(true));
        String pips = atNewest ? "SUCCESS" : inOrder || reversed ? "CHECK_WARNING" : "INSTALL_ERROR";
        count(pips.equals(one.truth()) ? "verdicts equal" : "verdicts not equal, pip refuting its own");
    }

    private void pipFindsNothingThatBruteForceDenies(PipCase one) {
        installs(one, one.pips(false));
        installs(one, one.pips(true));
        PipCase pinned = one.pinned();
        if (pinned != null && !pinned.every().isTooLarge()) {
            installs(pinned, pinned.pips(false));
        }
    }

    /**
     * Whether pip installs; what it installs is admissible. Where it is not, it violates some requirement, and where pip refuses though there is an admissible set, it
     * installs that set when told its versions: both happen, and are counted.
     */
    private boolean installs(PipCase one, Answer answer) {
        switch (answer) {
            case Answer.Installed(var pins) -> {
                if (one.isAdmissible(pins)) {
                    count("pip installs, rightly");
                    return true;
                }
                List<String> faults = one.faults(pins);
                assertThat(faults).as("what speaks against pip's %s", pins).isNotEmpty();
                note(one, "pip installs what cannot be: " + pins + " " + faults);
            }
            case Answer.Refused(var message) -> {
                SortedMap<String, Version> set = one.plainSet();
                if (one.every().sets().isEmpty()) {
                    count("pip refuses, rightly");
                } else if (set == null) {
                    note(one, "pip refuses what only pre-releases or yanked files make possible: " + message);
                } else {
                    assertThat(one.pips(set))
                            .as("told the versions, pip, which said %s", message)
                            .isEqualTo(new Answer.Installed(set));
                    note(one, "pip refuses what it installs when told the versions: " + set + " " + message);
                }
            }
            case Answer.Defective(var defect) -> note(one, "pip does not answer: " + defect);
        }
        return false;
    }

    /** A difference that is pip's: it is counted, and told in full. */
    private synchronized void note(PipCase one, String what) {
        counts.merge(what.split(":", 2)[0], 1, Integer::sum);
        differences.add(what + "\nadmissible: "
                + one.every().sets().stream().map(Found::versions).limit(5).toList() + "\n" + one.universe() + "\n");
    }

    private synchronized void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
