package org.compatserver.resolver;

import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.resolver.spi.Dependencies.Dependency;

/**
 * A requirement of one version.
 *
 * @param bounded whether it has an upper bound in pip's sense: {@code <}, {@code <=}, {@code ~=} or {@code ==X.*}
 * @param specific whether it has any specifier
 */
record Edge(Node target, Dependency dependency, boolean bounded, boolean specific) {
    static Edge of(Node target, Dependency dependency) {
        SpecifierSet specifiers = dependency.clause().specifiers();
        return specifiers.isEmpty()
                ? new Edge(target, dependency, false, false)
                : new Edge(target, dependency, isBounded(specifiers.toString()), true);
    }

    private static boolean isBounded(String specifiers) {
        for (String clause : specifiers.split(",", -1)) {
            if (clause.startsWith("<") || clause.startsWith("~=") || clause.startsWith("==") && clause.endsWith(".*")) {
                return true;
            }
        }
        return false;
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
