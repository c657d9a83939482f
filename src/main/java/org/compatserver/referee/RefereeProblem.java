package org.compatserver.referee;

/** The referee cannot work on this machine as it was asked to; the message says what is missing. */
public final class RefereeProblem extends Exception {
    private static final long serialVersionUID = 1L;

    RefereeProblem(String message) {
        super(message);
    }
}
