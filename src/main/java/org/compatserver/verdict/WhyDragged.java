package org.compatserver.verdict;

import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.WhyNotNewer.Binding;
import org.jspecify.annotations.Nullable;

/** Why a dependency is older in a set than in the answer to one of the packages alone, or not in it. */
public sealed interface WhyDragged {
    /** What is required in the set excludes the version that it has alone: each of these does. */
    record Bound(List<Binding> bindings) implements WhyDragged {
        public Bound {
            bindings = List.copyOf(bindings);
        }
    }

    /**
     * What leads to it alone is at another version here, or not here.
     *
     * @param name the project's own spelling
     * @param there its version in the answer alone
     * @param here its version in the set; null when it is not in it
     * @param directly whether it requires the dragged one itself there
     */
    record NotRequired(
            ProjectName project,
            String name,
            Version there,
            @Nullable Version here,
            boolean directly) implements WhyDragged {}
}
