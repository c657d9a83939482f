package org.compatserver.round.solving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Finding.Found;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.round.Alone;
import org.compatserver.round.Cell;
import org.compatserver.round.Misfit;
import org.compatserver.round.Origin;
import org.compatserver.round.Readings;
import org.compatserver.round.Readings.Reading;
import org.compatserver.round.Result;
import org.compatserver.round.Row;
import org.compatserver.round.Rule;
import org.compatserver.round.Sink;
import org.compatserver.round.Whole;
import org.jspecify.annotations.Nullable;

/** One target's checks. First each package alone, in any order and from any thread; then {@link #meet}; then each row. */
final class TargetRound {
    private static final byte UNION = new Cell(Result.SUCCESS, Rule.UNION, Origin.COMPUTED).packed();
    private static final byte SHARED_UNION = new Cell(Result.SUCCESS, Rule.UNION, Origin.SHARED).packed();

    private final int target;
    private final Scene scene;
    private final Sink sink;
    private final Watching watching;
    private final Scene watched;
    private final Stopwatch watch;
    private final Numbers numbers;
    private final Singles singles;
    private final Telling telling;
    private final List<Alone> alone = new ArrayList<>();
    private final Admitting admitting;
    private final @Nullable Keeping keeping;
    private final BitSet needed;
    private final @Nullable Stance[] found;
    private final List<Set<ProjectName>> looked = new ArrayList<>();
    private final int[] sharedWith;
    private @Nullable Agreement agreement;
    private @Nullable PairSolver solver;

    /**
     * @param target its number
     * @param keeping what an earlier round found; null where nothing is known of that
     */
    TargetRound(
            int target,
            Scene scene,
            boolean strict,
            Sink sink,
            Telling telling,
            Stopwatch watch,
            @Nullable Keeping keeping) {
        this.target = target;
        this.scene = scene;
        this.sink = sink;
        this.watch = watch;
        this.keeping = keeping;
        this.watching = new Watching(scene.source(), projects -> sink.looked(target, projects));
        this.watched = scene.over(watching, strict);
        this.numbers = new Numbers(scene.world().optimistic());
        this.singles = new Singles(scene, numbers, sink, strict);
        this.telling = telling;
        this.admitting = new Admitting(numbers);
        int size = scene.asks().size();
        this.found = new @Nullable Stance[size];
        this.sharedWith = new int[size];
        Arrays.fill(sharedWith, -1);
        this.needed = new BitSet(size);
        needed.set(0, size);
        if (keeping != null) {
            needed.and(keeping.needed());
        }
        for (int number = 0; number < size; number++) {
            looked.add(Set.of());
        }
    }

    /**
     * Finds a package's own answer, unless it is not needed.
     *
     * @param others what was looked at on other targets, by their number, where all is at its newest
     * @return what was looked at here
     */
    @Nullable
    Looking alone(int number, SequencedMap<Integer, Looking> others, List<TargetRound> targets) {
        if (!needed.get(number)) {
            return null;
        }
        for (Map.Entry<Integer, Looking> other : others.entrySet()) {
            TargetRound there = targets.get(other.getKey());
            if (isAskedThere(number, there) && other.getValue().isSeenIn(scene.source())) {
                found[number] = singles.shared(number, there.atNewest(number));
                sharedWith[number] = other.getKey();
                looked.set(number, there.looked.get(number));
                return null;
            }
        }
        Looking looking = new Looking(scene.source(), targets.size() > 1);
        Stance stance = singles.of(number, looking);
        found[number] = stance;
        Set<ProjectName> projects = looking.projects();
        if (stance.solo().ask() != null) {
            projects.add(stance.solo().ask().project());
        }
        looked.set(number, projects);
        return stance.solo().found() instanceof Found.AtNewest ? looking : null;
    }

    private boolean isAskedThere(int number, TargetRound there) {
        Ask here = scene.asks().get(number);
        Ask other = there.scene.asks().get(number);
        return here != null
                && other != null
                && here.newest() == other.newest()
                && here.requirement().equals(other.requirement());
    }

    private Found.AtNewest atNewest(int number) {
        return (Found.AtNewest) Objects.requireNonNull(stance(number).solo().found());
    }

    private Stance stance(int number) {
        return Objects.requireNonNull(found[number], "A package's own answer is missing");
    }

    /** All packages' own answers are there. */
    List<Alone> meet() {
        List<@Nullable PinnedSet> sets = new ArrayList<>();
        Set<ProjectName> projects = new HashSet<>(keeping == null ? Set.of() : keeping.projects());
        for (int number = 0; number < found.length; number++) {
            Stance stance = found[number];
            sets.add(stance != null && stance.isPlain() ? stance.set() : null);
            alone.add(
                    keeping != null && keeping.keeps(number)
                            ? keeping.alone(number, stance)
                            : stance(number).alone(sharedWith[number] < 0 ? Origin.COMPUTED : Origin.SHARED));
            projects.addAll(looked.get(number));
        }
        agreement = new Agreement(sets);
        solver = new LearningPairs(watched, undisputed());
        watching.tell(projects);
        return alone();
    }

