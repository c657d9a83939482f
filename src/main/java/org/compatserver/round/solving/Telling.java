package org.compatserver.round.solving;

import org.compatserver.round.Result;

/** What people are told of packages that do not succeed by themselves. */
interface Telling {
    /** In one to three sentences. */
    String why(int number, Result result);

    /** What is true of any package with this result. */
    static String inShort(Result result) {
        return switch (result) {
            case SUCCESS -> "";
            case CHECK_WARNING -> "Some requested package is older than it could be.";
            case INSTALL_ERROR -> "No set of versions holds together.";
            case UNKNOWN -> "It depends on files that cannot be read without building them.";
        };
    }
}
