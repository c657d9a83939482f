package org.compatserver.resolver;

import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * A line of the partial solution: a node's states became fewer.
 *
 * @param after the states left
 * @param cause the incompatibility that forced it; null for a decision
 * @param level how many decisions had been made, this one included
 * @param index its place; -1 for what holds before anything is asked
 * @param previous the node's assignment before it
 */
record Assignment(
        Node node,
        VersionSet after,
        @Nullable Incompatibility cause,
        int level,
        int index,
        @Nullable Assignment previous) {

    /** The states before it. */
    VersionSet before() {
        return previous == null ? node.anything : previous.after;
    }
}
