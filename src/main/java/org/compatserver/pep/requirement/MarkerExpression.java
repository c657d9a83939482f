package org.compatserver.pep.requirement;

import java.util.List;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.version.Specifier;
import org.jspecify.annotations.Nullable;

/** The formula of a marker. */
sealed interface MarkerExpression {

    /**
     * One comparison.
     *
     * @param clause with a version variable on the left: operator and right side as a version clause, null if they do not make one. It follows from the
     *     others, and is kept since evaluation is frequent
     */
    record Comparison(
            Operand left,
            MarkerOperator operator,
            Operand right,
            @Nullable Specifier clause) implements MarkerExpression {

        static Comparison of(Operand left, MarkerOperator operator, Operand right) {
            MarkerVariable variable = left.variable();
            return new Comparison(
                    left, operator, right, variable == null ? null : clause(variable, operator, right.text()));
        }

        /** The version clause that a variable's comparison with the text stands for; null if it is a comparison of texts. */
        static @Nullable Specifier clause(MarkerVariable variable, MarkerOperator operator, String text) {
            return variable.isVersion() && Specifier.parse(operator + text) instanceof Parsed.Ok<Specifier>(var clause)
                    ? clause
                    : null;
        }

        @Override
        public String toString() {
            return left.written() + " " + operator + " " + right.written();
        }
    }

    /** Two terms or more, with {@code and} or {@code or} between neighbours; {@code and} binds tighter. */
    record Group(List<MarkerExpression> terms, List<Join> joins) implements MarkerExpression {
        public Group {
            terms = List.copyOf(terms);
            joins = List.copyOf(joins);
        }

        /** Without parentheses around it; groups within it have them. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < terms.size(); i++) {
                if (i > 0) {
                    text.append(' ').append(joins.get(i - 1).word).append(' ');
                }
                switch (terms.get(i)) {
                    case Comparison comparison -> text.append(comparison);
                    case Group group -> text.append('(').append(group).append(')');
                }
            }
            return text.toString();
        }
    }

    /** What stands between two terms. */
    enum Join {
        AND("and"),
        OR("or");

        final String word;

        Join(String word) {
            this.word = word;
        }
    }

    /** One side of a comparison. */
    sealed interface Operand {
        /** The text, or the variable's canonical name. */
        String text();

        /** As it is written in a marker. */
        String written();

        /** A variable. */
        record Named(MarkerVariable variable) implements Operand {
            @Override
            public String text() {
                return variable.toString();
            }

            @Override
            public String written() {
                return variable.toString();
            }
        }

        /** A quoted text. */
        record Quoted(String text) implements Operand {
            @Override
            public String written() {
                if (!text.contains("\"")) {
                    return '"' + text + '"';
                }
                return text.contains("'") ? '"' + text.replace("\"", "\\x22") + '"' : "'" + text + "'";
            }
        }

        /** The variable that the operand names, if it is not a quoted text. */
        default @Nullable MarkerVariable variable() {
            return switch (this) {
                case Named named -> named.variable;
                case Quoted _ -> null;
            };
        }
    }
}
