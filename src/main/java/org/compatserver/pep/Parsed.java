package org.compatserver.pep;

import java.util.function.Function;

/**
 * What a grammar made of a text: the value, or what is wrong with the text and where. Parsers of this package never throw on bad
 * input.
 *
 * @param <T> the value's type
 */
public sealed interface Parsed<T> {

    /** The text was well formed. */
    record Ok<T>(T value) implements Parsed<T> {}

    /** The text was not well formed. */
    record Bad<T>(Problem problem) implements Parsed<T> {}

    /**
     * What is wrong with a text.
     *
     * @param text the whole text that was given
     * @param position the index of the first character that could not be understood, from 0 to the text's length
     * @param message what is wrong, a sentence without its full stop
     */
    record Problem(String text, int position, String message) {
        /** The message, followed by the text with a caret under the place. */
        public String withPlace() {
            return message + "\n    " + text.replaceAll("\\s", " ") + "\n    " + " ".repeat(Math.max(0, position))
                    + "^";
        }
    }

    static <T> Parsed<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Parsed<T> bad(String text, int position, String message) {
        return new Bad<>(new Problem(text, position, message));
    }

    /** The value made by {@code change}, or the same problem. */
    default <R> Parsed<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Ok<T>(var value) -> ok(change.apply(value));
            case Bad<T>(var problem) -> new Bad<>(problem);
        };
    }

    /**
     * The value, for texts that the program itself wrote.
     *
     * @throws IllegalArgumentException with the problem's message and place, if the text was not well formed
     */
    default T orElseThrow() {
        return switch (this) {
            case Ok<T>(var value) -> value;
            case Bad<T>(var problem) -> throw new IllegalArgumentException(problem.withPlace());
        };
    }
}
