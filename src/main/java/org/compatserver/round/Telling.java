package org.compatserver.round;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.compatserver.check.CheckService;
import org.compatserver.check.Outcome;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.round.Cause.Example;
import org.compatserver.round.Cause.Told;
import org.compatserver.verdict.Dated;
import org.compatserver.verdict.Explanation;
import org.compatserver.verdict.Line;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Question.Detail;
import org.compatserver.verdict.Remedy;
import org.compatserver.verdict.Sentences;
import org.compatserver.verdict.Since;
import org.compatserver.verdict.SinceSentences;
import org.compatserver.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** Tells causes: asks about the example of each why it fails, what would free it, and since when. In parallel, and only for so long. */
public final class Telling {
    private final CheckService checks;

    public Telling(CheckService checks) {
        this.checks = checks;
    }

    /**
     * The same causes, the first of them told: as far as an answer came in time, the verdict's first, then since when. Of what cannot be known nothing is asked.
     *
     * @param most how many are told
     * @param within how long that may take
     */
    public List<Cause> of(Round round, List<Cause> causes, int most, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        List<Cause> some = causes.stream()
                .filter(cause -> !packages(round, cause).isEmpty())
                .limit(most)
                .toList();
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Outcome<Verdict>>> verdicts = some.stream()
                    .map(cause -> workers.submit(() -> checks.check(question(round, cause))))
                    .toList();
            List<Future<Outcome<Dated>>> dates = some.stream()
                    .map(cause -> workers.submit(() -> checks.since(question(round, cause))))
                    .toList();
            List<Cause> told = new ArrayList<>();
            for (Cause cause : causes) {
                int place = some.indexOf(cause);
                Verdict verdict = place < 0 ? null : await(verdicts.get(place), end);
                told.add(verdict == null ? cause : with(cause, told(round, cause, verdict)));
            }
            for (int i = 0; i < told.size(); i++) {
                int place = some.indexOf(causes.get(i));
                Dated dated = place < 0 ? null : await(dates.get(place), end);
                if (dated != null) {
                    told.set(i, dated(told.get(i), dated));
                }
            }
            return told;
        } finally {
            workers.shutdownNow();
        }
    }

    private static Question question(Round round, Cause cause) {
        return round.plan().question(round.plan().targets().get(cause.example().target()), packages(round, cause));
    }

    /** What is asked about: both packages of the example; of what one cannot do by itself, that one. */
    private static List<Integer> packages(Round round, Cause cause) {
        Example example = cause.example();
        return switch (round.clash(cause.clashes().getFirst())) {
            case Clash.Between _ -> List.of(example.first(), example.second());
            case Clash.OfOne(ProjectName project) ->
                round.plan().project(example.first()).equals(project)
                        ? List.of(example.first())
                        : List.of(example.second());
            case Clash.Unknowable _ -> List.of();
        };
    }

    /** What came of it; null if nothing did in time. */
    private static <T> @Nullable T await(Future<Outcome<T>> running, long end) {
        try {
            return switch (running.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                case Outcome.Answered<T>(T answer) -> answer;
                case Outcome.Failed<T> _ -> null;
            };
        } catch (TimeoutException | ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static Cause with(Cause cause, Told told) {
        return new Cause(cause.pivot(), cause.against(), cause.clashes(), cause.pairs(), cause.example(), told);
    }

    private static Cause dated(Cause cause, Dated dated) {
        Told told = cause.told();
        return told == null || dated.since() instanceof Since.Fits
                ? cause
                : with(cause, new Told(told.lines(), sentence(dated), told.freedBy(), told.actors()));
    }

    /** What others require is among the lines. */
    private static String sentence(Dated dated) {
        Since since = dated.since() instanceof Since.Upload upload
                        && !upload.changed().isEmpty()
                ? new Since.Upload(
                        upload.release(), upload.effect(), upload.changed(), List.of(), upload.before(), upload.after())
                : dated.since();
        return dated.context().question().requirements().stream()
                                .map(Requirement::project)
                                .distinct()
                                .count()
                        == 1
                ? SinceSentences.sentenceOfOne(since)
                : SinceSentences.sentence(since);
    }

    private static Told told(Round round, Cause cause, Verdict verdict) {
        return switch (verdict) {
            case Verdict.CheckWarning warning -> told(round, cause, warning.explanation());
            case Verdict.InstallError error -> told(round, cause, error.explanation());
            case Verdict.Success _ ->
                new Told(List.of("by now it fits: the index has changed since the round"), null, List.of(), List.of());
            case Verdict.Unknown unknown -> new Told(List.of(unknown.description()), null, List.of(), List.of());
        };
    }

    private static Told told(Round round, Cause cause, Explanation explanation) {
        List<String> lines = explanation.lines().isEmpty()
                ? List.of(explanation.summary())
                : explanation.lines().stream().map(Line::text).toList();
        List<Remedy> remedies = explanation.remedies().stream()
                .sorted(Comparator.comparing(remedy -> !isOfPivot(remedy, cause)))
                .toList();
        return new Told(lines, null, Sentences.remedies(remedies, Detail.SHORT), actors(round, cause, remedies));
    }

    private static boolean isOfPivot(Remedy remedy, Cause cause) {
        Binding pivot = cause.pivot();
        return pivot != null
                && remedy instanceof Remedy.Release release
                && release.project().equals(pivot.project());
    }

    /** Whose releases could free it, as phrases; of what is asked for nothing is said. */
    private static List<String> actors(Round round, Cause cause, List<Remedy> remedies) {
        return remedies.stream()
                .flatMap(Telling::releases)
                .map(release -> actor(round, cause, release))
                .distinct()
                .toList();
    }

    private static Stream<Remedy.Release> releases(Remedy remedy) {
        return switch (remedy) {
            case Remedy.Release release -> Stream.of(release);
            case Remedy.Together(List<Remedy> parts) -> parts.stream().flatMap(Telling::releases);
            case Remedy.Ask _, Remedy.Constrain _, Remedy.OtherPython _, Remedy.None _ -> Stream.empty();
        };
    }

    private static String actor(Round round, Cause cause, Remedy.Release release) {
        Binding pivot = cause.pivot();
        if (pivot != null && pivot.project().equals(release.project())) {
            return release.name() + (cause.allPairs() == 1 ? "" : " (in the way of all these pairs)");
        }
        boolean asked = round.plan().packages().stream()
                .anyMatch(packages -> packages.getFirst().project().equals(release.project()));
        return asked ? release.name() : release.name() + " (not in this round)";
    }
}
