package org.compatserver.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How a question can be changed so that it fits. No change in a repair is needless: with some of them only it does not fit.
 *
 * @param verdict the answer to the question as it is; its explanation says what others could change
 * @param repairs what whoever asks can change, in order
 * @param complete whether these are all; false where not everything was tried, where there are more than are told, and where there are more if files that cannot be read
 *     without building require little enough
 */
public record Repairs(Verdict verdict, Order order, List<Repair> repairs, boolean complete) {
    public Repairs {
        repairs = repairs.stream().sorted(order.comparator()).toList();
    }

    /** Which repairs come first. */
    public enum Order {
        /** Those that leave no package out; of these the ones with fewest changes. */
        EDITS,
        /** Those after which what is asked for is least behind. */
        LAG;

        private Comparator<Repair> comparator() {
            Comparator<Repair> lag =
                    Comparator.comparingLong(repair -> Objects.requireNonNullElse(repair.lagDays(), Long.MAX_VALUE));
            Comparator<Repair> changes = Comparator.comparing(Repair::leavesOut).thenComparingInt(Repair::changes);
            return switch (this) {
                case EDITS -> changes.thenComparing(lag);
                case LAG -> lag.thenComparing(changes);
            };
        }

        /** As it is written. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same in another order. */
    public Repairs by(Order other) {
        return new Repairs(verdict, other, repairs, complete);
    }

    /** Whether there is nothing to repair. */
    public boolean isNeedless() {
        return verdict instanceof Verdict.Success;
    }

    /** Whether nothing was found that anybody could change. */
    public boolean isEmpty() {
        return repairs.isEmpty() && remedies().isEmpty();
    }

    /** What would make it fit beside the repairs: of a CHECK_WARNING at the newest, of an INSTALL_ERROR what whoever asks cannot do alone. */
    public List<Remedy> remedies() {
        return switch (verdict) {
            case Verdict.CheckWarning warning ->
                warning.explanation().remedies().stream()
                        .filter(remedy -> !(remedy instanceof Remedy.None))
                        .toList();
            case Verdict.InstallError error ->
                error.explanation().remedies().stream()
                        .filter(Repairs::isForOthers)
                        .toList();
            case Verdict.Success _, Verdict.Unknown _ -> List.of();
        };
    }

    private static boolean isForOthers(Remedy remedy) {
        return switch (remedy) {
            case Remedy.Release _, Remedy.OtherPython _ -> true;
            case Remedy.Together(List<Remedy> parts) -> parts.stream().anyMatch(Repairs::isForOthers);
            case Remedy.Ask _, Remedy.Constrain _, Remedy.None _ -> false;
        };
    }
}
