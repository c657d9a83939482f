package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.index.IndexFault;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Dragged;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Remedy;
import org.compatserver.verdict.Sentences;
import org.compatserver.verdict.Why.About;
import org.compatserver.verdict.WhyNotNewer;
import org.compatserver.verdict.WhyNotNewer.Binding;
import org.compatserver.verdict.WhyNotNewer.Reason;
import org.compatserver.verdict.WhyNotNewer.Trial;
import org.jspecify.annotations.Nullable;

/** Why versions in a set are not newer, found by solving where a look does not tell. */
final class LongLook {
    /** So many dependencies are tried for in one answer. */
    private static final int MOST_TRIALS = 12;

    private final CatalogSource source;
    private final World world;
    private final ShownSet set;
    private final Ledger ledger;
    private final Trials trials;

    LongLook(CatalogSource source, World world, ShownSet set, Ledger ledger, Trials trials) {
        this.source = source;
        this.world = world;
        this.set = set;
        this.ledger = ledger;
        this.trials = trials;
    }

    /** The pins, with a trial for what a look did not explain, and with what the newest of those say that are in the way. */
    List<Pin> explained(List<Pin> pins) {
        List<Pin> explained = new ArrayList<>();
        int tried = 0;
        for (Pin pin : pins) {
            WhyNotNewer why = pin.whyNotNewer();
            if (why == null) {
                explained.add(pin);
            } else if (isUnclear(why)) {
                tried++;
                Trial trial =
                        tried <= MOST_TRIALS ? atNewest(why) : new Trial.NotKnown(why.newest(), Sentences.TOO_MANY);
                explained.add(pin.because(why.tried(trial)));
            } else {
                explained.add(pin.because(withNewestOfOthers(why)));
            }
        }
        return explained;
    }

    private static boolean isUnclear(WhyNotNewer why) {
        return switch (why.reason()) {
            case Reason.Needs _, Reason.NotEvident _ -> true;
            case Reason.Bound _, Reason.Held _, Reason.Unusable _, Reason.NotAdmitted _ -> false;
        };
    }

    private Trial atNewest(WhyNotNewer why) {
        return trials.of(why.project(), source.newest(why.project()));
    }

    private WhyNotNewer withNewestOfOthers(WhyNotNewer why) {
        return why.reason() instanceof Reason.Bound(List<Binding> bindings)
                ? why.because(new Reason.Bound(bindings.stream()
                        .map(binding -> withNewest(binding, why.project()))
                        .toList()))
                : why;
    }

    private Binding withNewest(Binding binding, ProjectName target) {
        return switch (binding) {
            case Binding.Asked _, Binding.Constraint _ -> binding;
            case Binding.Required required ->
                required.isAtNewest() ? required : required.whoseLatestExcludes(excludes(required.project(), target));
        };
    }

    /** Whether the newest version of a project in the set requires other versions of another than its newest; null where that is not known. */
    private @Nullable Boolean excludes(ProjectName project, ProjectName target) {
        int newest = source.newest(project);
        int wanted = source.newest(target);
        boolean excludes = false;
        try {
            for (PackageNode node : set.decisions().keySet()) {
                if (node.project().equals(project)) {
                    switch (world.dependencies(node, newest)) {
                        case Dependencies.Unusable _ -> {
                            return null;
                        }
                        case Dependencies.Known(List<Dependency> dependencies) ->
                            excludes |= dependencies.stream()
                                    .anyMatch(one -> one.target().project().equals(target)
                                            && !one.clause().allowed().contains(wanted));
                    }
                }
            }
        } catch (IndexFault fault) {
            return null;
        }
        return excludes;
    }

    /** All there is to say of one project. */
    About about(ProjectName project, Installation shown, boolean askedFor) {
        for (Pin pin : shown.pins()) {
            if (pin.project().equals(project)) {
                return inSet(pin, askedFor);
            }
        }
        Dragged dragged = shown.dragged().stream()
                .filter(one -> one.project().equals(project))
                .findFirst()
                .orElse(null);
        boolean known = !source.releases(project).versions().isEmpty()
                || !(source.unavailable(project, -1) instanceof Unavailable.UnknownProject);
        return new About.NotInSet(project, known, dragged);
    }

    private About inSet(Pin pin, boolean askedFor) {
        ProjectName project = pin.project();
        List<Binding> requiredBy = ledger.requiredBy(project);
        WhyNotNewer why = pin.whyNotNewer();
        if (why == null || askedFor) {
            return new About.InSet(pin, askedFor, requiredBy, List.of(), null);
        }
        Trial newest = why.trial() == null ? atNewest(why) : why.trial();
        Pin tried = pin.because(withNewestOfOthers(why).tried(newest));
        return new About.InSet(tried, false, requiredBy, remedies(project, newest), best(project, newest));
    }

    private List<Remedy> remedies(ProjectName project, Trial trial) {
        int newest = source.newest(project);
        return switch (trial) {
            case Trial.Impossible impossible -> trials.remedies(project, newest, impossible.proof());
            case Trial.Trade _, Trial.AsGood _, Trial.InDoubt _, Trial.NotKnown _ -> List.of();
        };
    }

    private @Nullable Trial best(ProjectName project, Trial newest) {
        if (!(newest instanceof Trial.Impossible)) {
            return null;
        }
        try {
            int best = trials.newestThatGoes(project);
            return Objects.equals(set.position(project), best) ? null : trials.of(project, best);
        } catch (BudgetSpent spent) {
            return new Trial.NotKnown(newest.version(), Sentences.BUDGET);
        } catch (IndexFault fault) {
            return new Trial.NotKnown(newest.version(), fault.problem());
        }
    }
}
