package org.compatserver.referee;

import java.util.List;

/**
 * One question, and how the answers to it compare.
 *
 * @param standing of our verdict beside pip's
 * @param explanation of a difference; empty where there is none
 * @param pins how our set compares to what pip installs
 * @param differing project by project, our version and pip's
 * @param better what of pip's free answer is better than ours; empty when nothing is
 */
record Finding(
        Case question,
        Ours ours,
        Theirs pip,
        Theirs uv,
        Standing standing,
        String explanation,
        Pins pins,
        List<String> differing,
        String better) {
    Finding {
        differing = List.copyOf(differing);
    }

    /** Our verdict beside pip's. */
    enum Standing {
        EQUAL,
        /** They differ, and the checker finds ours proved and pip's refuted. */
        PIP_WRONG,
        UNEXPLAINED,
        /** There is nothing to compare: something broke down. */
        FAULT,
        /** There is nothing to compare: pip was not asked. */
        OPEN
    }

    /** Our set beside pip's free one, where both have every package at its newest. */
    enum Pins {
        EQUAL,
        DIFFERENT,
        NOT_COMPARABLE
    }
}
