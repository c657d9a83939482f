package org.compatserver.resolver;

import org.compatserver.resolver.spi.Dependencies.Dependency;

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

    /** Whether both say the same about which versions are allowed. */
    boolean allowsAs(Edge other) {
        return target == other.target
                && dependency
                        .clause()
                        .allowed()
                        .equals(other.dependency.clause().allowed());
    }
}
