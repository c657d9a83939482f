package org.compatserver.referee;

import java.util.List;
import org.compatserver.pep.requirement.Requirement;

/**
 * A question for all three.
 *
 * @param requirements in the order in which they are asked
 */
record Case(Interpreter interpreter, List<Requirement> requirements) {
    Case {
        requirements = List.copyOf(requirements);
    }

    List<String> texts() {
        return requirements.stream().map(Requirement::toString).toList();
    }

    @Override
    public String toString() {
        return String.join(" ", texts());
    }
}
