package org.compatserver.check;

import org.compatserver.engine.EngineFault;

/**
 * Why a question could not be answered, for a reason that says nothing about the packages.
 *
 * @param message what failed and who can act, for people
 */
public record Fault(Kind kind, String message) {
    /** What an engine says of itself. */
    public static Fault of(EngineFault fault) {
        Kind kind = switch (fault.kind()) {
            case NOT_CONFIGURED -> Kind.NOT_CONFIGURED;
            case INDEX -> Kind.INDEX;
            case OFFLINE -> Kind.OFFLINE;
            case BUDGET -> Kind.BUDGET;
            case UNSUPPORTED -> Kind.UNSUPPORTED;
            case INTERNAL -> Kind.INTERNAL;
        };
        return new Fault(kind, String.valueOf(fault.getMessage()));
    }

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
        /** What is kept cannot be read or written: whoever runs the program. */
        STORE(500, "The store failed"),
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