    /** What is said of each package by itself. */
    List<Alone> alone() {
        return List.copyOf(alone);
    }

    /** Says of a package, if it was found now that it does not succeed by itself, all that is to be said of that. */
    void tell(int number) {
        Stance stance = found[number];
        if (stance != null && stance.result() != null && stance.clash() != null) {
            alone.set(number, alone.get(number).saying(telling.why(number, stance.result())));
        }
    }

    /** Where an answer is not known, nothing is. */
    private Set<ProjectName> undisputed() {
        List<@Nullable PinnedSet> sets = new ArrayList<>();
        for (Stance stance : found) {
            if (stance == null) {
                return Set.of();
            }
            sets.add(stance.set());
        }
        return Undisputed.of(sets, numbers);
    }

    /** All packages together; their own answers were met. */
    List<Whole> wholes() {
        BitSet failing = new BitSet();
        BitSet lasting = new BitSet();
        for (int number = 0; number < found.length; number++) {
            Stance stance = found[number];
            if (stance != null) {
                failing.set(number, stance.result() == Result.INSTALL_ERROR);
                lasting.set(number, stance.isImpossible());
            } else {
                Cell kept = Objects.requireNonNull(keeping).alone(number, null).cell();
                failing.set(number, kept != null && kept.result() == Result.INSTALL_ERROR);
                lasting.set(number, failing.get(number) && singles.isImpossible(number));
            }
        }
        return new Wholes(scene, new Plain()).of(failing, lasting);
    }

    /** What rules say of packages that succeed by themselves. For one thread. */
    private final class Plain implements BestPoint.Known {
        private final Map<ProjectName, Stance> stances = new HashMap<>();
        private final Overlay overlay = new Overlay(numbers);

        Plain() {
            for (int number = 0; number < found.length; number++) {
                Ask ask = scene.asks().get(number);
                Stance stance = found[number];
                if (ask != null && stance != null && stance.isPlain()) {
                    stances.put(ask.project(), stance);
                }
            }
        }

        @Override
        public boolean fit(ProjectName one, ProjectName other) {
            Stance first = stances.get(one);
            Stance second = stances.get(other);
            return first != null && second != null && together(first, second, overlay) != null;
        }

        @Override
        public int size(ProjectName project) {
            Stance stance = stances.get(project);
            PinnedSet set = stance == null ? null : stance.set();
            return set == null ? 0 : set.projects.length;
        }
    }

    /** What the results rest on; all rows were found in this run. */
    Readings readings() {
        Set<ProjectName> ofPairs = new HashSet<>(watching.projects());
        List<Set<ProjectName>> alone = new ArrayList<>();
        for (int number = 0; number < found.length; number++) {
            alone.add(found[number] == null ? Objects.requireNonNull(keeping).projects(number) : looked.get(number));
        }
        if (keeping != null) {
            ofPairs.addAll(keeping.ofPairs());
        }
        SortedMap<ProjectName, Integer> places = new TreeMap<>();
        alone.forEach(set -> set.forEach(project -> places.put(project, 0)));
        ofPairs.forEach(project -> places.put(project, 0));
        List<Reading> projects = new ArrayList<>();
        for (Map.Entry<ProjectName, Integer> entry : places.entrySet()) {
            entry.setValue(projects.size());
            projects.add(new Reading(entry.getKey(), scene.source().digest(entry.getKey())));
        }
        long all = (long) found.length * found.length;
        return new Readings(
                projects, alone.stream().map(set -> bits(set, places)).toList(), Map.of(all, bits(ofPairs, places)));
    }

    private static BitSet bits(Set<ProjectName> projects, Map<ProjectName, Integer> places) {
        BitSet bits = new BitSet(places.size());
        projects.forEach(project -> bits.set(Objects.requireNonNull(places.get(project))));
        return bits;
    }

    /** Gives a package's pairs with those after it. */
    void row(int first) {
        byte[] cells = new byte[found.length - 1 - first];
        List<Misfit> misfits = new ArrayList<>();
        BitSet open = Objects.requireNonNull(agreement).open(first);
        Overlay overlay = new Overlay(numbers);
        for (int second = first + 1; second < found.length; second++) {
            cells[second - first - 1] = keep(first, second, misfits);
            if (cells[second - first - 1] == Cell.OPEN) {
                cells[second - first - 1] =
                        open.get(second) ? settle(first, second, overlay, misfits) : union(first, second);
            }
        }
        watching.tell(Set.of());
        sink.row(target, new Row(first, cells, misfits));
    }

    private byte keep(int first, int second, List<Misfit> misfits) {
        Cell kept = keeping == null ? null : keeping.cell(first, second);
        if (keeping == null || kept == null) {
            return Cell.OPEN;
        }
        Misfit misfit = keeping.misfit(first, second);
        if (misfit != null) {
            misfits.add(misfit);
        }
        return kept.packed();
    }

