package org.compatserver.round;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Diff.Apart;
import org.compatserver.round.Diff.Part;
import org.compatserver.round.Diff.Step;
import org.compatserver.round.Diff.WholeStep;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Diff}. Packages are sorted by name in both rounds, so that the first of a pair is the first in both. */
final class Comparing {
    private static final int NONE = -1;

    private final Round before;
    private final Round after;
    private final Results then;
    private final Results now;
    /** Of the later round's packages and targets, the number in the earlier; {@link #NONE} where it has none. */
    private final int[] packages;

    private final int[] targets;
    private final Map<Way, List<Step>> steps = new EnumMap<>(Way.class);
    private long fine;

    private enum Way {
        FINE,
        REGRESSED,
        FIXED,
        STILL_BROKEN,
        UNKNOWN
    }

    Comparing(Round before, Round after) {
        this.before = before;
        this.after = after;
        this.then = new Results(before);
        this.now = new Results(after);
        this.packages = packages(before.plan(), after.plan());
        this.targets = targets(before.plan().targets(), after.plan().targets());
        for (Way way : Way.values()) {
            steps.put(way, new ArrayList<>());
        }
    }

    private static int[] packages(Plan before, Plan after) {
        Map<ProjectName, Integer> numbers = new HashMap<>();
        for (int number = 0; number < before.size(); number++) {
            numbers.put(before.project(number), number);
        }
        return IntStream.range(0, after.size())
                .map(number -> numbers.getOrDefault(after.project(number), NONE))
                .toArray();
    }

    /** The same target, else the one of the same minor version and platform that is no other's. */
    private static int[] targets(List<Target> before, List<Target> after) {
        List<@Nullable Target> left = new ArrayList<>(before);
        int[] places = new int[after.size()];
        Arrays.fill(places, NONE);
        for (boolean exactly : new boolean[] {true, false}) {
            for (int target = 0; target < places.length; target++) {
                for (int other = 0; other < left.size() && places[target] == NONE; other++) {
                    if (isSame(left.get(other), after.get(target), exactly)) {
                        places[target] = other;
                        left.set(other, null);
                    }
                }
            }
        }
        return places;
    }

    private static boolean isSame(@Nullable Target one, Target other, boolean exactly) {
        return one != null
                && (exactly
                        ? one.equals(other)
                        : one.platform().equals(other.platform())
                                && one.python()
                                        .minorVersion()
                                        .equals(other.python().minorVersion()));
    }

    Diff diff() {
        List<WholeStep> wholes = new ArrayList<>();
        boolean samePackages = before.plan().size() == after.plan().size()
                && Arrays.stream(packages).noneMatch(place -> place == NONE);
        for (int target = 0; target < targets.length; target++) {
            if (targets[target] != NONE) {
                compare(target);
                Result was = then.whole(targets[target]);
                Result is = now.whole(target);
                if (samePackages && was != is) {
                    wholes.add(new WholeStep(target, was, is));
                }
            }
        }
        return new Diff(
                before,
                after,
                later(Way.REGRESSED),
                fixed(),
                later(Way.STILL_BROKEN),
                later(Way.UNKNOWN),
                fine,
                wholes,
                apart(
                        before,
                        inverse(packages, before.plan().size()),
                        inverse(targets, before.sheets().size())),
                apart(after, packages, targets),
                askedOtherwise(),
                terms(before.plan()).equals(terms(after.plan())));
    }

    private void compare(int target) {
        for (int first = 0; first < packages.length; first++) {
            for (int second = first; second < packages.length && packages[first] != NONE; second++) {
                if (packages[second] != NONE) {
                    note(target, first, second);
                }
            }
        }
    }

    private void note(int target, int first, int second) {
        Result was = was(target, first, second);
        Result is = now.of(target, first, second);
        Way way = way(was, is);
        if (way == Way.FINE) {
            fine++;
        } else {
            Step step = new Step(target, first, second, was, is);
            Objects.requireNonNull(steps.get(way)).add(way == Way.FIXED ? inNumbersOfBefore(step) : step);
        }
    }

