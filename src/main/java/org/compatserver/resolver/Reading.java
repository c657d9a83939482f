package org.compatserver.resolver;

import java.util.List;

/**
 * What is known of one version.
 *
 * @param edges its requirements; none if it cannot be used
 * @param rules its requirements as incompatibilities, or the one that says that it cannot be used
 */
record Reading(List<Edge> edges, List<Watch> rules) {}
