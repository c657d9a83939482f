package org.compatserver.metadata;

/** An archive that contradicts itself or its format; the message says how, without the archive's name. */
public final class BrokenArchive extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenArchive(String message) {
        super(message);
    }

    BrokenArchive(String message, Throwable cause) {
        super(message, cause);
    }
}
