package org.compatserver.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a question after which it fits.
 *
 * @param changes how many clauses, extras and packages are given up, or packages held
 * @param repaired the answer to the changed question: there is a set
 * @param heldBack what is older in that set than it could be alone; of a repair that holds packages, those
 */
public record Repair(List<Edit> edits, int changes, Verdict repaired, List<HeldBack> heldBack) {
    public Repair {
        edits = List.copyOf(edits);
        heldBack = List.copyOf(heldBack);
    }

    /** How far all that is held back is behind, in days; null where that is not known of each. */
    public @Nullable Long lagDays() {
        long total = 0;
        for (HeldBack held : heldBack) {
            if (held.lagDays() == null) {
                return null;
            }
            total += held.lagDays();
        }
        return total;
    }

    /** Whether something is held back by more than three years. */
    public boolean isImplausible() {
        return heldBack.stream()
                .map(HeldBack::lagDays)
                .anyMatch(days -> days != null && days > Verdict.Alternative.IMPLAUSIBLE_DAYS);
    }

    /** Whether a package is left out. */
    public boolean leavesOut() {
        return edits.stream().anyMatch(edit -> edit instanceof Edit.LeaveOut);
    }
}
