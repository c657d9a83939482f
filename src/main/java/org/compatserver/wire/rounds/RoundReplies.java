package org.compatserver.wire.rounds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Binding;
import org.compatserver.round.Cause;
import org.compatserver.round.Cell;
import org.compatserver.round.Expectation;
import org.compatserver.round.Judgement;
import org.compatserver.round.Misfit;
import org.compatserver.round.Pairs;
import org.compatserver.round.Pairs.Pair;
import org.compatserver.round.Plan;
import org.compatserver.round.Result;
import org.compatserver.round.Round;
import org.compatserver.round.Sheet;
import org.compatserver.round.Summary;
import org.compatserver.round.Tally;
import org.compatserver.wire.rounds.RoundReply.Alone;
import org.compatserver.wire.rounds.RoundReply.Counts;
import org.compatserver.wire.rounds.RoundReply.Entry;
import org.compatserver.wire.rounds.RoundReply.Example;
import org.compatserver.wire.rounds.RoundReply.Expected;
import org.compatserver.wire.rounds.RoundReply.Failure;
import org.compatserver.wire.rounds.RoundReply.OfCause;
import org.compatserver.wire.rounds.RoundReply.OfTarget;
import org.compatserver.wire.rounds.RoundReply.Requires;
import org.compatserver.wire.rounds.RoundReply.Whole;
import org.jspecify.annotations.Nullable;

/** Makes replies of rounds. */
public final class RoundReplies {
    private RoundReplies() {}

    /** The reply that says it. */
    public static RoundReply of(Shown shown) {
        Summary summary = shown.summary();
        Round round = shown.round();
        Plan plan = round.plan();
        Judgement judgement = shown.judgement();
        return new RoundReply(
                round.id(),
                round.ended() == null ? "unfinished" : "finished",
                round.begun(),
                round.ended(),
                packages(shown),
                texts(plan.constraints()),
                plan.asOf(),
                plan.sources().name().toLowerCase(Locale.ROOT),
                plan.preReleases(),
                plan.strict(),
                plan.checks(),
                counts(
                        summary.all(),
                        summary.inherited().stream().mapToLong(Long::longValue).sum()),
                IntStream.range(0, round.sheets().size())
                        .mapToObj(target -> target(shown, target))
                        .toList(),
                causes(shown),
                judgement == null ? null : expected(judgement),
                failures(shown),
                shown.notices());
    }

    private static List<String> texts(List<Requirement> requirements) {
        return requirements.stream().map(Requirement::toString).toList();
    }

    private static List<RoundReply.OfPackage> packages(Shown shown) {
        Plan plan = shown.round().plan();
        return IntStream.range(0, plan.size())
                .mapToObj(number -> new RoundReply.OfPackage(
                        shown.name(number),
                        texts(plan.packages().get(number)),
                        shown.sections().get(plan.project(number))))
                .toList();
    }

    private static Counts counts(Tally tally, long inherited) {
        return new Counts(
                named(tally.results()),
                tally.open(),
                tally.due(),
                inherited,
                named(tally.rules()),
                named(tally.origins()));
    }

    private static <E extends Enum<E>> Map<String, Long> named(Map<E, Long> counts) {
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach((key, count) -> named.put(key.name(), count));
        return named;
    }

    private static OfTarget target(Shown shown, int number) {
        Summary summary = shown.summary();
        Sheet sheet = shown.round().sheets().get(number);
        Target target = sheet.target();
        List<Alone> alone = new ArrayList<>();
        for (org.compatserver.round.Alone one : sheet.alone()) {
            Cell cell = one.cell();
            alone.add(new Alone(
                    shown.name(alone.size()),
                    one.isAsked(),
                    cell == null ? null : cell.result().name(),
                    one.newest(),
                    one.held(),
                    one.pins(),
                    said(one.text())));
        }
        return new OfTarget(
                target.python().toString(),
                target.platform().toString(),
                counts(
                        summary.alone().get(number).plus(summary.pairs().get(number)),
                        summary.inherited().get(number)),
                alone,
                sheet.wholes().stream().map(RoundReplies::whole).toList());
    }

    private static Whole whole(org.compatserver.round.Whole whole) {
        Result result = whole.result();
        Map<String, String> held = new TreeMap<>();
        whole.held().forEach((project, version) -> held.put(project.normalized(), version));
        return new Whole(whole.packages(), result == null ? null : result.name(), held, said(whole.text()));
    }

    private static @Nullable String said(String text) {
        return text.isEmpty() ? null : text;
    }

    private static List<OfCause> causes(Shown shown) {
        List<OfCause> causes = new ArrayList<>();
        for (Cause cause : shown.causes()) {
            Binding pivot = cause.pivot();
            Cause.Told told = cause.told();
            Cause.Example example = cause.example();
            causes.add(new OfCause(
                    causes.size() + 1,
                    pivot == null ? null : requires(pivot),
                    cause.against().stream().map(RoundReplies::requires).toList(),
                    cause.allPairs(),
                    cause.pairs(),
                    new Example(shown.name(example.first()), shown.name(example.second()), example.target()),
                    told == null ? List.of() : told.lines(),
                    told == null ? null : told.since(),
                    told == null ? List.of() : told.freedBy(),
                    told == null ? List.of() : told.actors()));
        }
        return causes;
    }

    private static Requires requires(Binding binding) {
        return new Requires(
                binding.project().normalized(),
                binding.versions(),
                binding.requirement(),
                binding.on().normalized());
    }

    private static Expected expected(Judgement judgement) {
        return new Expected(
                judgement.covered(),
                named(judgement.unexpected()),
                judgement.over().stream().map(RoundReplies::entry).toList(),
                judgement.idle().stream().map(RoundReplies::entry).toList());
    }

    private static Entry entry(Expectation expectation) {
        return new Entry(expectation.what().toString(), expectation.reason(), expectation.until(), expectation.place());
    }

    /** Made while they are written. */
    private static Iterable<Failure> failures(Shown shown) {
        int[] causes = shown.causesOfClashes();
        return () -> Pairs.failures(shown.round())
                .map(pair -> failure(shown, pair, causes))
                .iterator();
    }

    private static Failure failure(Shown shown, Pair pair, int[] causes) {
        Cell cell = pair.cell();
        Misfit misfit = pair.misfit();
        Judgement judgement = shown.judgement();
        int cause = misfit == null ? 0 : causes[misfit.clash()];
        return new Failure(
                shown.name(pair.first()),
                shown.name(pair.second()),
                pair.target(),
                cell == null ? null : cell.result().name(),
                cell == null ? null : cell.rule().name(),
                cell == null ? null : cell.origin().name(),
                shown.held(pair),
                cause == 0 ? null : cause,
                judgement == null || cell == null ? null : judgement.expects().test(pair));
    }
}
