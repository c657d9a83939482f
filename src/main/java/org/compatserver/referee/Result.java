package org.compatserver.referee;

/** A verdict's kind, whoever gave it. */
enum Result {
    SUCCESS,
    CHECK_WARNING,
    INSTALL_ERROR,
    UNKNOWN,
    /** There is no verdict: something broke down. */
    FAULT,
    /** There is none, since nobody was asked. */
    OPEN
}
