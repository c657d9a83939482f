package org.compatserver.snapshot;

/** A member of a snapshot that does not hold what it should; the message says why, without the member's name. */
final class BadContent extends Exception {
    private static final long serialVersionUID = 1L;

    BadContent(String message) {
        super(message);
    }
}
