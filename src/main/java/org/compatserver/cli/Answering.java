package org.compatserver.cli;

import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.compatserver.check.CheckService;
import org.compatserver.check.Outcome;
import org.compatserver.verdict.Question;
import org.compatserver.wire.Asked;
import org.compatserver.wire.Json;
import org.compatserver.wire.Problem;
import org.compatserver.wire.QuestionTexts;

/**
 * What a command does that answers one question: it reads the question, asks, prints the answer, and ends with an exit code.
 *
 * @param doing said while one waits
 * @param reply the answer as it is printed with {@code --json}
 * @param text the same for people
 */
record Answering<T>(
        String doing,
        BiFunction<CheckService, Question, Outcome<T>> ask,
        Function<T, Object> reply,
        Function<T, String> text,
        ToIntFunction<T> exitCode) {

    /** Does all that; the result is the exit code. */
    int run(CommandLineFace face, IndexOptions index, boolean json, Callable<QuestionTexts> texts) throws Exception {
        try (Services services = face.open(index.settings(face.environment(), null, null))) {
            return switch (services.reader().read(texts.call())) {
                case Asked.Refused refused -> face.failed(json, Problem.of(refused));
                case Asked.Read(var asked) ->
                    report(Waiting.on(doing, face.console(), () -> ask.apply(services.checks(), asked)), face, json);
            };
        }
    }

    private int report(Outcome<T> outcome, CommandLineFace face, boolean json) {
        return switch (outcome) {
            case Outcome.Failed<T>(var fault) -> face.failed(json, fault);
            case Outcome.Answered<T>(T answer) -> {
                face.console().out().print(json ? Json.pretty(reply.apply(answer)) + "\n" : text.apply(answer));
                face.console().out().flush();
                yield exitCode.applyAsInt(answer);
            }
        };
    }
}
