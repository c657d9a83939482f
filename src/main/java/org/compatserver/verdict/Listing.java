package org.compatserver.verdict;

import java.util.List;
import org.compatserver.pep.version.Version;

/**
 * What sentences need to know of a project.
 *
 * @param name the project's own spelling
 * @param known whether the index knows the project
 * @param versions those worth naming, ascending: a range is said to go on to the end, or to hold every version, when it does so among these
 */
public record Listing(String name, boolean known, List<Version> versions) {
    public Listing {
        versions = List.copyOf(versions);
    }
}
