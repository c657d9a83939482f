package org.compatserver.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A derivation as a list of numbered steps, each after those it rests on, so that a lemma used twice is written once.
 *
 * @param root the number of the last step, the conclusion
 * @param truncated whether steps were left out, the proof being larger than a reply should be; what is left then ends in the root
 */
public record ProofTree(int root, boolean truncated, List<Step> steps) {
    public ProofTree {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param conclusion claims that cannot all hold together
     * @param ground why, where the step is a fact
     * @param left the number of the first of the two steps it follows from, where it follows from two
     */
    public record Step(
            int id,
            List<Claim> conclusion,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Ground ground,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer left,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer right) {}

    /**
     * A claim about a project.
     *
     * @param subject {@code name}, {@code name[extra]} or {@code the question}
     * @param chosen whether the claim is that the project is at one of the versions, or that it is at none of them
     * @param versions runs of versions, first and last; of the question none
     */
    public record Claim(String subject, boolean chosen, List<List<String>> versions) {}

    /** Why a fact holds: a kind, and what it is about. */
    public record Ground(
            String kind,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String of) {}
}
