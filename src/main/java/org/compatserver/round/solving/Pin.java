package org.compatserver.round.solving;

import org.compatserver.resolver.spi.Clause;

/** One version of a node, with what it requires; projects and nodes in {@link Numbers}. */
final class Pin {
    final int node;
    final int project;
    final int position;

    /** Whether it is admitted by whatever clauses allow it. */
    final boolean plain;

    /** The nodes it requires, their projects, and what is allowed of each. */
    final int[] nodes;

    final int[] projects;
    final Clause[] clauses;

    Pin(int node, int project, int position, boolean plain, int[] nodes, int[] projects, Clause[] clauses) {
        this.node = node;
        this.project = project;
        this.position = position;
        this.plain = plain;
        this.nodes = nodes;
        this.projects = projects;
        this.clauses = clauses;
    }
}
