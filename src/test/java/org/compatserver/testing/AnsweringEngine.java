package org.compatserver.testing;

import java.util.function.Function;
import org.compatserver.engine.Engine;
import org.compatserver.verdict.Dated;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Verdict;

/** Gives verdicts, and what else it was given. */
public record AnsweringEngine(Function<Question, Verdict> verdicts, Function<Question, Dated> dates) implements Engine {

    /** One that gives verdicts and nothing else. */
    public AnsweringEngine(Function<Question, Verdict> verdicts) {
        this(verdicts, question -> {
            throw new UnsupportedOperationException("Only verdicts");
        });
    }

    @Override
    public Verdict answer(Question question) {
        return verdicts.apply(question);
    }

    @Override
    public Dated since(Question question) {
        return dates.apply(question);
    }
}
