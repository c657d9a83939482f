package org.compatserver.cli;

import java.nio.file.Path;
import java.util.List;
import org.compatserver.check.CheckService;
import org.compatserver.referee.Equipment;
import org.compatserver.round.Rehearsal;
import org.compatserver.round.RoundService;
import org.compatserver.round.sets.SetService;
import org.compatserver.verdict.Question;
import org.compatserver.wire.QuestionReader;

/** A program that reads questions and can do nothing else: what a test's commands need, it adds. */
class NoServices implements Services {
    @Override
    public CheckService checks() {
        throw new UnsupportedOperationException();
    }

    @Override
    public RoundService rounds() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SetService sets() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Rehearsal rehearsal(List<String> places) {
        throw new UnsupportedOperationException();
    }

    @Override
    public QuestionReader reader() {
        return new QuestionReader(QuestionReader.Defaults.STANDARD);
    }

    @Override
    public Equipment refereeing() throws ConfigurationProblem {
        throw new UnsupportedOperationException();
    }

    @Override
    public Serving serve(ServeSettings how, QuestionReader reader) throws ConfigurationProblem {
        throw new UnsupportedOperationException();
    }

    @Override
    public Recorded record(List<Question> questions, Path file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
