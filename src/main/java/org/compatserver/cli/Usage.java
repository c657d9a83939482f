package org.compatserver.cli;

/** The command cannot be carried out as it was written; the message says why, for whoever wrote it. */
final class Usage extends Exception {
    private static final long serialVersionUID = 1L;

    Usage(String message) {
        super(message);
    }
}
