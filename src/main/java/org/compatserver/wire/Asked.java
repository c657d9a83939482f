package org.compatserver.wire;

import org.compatserver.verdict.Question;

/** What reading a question gave. */
public sealed interface Asked {
    /** It can be asked. */
    record Read(Question question) implements Asked {}

    /**
     * It cannot.
     *
     * @param message what is wrong with it, for whoever asked
     */
    record Refused(Reason reason, String message) implements Asked {}

    /** What may be wrong, in the order in which it is looked for; the first is reported. */
    enum Reason {
        NO_PACKAGE,
        BAD_REQUIREMENT,
        TOO_MANY_PACKAGES,
        UNRECOGNIZED_PACKAGES,
        NO_PYTHON,
        BAD_PYTHON,
        BAD_VALUE,
        UNKNOWN_PARAMETER,
        BAD_JSON
    }
}
