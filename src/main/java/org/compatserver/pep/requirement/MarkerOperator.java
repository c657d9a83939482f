package org.compatserver.pep.requirement;

import org.jspecify.annotations.Nullable;

/** The comparisons of a marker (PEP 508, rule {@code marker_op}), longer spellings first. */
enum MarkerOperator {
    ARBITRARY("==="),
    EQUAL("=="),
    COMPATIBLE("~="),
    NOT_EQUAL("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    LESS("<"),
    GREATER(">"),
    IN("in"),
    NOT_IN("not in");

    private final String text;

    MarkerOperator(String text) {
        this.text = text;
    }

    /**
     * The comparison of two texts that are not versions: there is no order among them, so less and greater never hold.
     *
     * @return null where none is defined
     */
    @Nullable
    Boolean compareTexts(String left, String right) {
        return switch (this) {
            case EQUAL, AT_MOST, AT_LEAST -> left.equals(right);
            case NOT_EQUAL -> !left.equals(right);
            case LESS, GREATER -> false;
            case IN -> right.contains(left);
            case NOT_IN -> !right.contains(left);
            case ARBITRARY, COMPATIBLE -> null;
        };
    }

    /** As it is written. */
    @Override
    public String toString() {
        return text;
    }
}
