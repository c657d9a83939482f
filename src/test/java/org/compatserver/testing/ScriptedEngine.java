package org.compatserver.testing;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.compatserver.engine.Engine;
import org.compatserver.engine.EngineFault;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.verdict.Dated;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Since;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Why;
import org.jspecify.annotations.Nullable;

/** Answers by a table, so that the faces can be shown every kind of verdict and fault. The key is what was asked, joined by blanks. */
public final class ScriptedEngine implements Engine {
    private final Map<String, Function<Question, Verdict>> script;

    public ScriptedEngine(Map<String, Function<Question, Verdict>> script) {
        this.script = Map.copyOf(script);
    }

    /** A script with one question for each kind of answer. */
    public static ScriptedEngine standard() {
        return new ScriptedEngine(Map.of(
                "six Django", SampleVerdicts::success,
                "google-api-core google-cloud-iot", SampleVerdicts::warning,
                "new old", SampleVerdicts::warningWithAlternatives,
                "a b", SampleVerdicts::installError,
                "unbuilt", SampleVerdicts::unknown,
                "nothing", SampleVerdicts::nothing,
                "unreachable",
                        question ->
                                failing(EngineFault.Kind.INDEX, "The index cannot be reached: no connection in 5 s"),
                "endless", question -> failing(EngineFault.Kind.BUDGET, "Not decided after 30 s"),
                "broken",
                        question -> {
                            throw new IllegalStateException("a mistake");
                        }));
    }

    private static Verdict failing(EngineFault.Kind kind, String message) {
        throw new EngineFault(kind, message, new IllegalStateException(message));
    }

    @Override
    public Dated since(Question question) {
        return switch (String.join(" ", question.packages())) {
            case "google-api-core google-cloud-iot" -> SampleDates.upload(question);
            case "refused" -> SampleDates.refused(question);
            case "never" -> SampleDates.never(question);
            case "too long" -> SampleDates.notKnown(question);
            case "six Django" -> SampleDates.dated(question, new Since.Fits());
            case "unreachable" ->
                throw new EngineFault(EngineFault.Kind.INDEX, "The index cannot be reached: no connection in 5 s");
            default -> throw new IllegalArgumentException("Not in the script: since " + question.packages());
        };
    }

    @Override
    public Verdict answer(Question question) {
        List<String> packages = question.packages();
        Function<Question, Verdict> answer = script.get(String.join(" ", packages));
        if (answer == null) {
            throw new EngineFault(
                    EngineFault.Kind.INTERNAL, "Not in the script: " + packages, new IllegalArgumentException());
        }
        return SampleDates.dated(answer.apply(question));
    }

    @Override
    public Why why(Question question, @Nullable ProjectName project) {
        return SampleVerdicts.why(answer(question), project);
    }
}
