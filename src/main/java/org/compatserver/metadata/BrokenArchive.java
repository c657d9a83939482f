package org.compatserver.metadata;

import org.jspecify.annotations.Nullable;

/**
 * An archive that contradicts itself or its format, or that is beyond what this program reads; the message says how, without the archive's
 * name.
 */
public final class BrokenArchive extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean unsupported;

    BrokenArchive(String message) {
        this(message, false, null);
    }

    BrokenArchive(String message, Throwable cause) {
        this(message, false, cause);
    }

    private BrokenArchive(String message, boolean unsupported, @Nullable Throwable cause) {
        super(message, cause);
        this.unsupported = unsupported;
    }

    /** An archive that may be sound, and is not read for a reason of ours: a bound, a form that is not known here. */
    static BrokenArchive unsupported(String message) {
        return new BrokenArchive(message, true, null);
    }

    /** What follows for the metadata: unknowable where the reason is ours, else broken. */
    MetadataAnswer answer() {
        String message = String.valueOf(getMessage());
        return unsupported ? new MetadataAnswer.Unknowable(message) : new MetadataAnswer.Broken(message);
    }
}