    /** Where all that both answers rest on is seen alike on another target, their agreeing is, too. */
    private byte union(int first, int second) {
        return sharedWith[first] >= 0 && sharedWith[first] == sharedWith[second] ? SHARED_UNION : UNION;
    }

    private byte settle(int first, int second, Overlay overlay, List<Misfit> misfits) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The round was stopped");
        }
        PairAnswer answer = answer(stance(first), stance(second), overlay);
        if (answer == null) {
            return Cell.OPEN;
        }
        if (answer.result() != Result.SUCCESS) {
            misfits.add(misfit(first, second, answer));
        }
        return new Cell(answer.result(), answer.rule(), Origin.COMPUTED).packed();
    }

    private Misfit misfit(int first, int second, PairAnswer answer) {
        return new Misfit(
                second,
                sink.clash(Objects.requireNonNull(answer.clash())),
                held(first, answer.heldFirst()),
                held(second, answer.heldSecond()));
    }

    private int held(int number, int position) {
        Ask ask = scene.asks().get(number);
        return position < 0 || ask == null ? 0 : sink.text(Singles.version(ask, position));
    }

    /** Null where the budget ended before. */
    private @Nullable PairAnswer answer(Stance first, Stance second, Overlay overlay) {
        PairAnswer byRule = byRule(first, second, overlay);
        if (byRule != null || !first.isAsked() || !second.isAsked()) {
            return byRule;
        }
        try {
            return watch.time(
                    Stopwatch.Phase.SOLVER, () -> Objects.requireNonNull(solver).answer(first.solo(), second.solo()));
        } catch (BudgetSpent spent) {
            return null;
        }
    }

    private @Nullable PairAnswer byRule(Stance first, Stance second, Overlay overlay) {
        PairAnswer inherited = inherited(first, second);
        if (inherited != null) {
            return inherited;
        }
        Together together = together(first, second, overlay);
        if (together == null) {
            return null;
        }
        Result result = together.result();
        return result == Result.SUCCESS
                ? new PairAnswer(result, together.rule(), -1, -1, null)
                : new PairAnswer(result, Rule.INHERITED, first.held(), second.held(), first.clash(second));
    }

    /** What one of the two keeps from being beside any partner, or where it has none. */
    private static @Nullable PairAnswer inherited(Stance first, Stance second) {
        if (first.isImpossible() || second.isImpossible() || !first.isAsked() || !second.isAsked()) {
            boolean isFirst = first.isImpossible() || !second.isAsked();
            Stance one = isFirst ? first : second;
            Result result = one.result();
            return result == null || result == Result.SUCCESS
                    ? null
                    : new PairAnswer(
                            result, Rule.INHERITED, isFirst ? one.held() : -1, isFirst ? -1 : one.held(), one.clash());
        }
        return null;
    }

    /** A set with both as they are alone. */
    private record Together(Result result, Rule rule, Supplier<@Nullable List<Pin>> pins) {}

    /** Null where no rule finds one, or it would prove nothing. */
    private @Nullable Together together(Stance first, Stance second, Overlay overlay) {
        PinnedSet one = first.set();
        PinnedSet other = second.set();
        Result result = first.with(second);
        if (one == null || other == null || result == null) {
            return null;
        }
        if (agree(one, other)) {
            List<Pin> union = union(one, other);
            return admitting.admits(union, List.of(one, other)) ? new Together(result, Rule.UNION, () -> union) : null;
        }
        if (other.liesUnder(one)) {
            return new Together(result, Rule.PATCH, () -> overlay.laid(one, other, second.least()));
        }
        if (one.liesUnder(other)) {
            return new Together(result, Rule.PATCH, () -> overlay.laid(other, one, first.least()));
        }
        List<Pin> pins = overlay.laid(one, other, second.least());
        List<Pin> laid = pins == null ? overlay.laid(other, one, first.least()) : pins;
        return laid == null ? null : new Together(result, Rule.PATCH, () -> laid);
    }

    /** The set that union or patch finds for a pair; null where they find none. */
    @Nullable
    Map<PackageNode, Integer> set(int first, int second) {
        Together together = together(stance(first), stance(second), new Overlay(numbers));
        return together == null
                ? null
                : PinnedSet.decisions(
                        Objects.requireNonNull(together.pins().get(), "What lies under another set is laid under it"),
                        numbers);
    }

    private static List<Pin> union(PinnedSet one, PinnedSet other) {
        List<Pin> pins = new ArrayList<>(one.pins);
        pins.addAll(other.pins);
        return pins;
    }

    private static boolean agree(PinnedSet one, PinnedSet other) {
        for (int i = 0, j = 0; i < one.projects.length && j < other.projects.length; ) {
            if (one.projects[i] == other.projects[j]) {
                if (one.positions[i++] != other.positions[j++]) {
                    return false;
                }
            } else if (one.projects[i] < other.projects[j]) {
                i++;
            } else {
                j++;
            }
        }
        return true;
    }
}
