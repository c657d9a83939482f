package org.compatserver.index;

/** The index could not be asked, or answered what cannot be used. Never a verdict about packages. */
public final class IndexFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Kind kind;

    public IndexFault(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public IndexFault(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** The same fault, said of an answer that was sought in a second place, too. */
    public IndexFault also(IndexFault second) {
        IndexFault both = new IndexFault(kind, getMessage() + ". " + second.getMessage() + ", either", this);
        both.addSuppressed(second);
        return both;
    }

    /** What failed, without the advice that follows. */
    public String problem() {
        String message = String.valueOf(getMessage());
        int advice = message.lastIndexOf("; ");
        return advice < 0 ? message : message.substring(0, advice);
    }

    public Kind kind() {
        return kind;
    }

    /** Who can do what about it. */
    public enum Kind {
        /** No index address is known: whoever started the program. */
        NOT_CONFIGURED,
        /** No connection, or no answer in time: the network, the proxy, whoever runs the index. */
        UNREACHABLE,
        /** The index refuses the credentials: whoever started the program. */
        UNAUTHORIZED,
        /** The index failed, or asks for patience: whoever runs the index. */
        FAILED,
        /** The index's answer breaks the specification: whoever runs the index. */
        MALFORMED,
        /** What is needed is neither in the cache nor in the snapshot, and asking is not allowed. */
        OFFLINE
    }
}
