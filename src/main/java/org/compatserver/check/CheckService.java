package org.compatserver.check;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.compatserver.engine.Engine;
import org.compatserver.engine.EngineFault;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.verdict.Dated;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Question.EngineName;
import org.compatserver.verdict.Repairs;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Why;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: one check. Hands a question to the engine it names, within a bound on how many are answered at once and on how long each may take.
 * Every way to fail is a {@link Fault}; nothing is thrown. Safe for many threads.
 */
public final class CheckService implements AutoCloseable {
    private final Map<EngineName, Engine> engines;
    private final Limits limits;
    private final CheckListener listener;
    private final Semaphore places;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    public CheckService(Map<EngineName, Engine> engines, Limits limits) {
        this(engines, limits, CheckListener.NONE);
    }

    public CheckService(Map<EngineName, Engine> engines, Limits limits, CheckListener listener) {
        this.engines = Map.copyOf(engines);
        this.limits = limits;
        this.listener = listener;
        this.places = new Semaphore(limits.atOnce(), true);
    }

    /**
     * Bounds.
     *
     * @param atOnce how many questions are answered at the same time; others wait for a place
     * @param deadline how long a question may take, its wait for a place included
     * @param batchDeadline how long many questions that are asked together may take
     */
    public record Limits(int atOnce, Duration deadline, Duration batchDeadline) {}

    /** The outcome of one question, by the end of the deadline. */
    public Outcome<Verdict> check(Question question) {
        long begun = System.nanoTime();
        Outcome<Verdict> outcome = ask(question, engine -> engine.answer(question));
        listener.checked(question, outcome, System.nanoTime() - begun);
        return outcome;
    }

    /** Since when the question's packages have not fitted at their newest, under the same bounds. */
    public Outcome<Dated> since(Question question) {
        return ask(question, engine -> engine.since(question));
    }

    /** How the question can be changed so that it fits, under the same bounds. */
    public Outcome<Repairs> repairs(Question question) {
        return ask(question, engine -> engine.repairs(question));
    }

    /** Why the versions of the answer are what they are; of one project in particular, unless that is null. */
    public Outcome<Why> why(Question question, @Nullable ProjectName project) {
        return ask(question, engine -> engine.why(question, project));
    }

    /** What the engine that the question names is asked about it, under the same bounds. */
    public <T> Outcome<T> ask(Question question, Function<Engine, T> what) {
        Engine engine = engines.get(question.engine());
        if (engine == null) {
            return failed(Fault.Kind.UNSUPPORTED, "This version has no pip engine yet; leave out engine=pip");
        }
        long end = System.nanoTime() + limits.deadline().toNanos();
        try {
            if (!places.tryAcquire(limits.deadline().toNanos(), TimeUnit.NANOSECONDS)) {
                return failed(Fault.Kind.BUSY, "Too many questions at once; ask again later");
            }
            try {
                return await(workers.submit(() -> answer(engine, what)), end - System.nanoTime());
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stopping();
        } catch (RejectedExecutionException e) {
            return stopping();
        }
    }

    /**
     * The outcomes of many questions, in their order, found in parallel. A question's deadline begins when its turn comes; together they hold at most
     * half of the places, so that single questions still find one.
     */
    public List<Outcome<Verdict>> checkAll(List<Question> questions) {
        Semaphore turns = new Semaphore(Math.max(1, limits.atOnce() / 2), true);
        long end = System.nanoTime() + limits.batchDeadline().toNanos();
        List<Future<Outcome<Verdict>>> running = questions.stream()
                .map(question -> begin(() -> checkInTurn(question, turns, end)))
                .toList();
        return running.stream().map(CheckService::join).toList();
    }

    private Future<Outcome<Verdict>> begin(Callable<Outcome<Verdict>> work) {
        try {
            return workers.submit(work);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(stopping());
        }
    }

    private Outcome<Verdict> checkInTurn(Question question, Semaphore turns, long end) {
        try {
            if (!turns.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return failed(Fault.Kind.BUDGET, "The batch took longer than " + seconds(limits.batchDeadline()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stopping();
        }
        try {
            return check(question);
        } finally {
            turns.release();
        }
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    private <T> Outcome<T> await(Future<Outcome<T>> running, long nanos) throws InterruptedException {
        try {
            return running.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return failed(
                    Fault.Kind.BUDGET,
                    "No answer within " + seconds(limits.deadline())
                            + "; what has been fetched is kept, so asking again may help");
        } catch (ExecutionException e) {
            return internal(e.getCause());
        } finally {
            running.cancel(true);
        }
    }

    private static Outcome<Verdict> join(Future<Outcome<Verdict>> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            return internal(e.getCause());
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            return stopping();
        }
    }

    private static <T> Outcome<T> answer(Engine engine, Function<Engine, T> what) {
        try {
            return new Outcome.Answered<>(what.apply(engine));
        } catch (EngineFault fault) {
            return new Outcome.Failed<>(Fault.of(fault));
        }
    }

    private static <T> Outcome<T> internal(@Nullable Throwable cause) {
        Log.LOGGER.error("A question could not be answered", cause);
        return failed(
                Fault.Kind.INTERNAL, "A mistake of this program (" + cause + "); please report it, with the question");
    }

    private static <T> Outcome<T> stopping() {
        return failed(Fault.Kind.BUSY, "The program is being stopped; ask again later");
    }

    private static <T> Outcome<T> failed(Fault.Kind kind, String message) {
        return new Outcome.Failed<>(new Fault(kind, message));
    }

    /** Made only when something is logged: a command that answers at once should not pay for it. */
    private static final class Log {
        static final Logger LOGGER = LoggerFactory.getLogger(CheckService.class);
    }

    /** Stops what is still being answered. */
    @Override
    public void close() {
        workers.shutdownNow();
    }
}
