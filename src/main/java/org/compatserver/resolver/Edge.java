package org.compatserver.resolver;

import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.VersionSet;

/** A requirement of one version. */
record Edge(Node target, Dependency dependency) {

    /** Whether it has an upper bound in pip's sense. */
    boolean bounded() {
        return dependency.clause().specifiers().boundsAbove();
    }

    /** Whether it has any specifier. */
    boolean specific() {
        return !dependency.clause().specifiers().isEmpty();
    }

    /** What is demanded, however it is worded: the target at one of these positions. */
    record Demand(Node target, VersionSet allowed) {}

    Demand demand() {
        return new Demand(target, dependency.clause().allowed());
    }
}
