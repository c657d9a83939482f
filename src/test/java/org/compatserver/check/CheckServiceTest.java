package org.compatserver.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.compatserver.engine.Engine;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.testing.AnsweringEngine;
import org.compatserver.testing.SampleVerdicts;
import org.compatserver.testing.ScriptedEngine;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Question.EngineName;
import org.compatserver.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** One check: bounded, and whatever goes wrong is told as a fault. */
class CheckServiceTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static CheckService service(Engine engine, int atOnce, Duration deadline, Duration batchDeadline) {
        return new CheckService(
                Map.of(EngineName.RESOLVER, engine), new CheckService.Limits(atOnce, deadline, batchDeadline));
    }

    private static Question question(String... packages) {
        return new Question(
                List.of(packages),
                List.of(packages).stream()
                        .map(text -> Requirement.parse(text).orElseThrow())
                        .toList(),
                List.of(),
                new Target(new PythonVersion(3, 13, 9), Platform.DEFAULT),
                null,
                Question.Sources.STATIC,
                false,
                false,
                EngineName.RESOLVER,
                Question.Detail.SHORT);
    }

    private static String text(Outcome<Verdict> outcome) {
        return switch (outcome) {
            case Outcome.Answered<Verdict>(var verdict) ->
                verdict.getClass().getSimpleName() + " "
                        + verdict.context().question().packages();
            case Outcome.Failed<Verdict>(var fault) -> fault.kind() + ": " + fault.message();
        };
    }

    @Test
    void manyAreAnsweredInTheirOrder() {
        try (CheckService checks = service(ScriptedEngine.standard(), 4, LONG, LONG)) {
            List<Question> questions = List.of(question("a", "b"), question("unreachable"), question("six", "Django"));
            assertThat(checks.checkAll(questions))
                    .map(CheckServiceTest::text)
                    .containsExactly(
                            "InstallError [a, b]",
                            "INDEX: The index cannot be reached: no connection in 5 s",
                            "Success [six, Django]");
        }
    }

    @Test
    void aListenerIsToldOfEveryCheckAlsoOfABatch() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        CheckListener listener = (question, outcome, nanos) -> told.add(text(outcome) + (nanos > 0));
        try (CheckService checks = new CheckService(
                Map.of(EngineName.RESOLVER, ScriptedEngine.standard()),
                new CheckService.Limits(4, LONG, LONG),
                listener)) {
            var _ = checks.check(question("six", "Django"));
            var _ = checks.checkAll(List.of(question("a", "b"), question("endless")));
        }
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "Success [six, Django]true", "InstallError [a, b]true", "BUDGET: Not decided after 30 strue");
    }

    @Test
    void afterItsEndItSaysThatItIsStopping() {
        CheckService checks = service(ScriptedEngine.standard(), 4, LONG, LONG);
        checks.close();
        String stopping = "BUSY: The program is being stopped; ask again later";
        assertThat(text(checks.check(question("six", "Django")))).isEqualTo(stopping);
        assertThat(checks.checkAll(List.of(question("six", "Django"), question("a", "b"))))
                .map(CheckServiceTest::text)
                .containsExactly(stopping, stopping);
    }

    @Test
    void whatIsRunningWhenItEndsIsToldAsStopping() {
        CheckService[] self = new CheckService[1];
        Engine closing = new AnsweringEngine(question -> {
            self[0].close();
            return SampleVerdicts.success(question);
        });
        try (CheckService checks = service(closing, 2, LONG, LONG)) {
            self[0] = checks;
            List<Question> questions = List.of(question("a"), question("b"), question("c"));
            assertThat(checks.checkAll(questions))
                    .map(CheckServiceTest::text)
                    .noneMatch(text -> text.startsWith("INTERNAL"));
        }
    }
}