    private @Nullable Result was(int target, int first, int second) {
        return then.of(targets[target], packages[first], packages[second]);
    }

    private Step inNumbersOfBefore(Step step) {
        return new Step(
                targets[step.target()], packages[step.first()], packages[step.second()], step.before(), step.after());
    }

    private static Way way(@Nullable Result before, @Nullable Result after) {
        int was = badness(before);
        int is = badness(after);
        if (was == NONE || is == NONE) {
            return Way.UNKNOWN;
        }
        if (is == 0) {
            return was == 0 ? Way.FINE : Way.FIXED;
        }
        return is > was ? Way.REGRESSED : Way.STILL_BROKEN;
    }

    /** None where nothing can be said. */
    private static int badness(@Nullable Result result) {
        return switch (result) {
            case SUCCESS -> 0;
            case CHECK_WARNING -> 1;
            case INSTALL_ERROR -> 2;
            case UNKNOWN -> NONE;
            case null -> NONE;
        };
    }

    private Part later(Way way) {
        return new Part(
                after,
                Objects.requireNonNull(steps.get(way)),
                Causes.of(after, (target, first, second) -> isWay(way, target, first, second)));
    }

    private boolean isWay(Way way, int target, int first, int second) {
        if (targets[target] == NONE || packages[first] == NONE || packages[second] == NONE) {
            return false;
        }
        return way(was(target, first, second), now.of(target, first, second)) == way;
    }

    private Part fixed() {
        int[] ofBefore = inverse(packages, before.plan().size());
        int[] targetsOfBefore = inverse(targets, before.sheets().size());
        return new Part(
                before,
                Objects.requireNonNull(steps.get(Way.FIXED)),
                Causes.of(
                        before,
                        (target, first, second) -> targetsOfBefore[target] != NONE
                                && ofBefore[first] != NONE
                                && ofBefore[second] != NONE
                                && isWay(Way.FIXED, targetsOfBefore[target], ofBefore[first], ofBefore[second])));
    }

    private static int[] inverse(int[] places, int size) {
        int[] inverse = new int[size];
        Arrays.fill(inverse, NONE);
        for (int place = 0; place < places.length; place++) {
            if (places[place] != NONE) {
                inverse[places[place]] = place;
            }
        }
        return inverse;
    }

    /** What of a round has no counterpart. */
    private static Apart apart(Round round, int[] packages, int[] targets) {
        Plan plan = round.plan();
        List<ProjectName> projects = new ArrayList<>();
        for (int number = 0; number < packages.length; number++) {
            if (packages[number] == NONE) {
                projects.add(plan.project(number));
            }
        }
        List<Target> alone = new ArrayList<>();
        for (int target = 0; target < targets.length; target++) {
            if (targets[target] == NONE) {
                alone.add(plan.targets().get(target));
            }
        }
        long size = (long) packages.length - projects.size();
        long common = (targets.length - alone.size()) * (size + size * (size - 1) / 2);
        return new Apart(
                round,
                projects,
                alone,
                plan.checks() - common,
                Causes.of(
                        round,
                        (target, first, second) ->
                                targets[target] == NONE || packages[first] == NONE || packages[second] == NONE));
    }

    private List<ProjectName> askedOtherwise() {
        List<ProjectName> projects = new ArrayList<>();
        for (int number = 0; number < packages.length; number++) {
            if (packages[number] != NONE
                    && !after.plan()
                            .packages()
                            .get(number)
                            .equals(before.plan().packages().get(packages[number]))) {
                projects.add(after.plan().project(number));
            }
        }
        return projects;
    }

    private static List<Object> terms(Plan plan) {
        return List.of(plan.constraints(), plan.sources(), plan.preReleases(), plan.strict());
    }
}
