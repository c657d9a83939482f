package org.compatserver.pep.requirement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.compatserver.pep.requirement.MarkerExpression.Comparison;
import org.compatserver.pep.requirement.MarkerExpression.Group;
import org.compatserver.pep.requirement.MarkerExpression.Join;
import org.compatserver.pep.requirement.MarkerExpression.Operand;
import org.jspecify.annotations.Nullable;

/** Reads a marker (PEP 508, rule {@code marker}). Every method returns null after recording a problem at the cursor. */
final class MarkerReader {
    /** Deeper nesting is refused, so that no text exhausts the stack. */
    static final int MAX_DEPTH = 100;

    private static final Pattern NAME_SEPARATORS = Pattern.compile("[-_.]+");

    private final Cursor cursor;

    MarkerReader(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Terms joined by {@code and} and {@code or}. */
    @Nullable
    MarkerExpression marker(int depth) {
        MarkerExpression first = term(depth);
        if (first == null) {
            return null;
        }
        List<MarkerExpression> terms = new ArrayList<>(List.of(first));
        List<Join> joins = new ArrayList<>();
        for (Join join = join(); join != null; join = join()) {
            MarkerExpression term = term(depth);
            if (term == null) {
                return null;
            }
            joins.add(join);
            terms.add(term);
        }
        return joins.isEmpty() ? first : new Group(terms, joins);
    }

    private @Nullable Join join() {
        for (Join join : Join.values()) {
            if (cursor.takeWord(join.word)) {
                return join;
            }
        }
        return null;
    }

    /** A comparison, or a marker in parentheses; blanks around it. */
    private @Nullable MarkerExpression term(int depth) {
        cursor.skipBlanks();
        int open = cursor.position();
        if (!cursor.take('(')) {
            return comparison();
        }
        if (depth == MAX_DEPTH) {
            cursor.failAt(open, "Parentheses are nested more than " + MAX_DEPTH + " deep");
            return null;
        }
        MarkerExpression inner = marker(depth + 1);
        if (inner == null) {
            return null;
        }
        if (!cursor.take(')')) {
            cursor.fail("Expected 'and', 'or' or ')'");
            return null;
        }
        cursor.skipBlanks();
        return inner;
    }

    private @Nullable Comparison comparison() {
        Operand left = operand();
        MarkerOperator operator = left == null ? null : operator();
        Operand right = operator == null ? null : operand();
        return left == null || operator == null || right == null ? null : withNormalNames(left, operator, right);
    }

    /** What is compared with an extra is one, so it takes the normal form (PEP 685); the same goes for what may be in a set of names. */
    private static Comparison withNormalNames(Operand left, MarkerOperator operator, Operand right) {
        if (left.variable() == MarkerVariable.EXTRA && right instanceof Operand.Quoted(var text)) {
            return Comparison.of(left, operator, new Operand.Quoted(normal(text)));
        }
        MarkerVariable variable = right.variable();
        if (left instanceof Operand.Quoted(var text)
                && variable != null
                && (variable == MarkerVariable.EXTRA || variable.isSet())) {
            return Comparison.of(new Operand.Quoted(normal(text)), operator, right);
        }
        return Comparison.of(left, operator, right);
    }

    private static String normal(String text) {
        return NAME_SEPARATORS.matcher(text).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    private @Nullable Operand operand() {
        cursor.skipBlanks();
        MarkerVariable variable = MarkerVariable.read(cursor);
        Operand operand = variable == null ? quoted() : new Operand.Named(variable);
        cursor.skipBlanks();
        return operand;
    }

    private @Nullable Operand quoted() {
        int start = cursor.position();
        String text = cursor.text();
        char quote = cursor.isAtEnd() ? ' ' : text.charAt(start);
        int end = quote == '"' || quote == '\'' ? text.indexOf(quote, start + 1) : -1;
        if (end < 0) {
            cursor.fail(
                    quote == '"' || quote == '\''
                            ? "The quoted text has no end"
                            : "Expected a marker variable or a quoted text");
            return null;
        }
        String value = PythonText.unescape(text.substring(start + 1, end));
        if (value == null) {
            cursor.fail("The quoted text is not a valid Python string");
            return null;
        }
        cursor.moveTo(end + 1);
        return new Operand.Quoted(value);
    }

    private @Nullable MarkerOperator operator() {
        for (MarkerOperator operator : MarkerOperator.values()) {
            if (operator == MarkerOperator.IN) {
                break;
            }
            if (cursor.text().startsWith(operator.toString(), cursor.position())) {
                cursor.moveTo(cursor.position() + operator.toString().length());
                return operator;
            }
        }
        if (cursor.takeWord("in")) {
            return MarkerOperator.IN;
        }
        if (cursor.takeWord("not")) {
            int blank = cursor.position();
            cursor.skipBlanks();
            if (cursor.position() > blank && cursor.takeWord("in")) {
                return MarkerOperator.NOT_IN;
            }
            cursor.fail("Expected 'in' after 'not'");
            return null;
        }
        cursor.fail("Expected one of '==', '!=', '<=', '>=', '<', '>', '~=', '===', 'in' and 'not in'");
        return null;
    }
}
