package org.compatserver.round;

import java.util.Map;
import java.util.TreeMap;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

/**
 * Packages all together.
 *
 * @param packages how many
 * @param result null where it could not be decided within the budget
 * @param held what is held back in the set that is shown, with the version it is held at
 * @param text why it is no SUCCESS, for people; what went wrong where it is not decided; empty for SUCCESS
 */
public record Whole(int packages, @Nullable Result result, Map<ProjectName, String> held, String text) {
    public Whole {
        held = java.util.Collections.unmodifiableMap(new TreeMap<>(held));
    }
}
