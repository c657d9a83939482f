package org.compatserver.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.compatserver.check.CheckService;
import org.compatserver.referee.Equipment;
import org.compatserver.round.Rehearsal;
import org.compatserver.round.RoundService;
import org.compatserver.round.sets.SetService;
import org.compatserver.verdict.Question;
import org.compatserver.wire.QuestionReader;

/** What the commands need of the rest of the program; built by the wiring. */
public interface Services extends AutoCloseable {

    /** The use case of one check. */
    CheckService checks();

    /** The use case of rounds, with those that are kept. That nothing can be kept is said by the first use. */
    RoundService rounds();

    /** The use case of the largest set that fits together. */
    SetService sets();

    /**
     * Rounds in which files take part that are not released.
     *
     * @param places folders of this machine, or single files
     * @throws ConfigurationProblem if one of them cannot be used
     */
    Rehearsal rehearsal(List<String> places) throws ConfigurationProblem;

    /** Reads questions with the operator's defaults. */
    QuestionReader reader();

    /**
     * What the referee works with.
     *
     * @throws ConfigurationProblem if pip and uv cannot be told where packages come from
     */
    Equipment refereeing() throws ConfigurationProblem;

    /** Fetches nothing more and lets go of what is held. */
    @Override
    void close();

    /**
     * Starts the server.
     *
     * @param reader reads the questions that are asked
     * @throws ConfigurationProblem if the address cannot be had
     */
    Serving serve(ServeSettings how, QuestionReader reader) throws ConfigurationProblem;

    /**
     * Asks the questions and records what the index answered; when one gets no verdict, no file is written.
     *
     * @throws IOException if the file cannot be written
     */
    Recorded record(List<Question> questions, Path file) throws IOException;

    /** A running server. */
    interface Serving extends AutoCloseable {
        int port();

        /** Lets running requests end, then stops. Whether all of them were answered. */
        boolean stop();

        @Override
        default void close() {
            boolean _ = stop();
        }
    }

    /**
     * What a snapshot came to.
     *
     * @param bytes the file's size; 0 when none was written
     * @param failures questions that got no verdict, each with the reason
     */
    record Recorded(int projects, long bytes, List<String> failures) {}

    /** Builds them. */
    @FunctionalInterface
    interface Opener {
        Services open(Settings settings) throws ConfigurationProblem;

        /** What the program finds on this machine, in the order of what depends on what; nothing is opened for it. */
        default List<Finding> examine(Settings settings, int port) {
            return List.of();
        }
    }

    /** The program cannot be built so; the message says what is wrong and who can act. */
    final class ConfigurationProblem extends Exception {
        private static final long serialVersionUID = 1L;

        public ConfigurationProblem(String message) {
            super(message);
        }
    }
}
