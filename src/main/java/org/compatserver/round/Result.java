package org.compatserver.round;

/** What came of one check, by the words of a verdict. Their order is part of what is stored. */
public enum Result {
    SUCCESS,
    CHECK_WARNING,
    INSTALL_ERROR,
    UNKNOWN
}
