package org.compatserver.pep.requirement;

import org.compatserver.pep.Parsed;
import org.compatserver.pep.Parsed.Problem;
import org.jspecify.annotations.Nullable;

/** An environment marker: a formula over the values of a {@link MarkerEnvironment} and one extra (PEP 508, "Environment Markers"). */
public final class Marker {
    private final MarkerExpression expression;

    private Marker(MarkerExpression expression) {
        this.expression = expression;
    }

    /** Reads a marker, without the semicolon. */
    public static Parsed<Marker> parse(String text) {
        if (text.length() > Requirement.MAX_LENGTH) {
            return Parsed.bad(text, Requirement.MAX_LENGTH, "A marker has at most 20,000 characters");
        }
        Cursor cursor = new Cursor(text);
        return cursor.result(read(cursor));
    }

    /**
     * The marker written as {@code text}.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static Marker of(String text) {
        return parse(text).orElseThrow();
    }

    /** The marker from the cursor to the end of its text; null after recording a problem. */
    static @Nullable Marker read(Cursor cursor) {
        MarkerExpression expression = new MarkerReader(cursor).marker(0);
        if (expression == null) {
            return null;
        }
        if (!cursor.isAtEnd()) {
            cursor.fail("Expected 'and', 'or' or the end");
            return null;
        }
        return new Marker(expression);
    }

    /**
     * Whether the marker holds.
     *
     * @param extra the one extra that is asked for; null for none, which reads as the empty text
     * @return a problem if a comparison is undefined, as {@code os_name ~= "x"} is (pip stops there)
     */
    public Parsed<Boolean> evaluate(MarkerEnvironment environment, @Nullable Extra extra) {
        MarkerEvaluation evaluation = new MarkerEvaluation(environment, extra);
        boolean holds = evaluation.holds(expression);
        Problem problem = evaluation.problem();
        return problem == null ? Parsed.ok(holds) : new Parsed.Bad<>(problem);
    }

    /** Whether the marker names the variable {@code extra}: if it does not, it holds for all extras or for none. */
    public boolean mentionsExtra() {
        return mentionsExtra(expression);
    }

    private static boolean mentionsExtra(MarkerExpression expression) {
        return switch (expression) {
            case MarkerExpression.Group group -> group.terms().stream().anyMatch(Marker::mentionsExtra);
            case MarkerExpression.Comparison comparison ->
                comparison.left().text().equals("extra")
                        || comparison.right().text().equals("extra");
        };
    }

    /** Equal when the canonical texts are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Marker marker && expression.equals(marker.expression);
    }

    @Override
    public int hashCode() {
        return expression.hashCode();
    }

    /** The canonical text, as Python's {@code packaging} prints it. */
    @Override
    public String toString() {
        return expression.toString();
    }
}
