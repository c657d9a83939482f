package org.compatserver.round;

import java.util.List;
import org.compatserver.pep.requirement.ProjectName;

/** Why a check is no SUCCESS, in a form that many checks share: equal for all that fail over the same. */
public sealed interface Clash {
    /**
     * The newest releases cannot be together, whoever yields.
     *
     * @param bindings what cannot hold together, sorted; none can be left out. None where that was not found out
     */
    record Between(List<Binding> bindings) implements Clash {
        public Between {
            bindings = bindings.stream().sorted().distinct().toList();
        }
    }

    /** A package cannot be installed by itself, or not at the newest that it offers. */
    record OfOne(ProjectName project) implements Clash {}

    /** It depends on files that cannot be read without building them, by name, sorted. */
    record Unknowable(List<String> files) implements Clash {
        public Unknowable {
            files = files.stream().sorted().distinct().toList();
        }
    }
}
