package org.compatserver.engine.solving;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.index.IndexFault;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Sentences;
import org.compatserver.verdict.Since;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Verdict.Alternative;

/** Says since when packages do not fit at their newest, and which upload it was (history.md). */
final class Dating {
    /** The share of the budget for finding the moment; the rest is for telling of it. */
    private static final double WALKING = 0.8;

    /** Upload times are no finer. */
    private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);

    private final Question question;
    private final CatalogSource source;
    private final Limits limits;
    private final Spending budget;
    private final InstantSource clock;
    private final Map<List<Requirement>, Since> known = new HashMap<>();
    private final List<String> notices = new ArrayList<>();

    /** @param source what the question sees at its moment */
    Dating(Question question, CatalogSource source, Limits limits, Spending budget, InstantSource clock) {
        this.question = question.withoutSince();
        this.source = source;
        this.limits = limits;
        this.budget = budget;
        this.clock = clock;
    }

    /** What the asker should know about what was said. */
    List<String> notices() {
        return notices.stream().distinct().toList();
    }

    /**
     * Since when the requirements have not fitted together.
     *
     * @param requirements one a project, sorted by name
     * @throws BudgetSpent if the budget ends before it is known whether they do at the question's moment
     */
    Since since(List<Requirement> requirements) {
        Since found = known.get(requirements);
        if (found == null) {
            found = find(requirements);
            known.put(requirements, found);
        }
        return found;
    }

    private Since find(List<Requirement> requirements) {
        History history = new History(source, requirements, question.strict(), budget);
        budget.keepWithin(WALKING);
        History.End end;
        try {
            end = history.walk();
        } finally {
            budget.keepWithin(1);
        }
        if (!history.leftAside().isEmpty()) {
            notices.add(Sentences.leftAside(history.leftAside()));
        }
        return switch (end) {
            case History.End.Fits() -> new Since.Fits();
            case History.End.Never() -> never(requirements, history.first());
            case History.End.Stopped(Instant after, String why) -> stopped(after, why);
            case History.End.At(Instant upload) -> upload(requirements, upload);
        };
    }

    private Since never(List<Requirement> requirements, Instant first) {
        notices.add(Sentences.datesOfYanks());
        sayWithoutTimes();
        sayUnknown(requirements);
        return new Since.NeverFitted(first.equals(Instant.MIN) ? null : first);
    }

    private void sayUnknown(List<Requirement> requirements) {
        List<String> unknown = requirements.stream()
                .map(Requirement::project)
                .filter(project -> source.releases(project).versions().isEmpty()
                        && source.unavailable(project, -1) instanceof Unavailable.UnknownProject)
                .map(ProjectName::normalized)
                .toList();
        if (!unknown.isEmpty()) {
            notices.add(Sentences.unknownProjects(unknown));
        }
    }

    private Since stopped(Instant after, String why) {
        return new Since.NotKnown(after.equals(Instant.MAX) ? clock.instant() : after, why);
    }

    private Since upload(List<Requirement> requirements, Instant upload) {
        sayWithoutTimes();
        Instant after = upload.plus(TICK);
        try (CatalogSource then = source.at(upload);
                CatalogSource next = source.at(after)) {
            Verdict fits = verdict(requirements, upload, then);
            Verdict fitsNot = verdict(requirements, after, next);
            Culprit culprit = new Culprit(
                    Moment.of(then, requirements, question.strict(), budget),
                    Moment.of(next, requirements, question.strict(), budget),
                    fitsNot,
                    upload);
            notices.addAll(culprit.notices());
            return culprit.upload(fits);
        } catch (BudgetSpent spent) {
            return new Since.NotKnown(upload, "the budget ended before it could be told which upload it was");
        } catch (IndexFault fault) {
            return new Since.NotKnown(upload, fault.problem());
        }
    }

    private Verdict verdict(List<Requirement> requirements, Instant moment, CatalogSource then) {
        Question asked = question.about(requirements).at(moment);
        Instant now = clock.instant();
        // Nobody will ask of that moment again: it is remembered nowhere.
        Means means = new Means(limits, budget, clock, new Solos());
        return new Inquiry(asked, Merging.of(asked).at(moment, now), then, now, means).verdict();
    }

    /** Files without upload time count as always there. */
    private void sayWithoutTimes() {
        NavigableSet<ProjectName> projects = source.withoutTimes();
        if (!projects.isEmpty()) {
            notices.add(Sentences.withoutTimes(projects));
        }
    }

    /**
     * The verdict with since when: of the packages as a whole, and of each that is held back, in the shown set or an alternative.
     *
     * @param requirements one a project, sorted by name
     */
    Verdict dated(Verdict verdict, List<Requirement> requirements) {
        return switch (verdict) {
            case Verdict.Success success -> success;
            case Verdict.CheckWarning warning -> {
                Since since = sinceOrNot(requirements);
                List<HeldBack> held = dated(warning.heldBack(), requirements);
                List<Alternative> others = warning.alternatives().stream()
                        .map(other -> new Alternative(dated(other.heldBack(), requirements), other.implausible()))
                        .toList();
                yield warning.dated(warning.context().dated(since, notices()), held, others);
            }
            case Verdict.InstallError error -> {
                Since since = sinceOrNot(requirements);
                yield new Verdict.InstallError(error.context().dated(since, notices()), error.explanation());
            }
            case Verdict.Unknown unknown -> {
                Since since = sinceOrNot(requirements);
                yield new Verdict.Unknown(
                        unknown.context().dated(since, notices()), unknown.files(), unknown.description());
            }
        };
    }

    /**
     * Since when packages of a set have been held back by what holds each of them back: of the requested packages only those count that are needed for that.
     */
    private List<HeldBack> dated(List<HeldBack> held, List<Requirement> requirements) {
        Involved involved = new Involved(source, question.strict(), budget);
        return held.stream()
                .map(one -> {
                    try {
                        return one.dated(since(involved.of(one, held, requirements)));
                    } catch (BudgetSpent spent) {
                        return one.dated(atTheMoment("the budget ended before"));
                    } catch (IndexFault fault) {
                        return one.dated(atTheMoment(fault.problem()));
                    }
                })
                .toList();
    }

    /** That they do not fit at the question's moment is known. */
    private Since sinceOrNot(List<Requirement> requirements) {
        try {
            return since(requirements);
        } catch (BudgetSpent spent) {
            return known.computeIfAbsent(requirements, all -> atTheMoment("the budget ended before"));
        } catch (IndexFault fault) {
            return known.computeIfAbsent(requirements, all -> atTheMoment(fault.problem()));
        }
    }

    private Since atTheMoment(String why) {
        return new Since.NotKnown(Objects.requireNonNullElse(question.asOf(), clock.instant()), why);
    }
}
