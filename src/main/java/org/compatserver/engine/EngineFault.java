package org.compatserver.engine;

/** An engine could not answer. Never a verdict. */
public final class EngineFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Kind kind;

    public EngineFault(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public EngineFault(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Who can do what about it. */
    public enum Kind {
        /** No index address is known: whoever started the program. */
        NOT_CONFIGURED,
        /** The index cannot be reached or failed; asking again later may help. */
        INDEX,
        /** Needed data is not at hand and asking is not allowed. */
        OFFLINE,
        /** The budget of steps or time is spent. */
        BUDGET,
        /** The question asks for what this engine cannot do: whoever asked. */
        UNSUPPORTED,
        /** A mistake of this program. */
        INTERNAL
    }
}
