package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.compatserver.catalog.Catalog;
import org.compatserver.engine.EngineFault;
import org.compatserver.index.IndexFault;
import org.compatserver.index.ProjectIndex;
import org.compatserver.metadata.MetadataReader;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.testing.Universe;
import org.compatserver.verdict.NotNewerSentences;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Question.EngineName;
import org.compatserver.verdict.Question.Sources;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why the engine may not answer: what failed, told by who can act, and never a verdict. */
class FaultsOfTheEngineTest {
    private static final Universe UNIVERSE = Universe.of("""
            a 1.0: b
            b 1.0
            b 2.0
            """);

    /** Four packages that take more than a hundred steps. */
    private static final Universe HARD = Universe.of(hard());

    private static String hard() {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("a", "b", "c", "d")) {
            for (int version = 1; version <= 30; version++) {
                text.append(name).append(' ').append(version).append(": ");
                text.append("x%s=={v},y%s!={v},z=={v}".formatted(name, name).replace("{v}", Integer.toString(version)));
                text.append('\n');
            }
        }
        for (int version = 1; version <= 30; version++) {
            text.append("z ")
                    .append(version)
                    .append(": ")
                    .append(version % 2 == 0 ? "w==1" : "w==2")
                    .append('\n');
            for (String name : List.of("a", "b", "c", "d")) {
                text.append("x%s %d: w!=%d\n".formatted(name, version, version % 2 == 0 ? 1 : 2));
                text.append("y%s %d\n".formatted(name, version));
            }
        }
        return text.append("w 1\nw 2\n").toString();
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_CONFIGURED, NOT_CONFIGURED",
        "UNREACHABLE,    INDEX",
        "UNAUTHORIZED,   INDEX",
        "FAILED,         INDEX",
        "MALFORMED,      INDEX",
        "OFFLINE,        OFFLINE"
    })
    void aFaultOfTheIndexIsToldInItsOwnWords(IndexFault.Kind kind, EngineFault.Kind told) {
        MetadataReader broken = (file, name) -> {
            throw new IndexFault(kind, file.filename() + " cannot be had");
        };
        assertFault(() -> answer(UNIVERSE, broken, "a"), told, "a-1.0-py3-none-any.whl cannot be had");
        ProjectIndex silent = project -> {
            throw new IndexFault(kind, "The page of " + project + " cannot be had");
        };
        assertFault(() -> answer(silent, UNIVERSE, "a"), told, "The page of a cannot be had");
    }

    @Test
    void aFaultThatTheAnswerDoesNotNeedIsNone() {
        ProjectIndex withoutC = project -> {
            if (project.equals(ProjectName.of("c"))) {
                throw new IndexFault(IndexFault.Kind.FAILED, "The page of c cannot be had");
            }
            return UNIVERSE.page(project);
        };
        assertThat(answer(withoutC, UNIVERSE, "a")).isInstanceOf(Verdict.Success.class);
    }

    /** What the newest b needs leads to c, whose page cannot be had; the set that is shown does not. */
    @Test
    void aFaultThatOnlyALongLookMeetsLeavesTheVerdict() {
        Universe universe = Universe.of("""
                a 1.0: ab, b
                ab 1.0
                ab 2.0: d<2
                b 1.0: d
                b 2.0: d>=2, x
                d 1.0
                d 2.0
                x 1.0: c
                """);
        ProjectIndex withoutC = project -> {
            if (project.equals(ProjectName.of("c"))) {
                throw new IndexFault(IndexFault.Kind.FAILED, "The page of c cannot be had");
            }
            return universe.page(project);
        };
        Why why = engine(withoutC, universe).why(Asking.in(universe).question("a"), ProjectName.of("b"));
        assertThat(why.verdict()).isInstanceOf(Verdict.Success.class);
        assertThat(why.notNewer())
                .extracting(entry -> NotNewerSentences.line(entry.why()))
                .anyMatch(line -> line.contains("was not found out: The page of c cannot be had"));
    }

    @Test
    void stepsThatAreSpentAreABudgetFault() {
        assertFault(
                () -> answer(HARD, new Limits(5, Duration.ofMinutes(1), 10), InstantSource.fixed(Asking.NOW)),
                EngineFault.Kind.BUDGET,
                "The budget of 5 steps is spent, and the question is not decided. Ask with fewer packages, or narrower versions");
    }

    @Test
    void timeThatIsSpentIsABudgetFault() {
        AtomicInteger looks = new AtomicInteger();
        InstantSource running = () -> Asking.NOW.plusSeconds(10L * looks.getAndIncrement());
        assertFault(
                () -> answer(HARD, new Limits(1_000_000, Duration.ofSeconds(5), 10), running),
                EngineFault.Kind.BUDGET,
                "The budget of 5 seconds is spent, after 64 steps, and the question is not decided.");
    }

    @Test
    @Timeout(30)
    void whoIsInterruptedWhileWaitingForTheIndexHearsThatItWasCancelled() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        ProjectIndex slow = project -> {
            asked.countDown();
            return waiting();
        };
        AtomicReference<Throwable> heard = new AtomicReference<>();
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                answer(slow, UNIVERSE, "a");
            } catch (EngineFault fault) {
                heard.set(fault);
            }
        });
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        asking.interrupt();
        asking.join();
        assertThat(heard.get())
                .isInstanceOfSatisfying(
                        EngineFault.class, fault -> assertThat(fault.kind()).isEqualTo(EngineFault.Kind.BUDGET))
                .hasMessage("The question was cancelled before it was decided");
    }

    private static ProjectIndex.PageAnswer waiting() {
        try {
            Thread.sleep(Duration.ofMinutes(1));
            throw new AssertionError("Nobody interrupted");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("Waiting for the index was cancelled");
        }
    }

    @Test
    void whatNeedsABuildIsNotSupportedYet() {
        Question question = Asking.in(UNIVERSE).question("a");
        assertFault(
                () -> engine(UNIVERSE, UNIVERSE).answer(with(question, Sources.BUILD, EngineName.RESOLVER)),
                EngineFault.Kind.UNSUPPORTED,
                "sources=build needs the pip engine, which is not available in this version; ask with sources=static or"
                        + " sources=wheels");
        assertFault(
                () -> engine(UNIVERSE, UNIVERSE).answer(with(question, Sources.STATIC, EngineName.PIP)),
                EngineFault.Kind.UNSUPPORTED,
                "engine=pip is not available in this version; ask with engine=resolver");
    }

    @Test
    void aMarkerThatComparesWhatCannotBeComparedIsTheAskersToMend() {
        assertFault(
                () -> answer(UNIVERSE, UNIVERSE, "a; os_name ~= 'posix'"),
                EngineFault.Kind.UNSUPPORTED,
                "The marker of 'a; os_name ~= \"posix\"' cannot be evaluated: This comparison is not defined for these texts");
    }

    private static Question with(Question question, Sources sources, EngineName engine) {
        return new Question(
                question.packages(),
                question.requirements(),
                question.constraints(),
                question.target(),
                question.asOf(),
                sources,
                question.preReleases(),
                question.strict(),
                engine,
                question.explain());
    }

    private static Verdict answer(ProjectIndex index, MetadataReader metadata, String requested) {
        return engine(index, metadata).answer(Asking.in(UNIVERSE).question(requested));
    }

    private static Verdict answer(Universe universe, Limits limits, InstantSource clock) {
        return new SolvingEngine(catalog(universe, universe), clock, limits)
                .answer(Asking.in(universe).question("a", "b", "c", "d"));
    }

    private static SolvingEngine engine(ProjectIndex index, MetadataReader metadata) {
        return new SolvingEngine(catalog(index, metadata), InstantSource.fixed(Asking.NOW), Limits.DEFAULT);
    }

    private static Catalog catalog(ProjectIndex index, MetadataReader metadata) {
        Instant fetched = Universe.FETCHED;
        return new Catalog(index, metadata, null, Duration.ofDays(1), InstantSource.fixed(fetched));
    }

    private static void assertFault(Runnable asking, EngineFault.Kind kind, String message) {
        assertThatThrownBy(asking::run)
                .isInstanceOfSatisfying(
                        EngineFault.class, fault -> assertThat(fault.kind()).isEqualTo(kind))
                .hasMessageStartingWith(message);
    }
}
