package org.compatserver.resolver;

import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * A line of the partial solution: a node's states became fewer.
 *
 * @param before the states before it
 * @param after the states left
 * @param cause the incompatibility that forced it; null for a decision
 * @param level how many decisions had been made, this one included
 * @param index its place; -1 for what holds before anything is asked
 */
record Assignment(
        Node node,
        VersionSet before,
        VersionSet after,
        @Nullable Incompatibility cause,
        int level,
        int index) {}
