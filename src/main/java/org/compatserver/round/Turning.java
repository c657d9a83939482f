package org.compatserver.round;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.compatserver.check.CheckService;
import org.compatserver.check.Outcome;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Since;
import org.compatserver.verdict.SinceSentences;
import org.compatserver.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Finds the upload that turned a check's result between the moments of two rounds. It asks about the past with what the index lists today, so that what was yanked or
 * deleted in between is no upload's work, and said to be none.
 */
public final class Turning {
    private final CheckService checks;

    public Turning(CheckService checks) {
        this.checks = checks;
    }

    /** What turned it. */
    public sealed interface Found {
        /** A sentence for people. */
        String text();
    }

    /**
     * An upload did.
     *
     * @param at when
     * @param releases which releases of the set that is installed since were uploaded then, such as {@code protobuf 6.33.6}; none where it is in no set
     */
    public record Upload(Instant at, List<String> releases, String text) implements Found {
        public Upload {
            releases = List.copyOf(releases);
        }
    }

    /** None did. */
    public record NoUpload(String text) implements Found {}

    /** It could not be found out. */
    public record NotKnown(String text) implements Found {}

    /**
     * Of all steps of a diff that are shown and have one, in parallel, and only for so long.
     *
     * @param within how long that may take; what was not found out by then says so
     */
    public Map<Diff.Step, Found> of(Diff diff, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            Map<Diff.Step, Future<Found>> running = new LinkedHashMap<>();
            for (Diff.Part part : List.of(diff.regressed(), diff.fixed())) {
                DiffWriter.shown(part).forEach(step -> running.put(step, workers.submit(() -> of(diff, part, step))));
            }
            Map<Diff.Step, Found> found = new HashMap<>();
            running.forEach((step, one) -> found.put(step, await(one, end)));
            return found;
        } finally {
            workers.shutdownNow();
        }
    }

    private static Found await(Future<Found> running, long end) {
        try {
            return running.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new NotKnown("Which upload did it was not found out in time.");
        } catch (ExecutionException e) {
            return new NotKnown("Which upload did it could not be found out: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NotKnown("Which upload did it was not found out: the program is being stopped.");
        }
    }

    /** Of a step of a diff. */
    public Found of(Diff diff, Diff.Part part, Diff.Step step) {
        Plan plan = part.round().plan();
        Question question = plan.question(
                plan.targets().get(step.target()),
                step.first() == step.second() ? List.of(step.first()) : List.of(step.first(), step.second()));
        return of(question, moment(diff.before()), moment(diff.after()), step.before(), step.after());
    }

    private static Instant moment(Round round) {
        Instant asOf = round.plan().asOf();
        return asOf == null ? round.begun() : asOf;
    }

    private Found of(Question question, Instant from, Instant to, @Nullable Result was, @Nullable Result is) {
        if (was == null || is == null || was == is || !from.isBefore(to)) {
            return new NotKnown("There is nothing between the two rounds to be looked for.");
        }
        try {
            Found told = was == Result.SUCCESS ? since(question.at(to), from) : null;
            return told == null ? between(question, from, to, was, is) : told;
        } catch (Unanswered e) {
            return new NotKnown("Which upload did it could not be found out: " + e.getMessage());
        }
    }

    /** The upload that ended the time in which all fitted, if that is what happened; else null. */
    private @Nullable Found since(Question question, Instant from) throws Unanswered {
        Since since = answer(checks.since(question)).since();
        return since instanceof Since.Upload upload
                        && !upload.release().uploaded().isBefore(from)
                ? new Upload(
                        upload.release().uploaded(),
                        List.of(upload.release().name() + " " + upload.release().version()),
                        SinceSentences.sentence(upload))
                : null;
    }

    /**
     * Halves the time, with the old result before and another after, down to the microsecond: the moments of uploads have no finer ones. Where there were several turns,
     * it is one of them.
     */
    private Found between(Question question, Instant from, Instant to, Result was, Result is) throws Unanswered {
        if (result(ask(question, from)) != was || result(ask(question, to)) != is) {
            return new NoUpload(
                    "No upload did it: by what the index lists today, the result at one of the two moments was another. Files were yanked or"
                            + " deleted, or uploaded without a date.");
        }
        Instant old = from.truncatedTo(ChronoUnit.MICROS);
        Instant turned = to;
        while (ChronoUnit.MICROS.between(old, turned) > 1) {
            Instant middle = old.plus(ChronoUnit.MICROS.between(old, turned) / 2, ChronoUnit.MICROS);
            if (result(ask(question, middle)) == was) {
                old = middle;
            } else {
                turned = middle;
            }
        }
        return upload(old, ask(question, turned));
    }

    private static Found upload(Instant at, Verdict now) {
        List<String> releases = pins(now).stream()
                .filter(pin -> at.equals(pin.uploaded()))
                .map(pin -> pin.name() + " " + pin.version())
                .toList();
        String what = releases.isEmpty()
                ? "What was uploaded at " + at + " did it."
                : String.join(" and ", releases) + (releases.size() == 1 ? " was" : " were") + " uploaded, at " + at
                        + ".";
        return new Upload(at, releases, what);
    }

    private static List<Pin> pins(Verdict verdict) {
        Installation set = switch (verdict) {
            case Verdict.Success success -> success.installation();
            case Verdict.CheckWarning warning -> warning.installation();
            case Verdict.InstallError _ -> null;
            case Verdict.Unknown _ -> null;
        };
        return set == null ? List.of() : set.pins();
    }

    private static Result result(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Success _ -> Result.SUCCESS;
            case Verdict.CheckWarning _ -> Result.CHECK_WARNING;
            case Verdict.InstallError _ -> Result.INSTALL_ERROR;
            case Verdict.Unknown _ -> Result.UNKNOWN;
        };
    }

    private Verdict ask(Question question, Instant moment) throws Unanswered {
        return answer(checks.check(question.at(moment)));
    }

    private static <T> T answer(Outcome<T> outcome) throws Unanswered {
        return switch (outcome) {
            case Outcome.Answered<T>(T answer) -> answer;
            case Outcome.Failed<T>(var fault) -> throw new Unanswered(fault.message());
        };
    }

    /** A question got no answer. */
    private static final class Unanswered extends Exception {
        private static final long serialVersionUID = 1L;

        Unanswered(String message) {
            super(message);
        }
    }
}
