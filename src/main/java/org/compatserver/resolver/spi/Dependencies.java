package org.compatserver.resolver.spi;

import java.util.List;
import org.compatserver.pep.distribution.Unavailable;

/** What one version of a node requires. */
public sealed interface Dependencies {

    /** Its requirements, in the order of its metadata. */
    record Known(List<Dependency> dependencies) implements Dependencies {
        public Known {
            dependencies = List.copyOf(dependencies);
        }
    }

    /** The version cannot be used, as reading its metadata showed. */
    record Unusable(Unavailable reason) implements Dependencies {}

    /**
     * One requirement of a version: {@code target} at one of the clause's positions. A requirement with extras is several: one on the project, one on each
     * extra's node.
     *
     * @param source the requirement as it is written in the metadata, for explanations; equal for all nodes it led to
     */
    record Dependency(PackageNode target, Clause clause, String source) {}
}
