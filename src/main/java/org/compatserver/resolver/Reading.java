package org.compatserver.resolver;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one version.
 *
 * @param edges its requirements; none if it cannot be used
 * @param unusable why it cannot be used, as an incompatibility of its own; else null
 * @param rules its requirements as incompatibilities
 */
record Reading(List<Edge> edges, @Nullable Incompatibility unusable, List<Watch> rules) {}
