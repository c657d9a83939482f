package org.compatserver.resolver;

import java.util.ArrayList;
import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Releases;
import org.jspecify.annotations.Nullable;

/** A project during one solve. */
final class Project {
    final ProjectName name;
    final Releases releases;

    /** The clauses that decided nodes and the question put on it, the latest last; repeated where several nodes say the same. */
    final List<Clause> clauses = new ArrayList<>();

    /** Its nodes with an extra. */
    final List<Node> extras = new ArrayList<>(0);

    /** Its node without extra; null for the question only. */
    @Nullable
    Node base;

    Project(ProjectName name, Releases releases) {
        this.name = name;
        this.releases = releases;
    }

    int size() {
        return releases.usable().size();
    }

    Node base() {
        if (base == null) {
            throw new IllegalStateException("The question is no project");
        }
        return base;
    }
}
