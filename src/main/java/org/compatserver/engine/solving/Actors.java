package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Why.Entry;
import org.compatserver.verdict.WhyNotNewer;
import org.compatserver.verdict.WhyNotNewer.Actor;
import org.compatserver.verdict.WhyNotNewer.Binding;
import org.compatserver.verdict.WhyNotNewer.Reason;
import org.compatserver.verdict.WhyNotNewer.Unmet;
import org.jspecify.annotations.Nullable;

/** Who could change what is not at its newest: where the newest version of what is in the way would do, whoever could change that. */
final class Actors {
    private final Map<ProjectName, WhyNotNewer> reasons = new HashMap<>();
    private final Set<ProjectName> open = new HashSet<>();

    /** Whom a project was found to wait for, where no circle was met on the way: what many lead to is looked at once. */
    private final Map<ProjectName, @Nullable Actor> found = new HashMap<>();

    private boolean circle;

    private Actors(List<Pin> pins) {
        pins.forEach(pin -> {
            if (pin.whyNotNewer() != null) {
                reasons.put(pin.project(), pin.whyNotNewer());
            }
        });
    }

    /** All that is not at its newest, those who are nearest to who asks first, then the longest behind. */
    static List<Entry> ledger(List<Pin> pins) {
        Actors actors = new Actors(pins);
        return pins.stream()
                .map(Pin::whyNotNewer)
                .filter(Objects::nonNull)
                .map(why -> new Entry(why, actors.of(why)))
                .sorted(Comparator.comparing(Entry::canAct, Comparator.nullsLast(Comparator.<Actor>naturalOrder()))
                        .thenComparing(
                                entry -> entry.why().lagDays(), Comparator.nullsLast(Comparator.<Long>reverseOrder())))
                .toList();
    }

    private @Nullable Actor of(WhyNotNewer why) {
        if (found.containsKey(why.project())) {
            return found.get(why.project());
        }
        boolean before = circle;
        circle = false;
        Actor actor = lookedFor(why);
        if (!circle || open.isEmpty()) {
            found.put(why.project(), actor);
        }
        circle |= before;
        return actor;
    }

    private @Nullable Actor lookedFor(WhyNotNewer why) {
        if (!open.add(why.project())) {
            circle = true;
            return null;
        }
        try {
            List<@Nullable Actor> actors = new ArrayList<>();
            switch (why.reason()) {
                case Reason.Bound(List<Binding> bindings) -> bindings.forEach(binding -> actors.add(of(binding)));
                case Reason.Needs(List<Unmet> unmet) -> unmet.forEach(one -> actors.add(of(one)));
                case Reason.Held _, Reason.Unusable _, Reason.NotAdmitted _, Reason.NotEvident _ ->
                    actors.add(why.canAct());
            }
            return WhyNotNewer.furthest(actors);
        } finally {
            open.remove(why.project());
        }
    }

    private @Nullable Actor of(Binding binding) {
        return binding instanceof Binding.Required required && Boolean.FALSE.equals(required.latestExcludesToo())
                ? ofNewer(required.project())
                : binding.actor();
    }

    /** The newest version of what is required has to be what is wanted. */
    private @Nullable Actor of(Unmet unmet) {
        WhyNotNewer why = reasons.get(unmet.project());
        return why != null
                        && Requirement.parse(unmet.requirement()) instanceof Parsed.Ok<Requirement>(var requirement)
                        && requirement.specifiers().contains(why.newest())
                ? of(why)
                : null;
    }

    private @Nullable Actor ofNewer(ProjectName project) {
        WhyNotNewer why = reasons.get(project);
        return why == null ? null : of(why);
    }
}
