package org.compatserver.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.compatserver.check.Outcome;
import org.compatserver.cli.PlanOptions.Planned;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.round.Plan;
import org.compatserver.wire.Suggestion;
import org.compatserver.wire.portfolio.Portfolio;
import org.jspecify.annotations.Nullable;

/**
 * A plan all of whose packages the index knows.
 *
 * @param notices what there is to know of the portfolio, a sentence each
 */
record KnownPlan(Plan plan, List<String> notices) {
    KnownPlan {
        notices = List.copyOf(notices);
    }

    /**
     * The plan, without what the index does not know if that is to be skipped. Says what there is to know of it.
     *
     * @param unknown asks the index for the names that it does not know
     * @throws Usage with a line for each unknown name, unless they are to be skipped
     */
    static Outcome<KnownPlan> of(
            Planned planned, boolean skip, Function<Plan, Outcome<List<ProjectName>>> unknown, Console console)
            throws Exception {
        return switch (Waiting.on("Reading the index", console, () -> unknown.apply(planned.plan()))) {
            case Outcome.Failed<List<ProjectName>>(var fault) -> new Outcome.Failed<>(fault);
            case Outcome.Answered<List<ProjectName>>(var names) -> {
                KnownPlan known = of(planned, skip, names);
                known.notices().forEach(notice -> console.err().println("compat: " + notice));
                yield new Outcome.Answered<>(known);
            }
        };
    }

    private static KnownPlan of(Planned planned, boolean skip, List<ProjectName> names) throws Usage {
        List<String> said = unknown(names, planned.portfolio(), skip ? "left out: " : "");
        Plan rest = without(names, planned.plan());
        if (!names.isEmpty() && (!skip || rest == null)) {
            throw new Usage(String.join("\n", said) + "\nCorrect or remove "
                    + (names.size() == 1 ? "this line" : "these lines") + ", or pass --skip-unknown");
        }
        List<String> notices = new ArrayList<>(planned.portfolio().notices());
        notices.addAll(said);
        return new KnownPlan(rest == null ? planned.plan() : rest, notices);
    }

    /** A line for each line of the portfolio that names what the index does not know. */
    private static List<String> unknown(List<ProjectName> names, Portfolio portfolio, String done) {
        Set<ProjectName> unknown = new HashSet<>(names);
        List<String> known = portfolio.entries().stream()
                .map(entry -> entry.requirement().project())
                .filter(name -> !unknown.contains(name))
                .map(ProjectName::normalized)
                .distinct()
                .toList();
        return portfolio.entries().stream()
                .filter(entry -> unknown.contains(entry.requirement().project()))
                .map(entry -> {
                    Requirement requirement = entry.requirement();
                    Optional<String> near =
                            Suggestion.among(known, requirement.project().normalized());
                    return entry.place() + ": " + done + "the index does not know '" + requirement.name() + "'"
                            + near.map(name -> " ('" + name + "' is in the portfolio, too)")
                                    .orElse("");
                })
                .toList();
    }

    /** The plan without some packages; null when nothing is left. */
    private static @Nullable Plan without(List<ProjectName> names, Plan plan) {
        List<List<Requirement>> rest = plan.packages().stream()
                .filter(each -> !names.contains(each.getFirst().project()))
                .toList();
        return rest.isEmpty()
                ? null
                : new Plan(
                        rest,
                        plan.constraints(),
                        plan.targets(),
                        plan.asOf(),
                        plan.sources(),
                        plan.preReleases(),
                        plan.strict());
    }
}
