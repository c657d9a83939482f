package org.compatserver.engine.solving;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.index.IndexFault;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.resolver.spi.Budget.BudgetSpent;

/**
 * Walks back from a question's moment, at which the packages do not fit, to the last one at which they did (history.md). Moments that a proof found later
 * covers are passed over; at the others it is solved.
 */
final class History {
    /** What one proof covers, another one found long after it hardly does. */
    private static final int MOST_BARRIERS = 8;

    private final CatalogSource last;
    private final List<Requirement> requirements;
    private final boolean strict;
    private final Spending budget;
    private final List<Newest> newest;
    private final Deque<Barrier> barriers = new ArrayDeque<>();
    private final NavigableSet<ProjectName> leftAside = new TreeSet<>();
    private int solved;

    /** @param last what the question sees at its moment */
    History(CatalogSource last, List<Requirement> requirements, boolean strict, Spending budget) {
        this.last = last;
        this.requirements = requirements;
        this.strict = strict;
        this.budget = budget;
        this.newest = requirements.stream()
                .map(requirement -> new Newest(requirement, last, strict, budget))
                .toList();
    }

    /** Where the walk ended. */
    sealed interface End {
        /** At the question's moment: they fit. */
        record Fits() implements End {}

        /** At the instant of an upload: they fitted just before it, and at no moment after it. */
        record At(Instant upload) implements End {}

        /** Before the first upload. */
        record Never() implements End {}

        /** The budget was spent, or the index failed: they fitted at no moment after this one. */
        record Stopped(Instant after, String why) implements End {}
    }

    /**
     * Walks.
     *
     * @throws BudgetSpent if the budget ends before it is known whether they fit at the question's moment
     */
    End walk() {
        Instant moment = end();
        if (!isBarredAt(moment)) {
            return new End.Fits();
        }
        try {
            for (Instant gap = lastGap(moment); gap.isAfter(Instant.MIN); gap = lastGap(moment)) {
                if (!gap.isBefore(moment)) {
                    throw new IllegalStateException("A proof found at " + gap + " does not cover it");
                }
                moment = gap;
                if (!isBarredAt(moment)) {
                    return new End.At(moment);
                }
            }
            return new End.Never();
        } catch (BudgetSpent spent) {
            return new End.Stopped(moment, "the budget ended before");
        } catch (IndexFault fault) {
            return new End.Stopped(moment, fault.problem());
        }
    }

    /** The question's moment. */
    private Instant end() {
        return Objects.requireNonNullElse(last.scope().asOf(), Instant.MAX);
    }

    /** Solves at a moment; remembers the proof, if they do not fit. */
    private boolean isBarredAt(Instant when) {
        try (Moment moment = at(when)) {
            Barrier barrier = Barrier.at(moment, when);
            solved++;
            if (barrier == null) {
                return false;
            }
            leftAside.addAll(LeftAside.in(barrier.proof()));
            barriers.addFirst(barrier);
            if (barriers.size() > MOST_BARRIERS) {
                barriers.removeLast();
            }
            return true;
        }
    }

    /** The last moment, not after the given one, for which no barrier proves anything. */
    private Instant lastGap(Instant from) {
        Instant gap = from;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Barrier barrier : barriers) {
                Instant next = barrier.lastGap(gap, newest, this);
                moved |= next.isBefore(gap);
                gap = next;
            }
        }
        return gap;
    }

    /** Whether a fact that is in doubt is the same in that time. */
    boolean stillHolds(Doubt doubt) {
        budget.step();
        try (CatalogSource then = last.at(doubt.upTo())) {
            return doubt.holds(World.pessimistic(then, strict));
        }
    }

    private Moment at(Instant when) {
        return Moment.of(when.equals(end()) ? last : last.at(when), requirements, strict, budget);
    }

    /** Projects of which the proofs leave versions aside without having read all that could admit them. */
    NavigableSet<ProjectName> leftAside() {
        return leftAside;
    }

    /** At how many moments it was solved. */
    int solved() {
        return solved;
    }

    /** When the first file was uploaded of all projects that were asked for, as far as that is known. */
    Instant first() {
        return newest.stream().map(Newest::first).min(Comparator.naturalOrder()).orElse(Instant.MIN);
    }
}
