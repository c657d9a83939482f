package org.compatserver.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.VersionSet;
import org.junit.jupiter.api.Test;

/** How much work hard questions are, and how it is bounded. */
class EffortTest {

    private static Outcome solve(String requirements, String universe) {
        SmallIndex index = SmallIndex.of(universe);
        return new VersionSolver(index).solve(index.request(requirements), Budget.unbounded());
    }

    private static String lines(int from, int to, java.util.function.IntFunction<String> line) {
        return IntStream.rangeClosed(from, to).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Whatever version of app is taken, lib and plug want different cores: said once, not 200 times. */
    @Test
    void aConflictFarFromTheRootIsFoundOnce() {
        String universe = lines(1, 200, i -> "app %d: lib, plug".formatted(i))
                + lines(1, 200, i -> "lib %d: core>=5".formatted(i))
                + lines(1, 200, i -> "plug %d: core<5".formatted(i))
                + lines(1, 9, i -> "core %d".formatted(i));
        Outcome outcome = solve("app", universe);
        assertThat(outcome).isInstanceOf(Outcome.Impossible.class);
        assertThat(outcome.effort().tries()).isLessThan(1300);
        assertThat(outcome.effort().conflicts()).isLessThan(700);
    }

    /** The culprit was decided long before the conflict; what lies between has nothing to do with it. */
    @Test
    void whatLiesBetweenIsNotTriedAgain() {
        String universe = lines(1, 5, i -> "a %d: z==%d".formatted(i, i))
                + lines(1, 8, n -> lines(1, 30, v -> "m%d %d".formatted(n, v)))
                + "y 1: z==1\n"
                + lines(1, 5, i -> "z %d".formatted(i));
        String requirements =
                "a, " + IntStream.rangeClosed(1, 8).mapToObj(n -> "m" + n).collect(Collectors.joining(", "));
        Outcome outcome = solve(requirements + ", y", universe);
        assertThat(outcome).isInstanceOf(Outcome.Solved.class);
        assertThat(outcome.effort().tries()).isLessThan(40);
    }

    /**
     * zip and the projects between are decided before zoo, each of whose versions leads to a core that wants the older zip: after five of them zoo goes first.
     */
    @Test
    void whatIsInTheWayAgainAndAgainIsDecidedLast() {
        String universe = "app 1: zip, zoo, "
                + IntStream.rangeClosed(1, 20).mapToObj(n -> "zm" + n).collect(Collectors.joining(", "))
                + "\nzip 1\nzip 2\n"
                + lines(1, 20, n -> lines(1, 10, v -> "zm%d %d".formatted(n, v)))
                + lines(1, 300, i -> "zoo %d: zore==%d".formatted(i, i))
                + lines(1, 300, i -> "zore %d: zip<2".formatted(i));
        Outcome outcome = solve("app", universe);
        assertThat(SmallIndex.of(universe).text(outcome)).contains("zip 1, ").endsWith("zoo 300, zore 300");
        assertThat(outcome.effort().conflicts()).isEqualTo(5);
        assertThat(outcome.effort().tries()).isLessThan(150);
    }

    /** A thousand old versions that all want another core cost a look each, not a conflict each. */
    @Test
    void oldVersionsArePassedOverWithoutConflicts() {
        String universe = "app 1: core>=5, cloud\n"
                + lines(1, 9, i -> "core %d".formatted(i))
                + lines(1, 1000, i -> "cloud %d: core<5,!=4.%d".formatted(i, i));
        Outcome outcome = solve("app", universe);
        assertThat(outcome).isInstanceOf(Outcome.Impossible.class);
        assertThat(outcome.effort().conflicts()).isEqualTo(1);
        assertThat(outcome.effort().tries()).isEqualTo(1002);
    }

    /** To show that nothing admits a pre-release, the versions of the others are looked at one by one, never in combination. */
    @Test
    void admissionIsRefusedByAddingNotByMultiplying() {
        int others = 8;
        int versions = 10;
        String universe = "price 1: tax<2\nprice 2b1\nfar 1\ntax 1\ntax 2\nshop 1: price\n"
                + lines(1, others, n -> lines(1, versions, v -> "m%d %d: far".formatted(n, v)));
        String requirements = "shop, tax>=2, "
                + IntStream.rangeClosed(1, others).mapToObj(n -> "m" + n).collect(Collectors.joining(", "));
        Outcome outcome = solve(requirements, universe);
        assertThat(outcome).isInstanceOf(Outcome.Impossible.class);
        assertThat(outcome.effort().conflicts()).isLessThan(2 * others * versions);
    }

    /** The same where each older version brings in a project of its own. */
    @Test
    void whatOlderVersionsBringInIsLookedAtOnceToo() {
        int others = 6;
        String universe = "price 1: tax<2\nprice 2b1\ntax 1\ntax 2\nshop 1: price\n"
                + lines(1, others, n -> "m%d 2\nm%d 1: q%d\nq%d 1\nq%d 2".formatted(n, n, n, n, n));
        String requirements = "shop, tax>=2, "
                + IntStream.rangeClosed(1, others).mapToObj(n -> "m" + n).collect(Collectors.joining(", "));
        Outcome outcome = solve(requirements, universe);
        assertThat(outcome).isInstanceOf(Outcome.Impossible.class);
        assertThat(outcome.effort().conflicts()).isLessThan(12 * others);
    }

    @Test
    void aSpentBudgetIsNoAnswer() {
        SmallIndex index = SmallIndex.of("a 1: b\nb 1");
        Budget one = new Budget() {
            private int left = 1;

            @Override
            public void step() {
                if (left-- == 0) {
                    throw new BudgetSpent("one step");
                }
            }
        };
        assertThatThrownBy(() -> new VersionSolver(index).solve(index.request("a"), one))
                .isInstanceOf(Budget.BudgetSpent.class)
                .hasMessage("one step");
    }

    @Test
    void anInterruptedThreadStops() {
        SmallIndex index = SmallIndex.of("a 1");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new VersionSolver(index).solve(index.request("a"), Budget.unbounded()))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** The source hears of the newest candidates before they are read, and of many more when version after version is in vain. */
    @Test
    void theSourceIsToldWhatToExpect() {
        List<String> told = new ArrayList<>();
        SmallIndex index = new SmallIndex() {
            @Override
            public void expect(ProjectName project, VersionSet likely) {
                told.add(project + " " + likely);
            }
        };
        index.add("a 1: b>=5\n" + lines(2, 30, i -> "a %d: b>=%d".formatted(i, i + 5)) + "b 1\nb 5\n");
        Outcome outcome = new VersionSolver(index).solve(index.request("a, b"), Budget.unbounded());
        assertThat(index.text(outcome)).isEqualTo("a 1, b 5");
        assertThat(told).startsWith("a {29}", "b {1}").contains("a {20-24}", "a {10-19}");
    }

    /** Random indexes lead to every kind of fact, so that the other tests mean something. */
    @Test
    void allKindsOfFactsOccurInRandomProofs() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (long seed = 0; seed < 2500; seed++) {
            RandomIndex random = new RandomIndex(seed, true, true);
            SmallIndex index = SmallIndex.of(random.index());
            Outcome outcome = new VersionSolver(index).solve(index.request(random.requirements()), Budget.unbounded());
            if (outcome instanceof Outcome.Impossible(var proof, var effort)) {
                String text = ProofText.of(index, proof);
                for (Kind kind : Kind.values()) {
                    counts.merge(kind, text.contains(kind.text) ? 1 : 0, Integer::sum);
                }
            }
        }
        assertThat(counts.values()).as(counts.toString()).allMatch(count -> count >= 2);
    }

    private enum Kind {
        ASKED("asked"),
        REQUIRES("requires"),
        SAME("same version"),
        NO_FILE("NoFile"),
        BROKEN("InvalidMetadata"),
        CONSTRAINT("constraint"),
        PRE_RELEASE("pre-release not"),
        YANKED("yanked not"),
        EXACT("not admitted there");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }
}
