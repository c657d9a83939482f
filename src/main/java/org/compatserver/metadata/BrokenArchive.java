package org.compatserver.metadata;

import org.jspecify.annotations.Nullable;

/**
 * An archive that contradicts itself or its format, or that is beyond what this program reads; the message says how, without the archive's
 * name.
 */
public final class BrokenArchive extends Exception {
    private static final long serialVersionUID = 1L;
    private final What what;

    private enum What {
        /** The archive cannot be read. */
        STRUCTURE,
        /** It can be read, and what is in it is wrong. */
        CONTENT,
        /** It may be sound, and is not read for a reason of ours. */
        BEYOND_US
    }

    BrokenArchive(String message) {
        this(message, What.STRUCTURE, null);
    }

    BrokenArchive(String message, Throwable cause) {
        this(message, What.STRUCTURE, cause);
    }

    private BrokenArchive(String message, What what, @Nullable Throwable cause) {
        super(message, cause);
        this.what = what;
    }

    /** An archive that can be read, and has in it what it must not, or lacks what it must have. */
    static BrokenArchive content(String message, @Nullable Throwable cause) {
        return new BrokenArchive(message, What.CONTENT, cause);
    }

    /** An archive that may be sound, and is not read for a reason of ours: a bound, a form that is not known here. */
    static BrokenArchive unsupported(String message) {
        return new BrokenArchive(message, What.BEYOND_US, null);
    }

    /** Whether the archive itself cannot be read. */
    boolean isUnreadable() {
        return what == What.STRUCTURE;
    }

    /** What follows for the metadata: unknowable where the reason is ours, else broken. */
    MetadataAnswer answer() {
        String message = String.valueOf(getMessage());
        return what == What.BEYOND_US ? new MetadataAnswer.Unknowable(message) : new MetadataAnswer.Broken(message);
    }
}
