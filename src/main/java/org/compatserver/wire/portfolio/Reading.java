package org.compatserver.wire.portfolio;

import java.util.List;

/**
 * What came of reading something that a person wrote.
 *
 * @param <T> what it is
 */
public sealed interface Reading<T> {
    /** It can be used. */
    record Fine<T>(T value) implements Reading<T> {}

    /**
     * It cannot.
     *
     * @param problems all that is wrong with it, each with its place: {@code file:line: what}
     */
    record Wrong<T>(List<String> problems) implements Reading<T> {
        private static final int MOST = 50;

        public Wrong {
            problems = List.copyOf(problems);
        }

        /** All of them, of very many the first. */
        public String text() {
            String shown = String.join("\n", problems.subList(0, Math.min(MOST, problems.size())));
            return problems.size() <= MOST ? shown : shown + "\nand " + (problems.size() - MOST) + " more";
        }
    }
}
