package org.compatserver.testing;

import java.util.function.Function;
import org.compatserver.engine.Engine;
import org.compatserver.verdict.Dated;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Verdict;

/** Gives verdicts, and nothing else. */
public record AnsweringEngine(Function<Question, Verdict> verdicts) implements Engine {
    @Override
    public Verdict answer(Question question) {
        return verdicts.apply(question);
    }

    @Override
    public Dated since(Question question) {
        throw new UnsupportedOperationException("Only verdicts");
    }
}
