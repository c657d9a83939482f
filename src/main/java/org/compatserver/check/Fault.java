package org.compatserver.check;

/**
 * Why a question could not be answered, for a reason that says nothing about the packages.
 *
 * @param message what failed and who can act, for people
 */
public record Fault(Kind kind, String message) {

    /** Who can do what about it. */
    public enum Kind {
        /** No index address is known: whoever started the program. */
        NOT_CONFIGURED(500, "Not configured"),
        /** The index cannot be reached or failed; asking again later may help. */
        INDEX(502, "The package index failed"),
        /** Needed data is not at hand and asking is not allowed. */
        OFFLINE(503, "Not at hand while offline"),
        /** The budget of steps or time is spent. */
        BUDGET(504, "It took too long"),
        /** Too many questions at once; asking again later will help. */
        BUSY(503, "Too busy"),
        /** This program has no engine that could answer such a question. */
        UNSUPPORTED(501, "Not supported"),
        /** A mistake of this program. */
        INTERNAL(500, "Internal error");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /** The HTTP status that says the same. */
        public int status() {
            return status;
        }

        /** The same in a few words (the title of RFC 9457's problem details). */
        public String title() {
            return title;
        }
    }
}
