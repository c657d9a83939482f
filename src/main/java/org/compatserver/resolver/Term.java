package org.compatserver.resolver;

import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * A claim about one node of a set.
 *
 * @param node null for the question itself, which has one version, at position 0
 * @param positive true: the node is in the set, at one of the versions. False: it is in the set at another version, or not at all
 */
public record Term(@Nullable PackageNode node, boolean positive, VersionSet versions) {

    /** The term as its states: the positions, and after them one more for "not in the set". */
    static Term of(@Nullable PackageNode node, VersionSet states) {
        int versions = states.size() - 1;
        boolean positive = !states.contains(versions);
        return new Term(node, positive, (positive ? states : states.complement()).resized(versions));
    }

    @Override
    public String toString() {
        String subject = (node == null ? "the question" : node.toString()) + " " + versions;
        return positive ? subject : "not " + subject;
    }
}
