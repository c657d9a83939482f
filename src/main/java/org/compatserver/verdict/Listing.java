package org.compatserver.verdict;

import java.util.List;
import org.compatserver.pep.version.Version;

/**
 * What sentences need to know of a project.
 *
 * @param name the project's own spelling
 * @param known whether the index knows the project
 * @param others which final releases there are besides those worth naming
 * @param versions those worth naming, ascending: a range is said to go on to the end, or to hold every version, when it does so among these
 */
public record Listing(String name, boolean known, Others others, List<Version> versions) {
    /** Final releases that are not worth naming, such as those without a file for the target. */
    public enum Others {
        NONE,
        OLDER,
        SOME
    }

    public Listing {
        versions = List.copyOf(versions);
    }
}
