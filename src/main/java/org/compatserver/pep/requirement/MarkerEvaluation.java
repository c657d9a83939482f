package org.compatserver.pep.requirement;

import java.util.List;
import org.compatserver.pep.Parsed.Problem;
import org.compatserver.pep.requirement.MarkerExpression.Comparison;
import org.compatserver.pep.requirement.MarkerExpression.Group;
import org.compatserver.pep.requirement.MarkerExpression.Join;
import org.compatserver.pep.version.Specifier;
import org.jspecify.annotations.Nullable;

/** One evaluation of a marker, by the rules of Python's {@code packaging}. Every comparison is made: an undefined one is a problem even if the others settle the result. */
final class MarkerEvaluation {
    private final MarkerEnvironment environment;
    private final @Nullable Extra extra;
    private @Nullable Problem problem;

    MarkerEvaluation(MarkerEnvironment environment, @Nullable Extra extra) {
        this.environment = environment;
        this.extra = extra;
    }

    /** The first undefined comparison that was met; null without one. */
    @Nullable
    Problem problem() {
        return problem;
    }

    boolean holds(MarkerExpression expression) {
        return switch (expression) {
            case Comparison comparison -> holds(comparison);
            case Group group -> holds(group);
        };
    }

    private boolean holds(Group group) {
        List<MarkerExpression> terms = group.terms();
        boolean any = false;
        boolean all = holds(terms.getFirst());
        for (int i = 1; i < terms.size(); i++) {
            boolean term = holds(terms.get(i));
            if (group.joins().get(i - 1) == Join.OR) {
                any |= all;
                all = term;
            } else {
                all &= term;
            }
        }
        return any || all;
    }

    /**
     * With a variable on the left, the right side is a text even if it is the name of a variable. With a text on the left, the right side is the name of a variable
     * even if it is quoted.
     */
    private boolean holds(Comparison comparison) {
        MarkerVariable left = comparison.left().variable();
        MarkerVariable variable =
                left != null ? left : MarkerVariable.named(comparison.right().text());
        String value = variable == null ? null : variable.value(environment, extra);
        if (variable == null || value == null) {
            return undefined(comparison, "This marker compares with what is not known outside of lock files");
        }
        Boolean holds = left != null
                ? compare(
                        comparison.clause(),
                        value,
                        comparison.operator(),
                        comparison.right().text())
                : compare(
                        Comparison.clause(variable, comparison.operator(), value),
                        comparison.left().text(),
                        comparison.operator(),
                        value);
        return holds != null ? holds : undefined(comparison, "This comparison is not defined for these texts");
    }

    /** As versions if there is a clause, else as texts; null if undefined. */
    private static @Nullable Boolean compare(
            @Nullable Specifier clause, String left, MarkerOperator operator, String right) {
        return clause != null ? Boolean.valueOf(clause.containsText(left)) : operator.compareTexts(left, right);
    }

    private boolean undefined(Comparison comparison, String message) {
        if (problem == null) {
            problem = new Problem(comparison.toString(), 0, message);
        }
        return false;
    }
}
