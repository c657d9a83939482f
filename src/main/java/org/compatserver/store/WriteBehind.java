package org.compatserver.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.compatserver.round.RoundStore.RoundProblem;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Commits changes in their order, a little after they were given, many in a transaction, on a thread of its own. What was committed is always a beginning of what was
 * given: a change may rest on any that was given before. While the file cannot be written (no room), changes are held in memory, and it is tried again.
 */
final class WriteBehind implements AutoCloseable {
    private static final Duration DELAY = Duration.ofMillis(200);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
    private static final long WORTH_A_TRANSACTION = 4L << 20;
    private static final long WAIT_ABOVE = 32L << 20;
    private static final long HELD_AT_MOST = 512L << 20;

    private final Database database;
    private final Thread thread;
    private List<Sized> pending = new ArrayList<>();
    private long bytes;
    private boolean hurry;
    private boolean closing;
    /** Whether the last try has failed. */
    private boolean givenUp;
    /** Whether a transaction is under way. */
    private boolean writing;

    private @Nullable RoundProblem problem;
    private boolean told;
    /** What the file lacked when the thread ended. */
    private List<Sized> left = List.of();

    WriteBehind(Database database, String name) {
        this.database = database;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
        thread.start();
    }

    /** A change of the file. */
    @FunctionalInterface
    interface Change {
        void apply(Connection connection) throws SQLException;
    }

    private record Sized(long bytes, Change change) {}

    /**
     * Takes a change of about this many bytes; waits while the file is much slower than those who give.
     *
     * @throws RoundProblem if the file cannot be written, and more is held than may be
     */
    synchronized void add(long size, Change change) {
        while (bytes > (problem == null ? WAIT_ABOVE : HELD_AT_MOST) && !closing) {
            if (problem != null) {
                throw problem;
            }
            pause(0);
        }
        if (closing) {
            throw problem == null ? new IllegalStateException("Nothing is written any more") : problem;
        }
        long before = bytes;
        boolean isFirst = pending.isEmpty();
        pending.add(new Sized(size, change));
        bytes += size;
        // Woken for each change the thread would take more than the changes do.
        if (isFirst || before <= WORTH_A_TRANSACTION && bytes > WORTH_A_TRANSACTION) {
            notifyAll();
        }
    }

    /** Waits until all that was given is committed; the problem if that cannot be done, else null. */
    synchronized @Nullable RoundProblem flush() {
        if (closing) {
            return problem;
        }
        hurry = true;
        problem = null;
        notifyAll();
        while (problem == null && (writing || !pending.isEmpty())) {
            pause(0);
        }
        hurry = false;
        return problem;
    }

    /** Whether the file has all that was given. After closing. */
    synchronized boolean isWhole() {
        return left.isEmpty();
    }

    /** Makes the changes that the file lacks elsewhere. After closing. */
    synchronized void applyRest(Connection connection) {
        try {
            for (Sized one : left) {
                one.change().apply(connection);
            }
        } catch (SQLException | RuntimeException e) {
            throw problem(e);
        }
    }

    /** Every caller asks again. */
    @SuppressWarnings("WaitNotInLoop")
    private synchronized void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("Stopped while results were being stored");
        }
    }

    private void work() {
        try (Connection connection = database.connect()) {
            for (List<Sized> batch = next(); !batch.isEmpty(); batch = next()) {
                ended(batch, commit(connection, batch));
            }
        } catch (Throwable e) {
            ended(List.of(), problem(e));
        } finally {
            stopped();
        }
    }

    /** What is to be committed next, when it is time; nothing when it is over. */
    private synchronized List<Sized> next() {
        long begun = 0;
        while (!closing && !(hurry && !pending.isEmpty() && problem == null)) {
            long now = System.nanoTime();
            if (pending.isEmpty()) {
                begun = 0;
                quiet(0);
                continue;
            }
            begun = begun == 0 ? now : begun;
            long rest = (problem == null ? DELAY : BETWEEN_TRIES).toMillis() - (now - begun) / 1_000_000;
            if (rest <= 0 || problem == null && bytes > WORTH_A_TRANSACTION) {
                break;
            }
            quiet(rest);
        }
        if (givenUp) {
            return List.of();
        }
        List<Sized> batch = pending;
        pending = new ArrayList<>();
        writing = !batch.isEmpty();
        return batch;
    }

    @SuppressWarnings("WaitNotInLoop")
    private synchronized void quiet(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    private @Nullable RoundProblem commit(Connection connection, List<Sized> batch) {
        try {
            Sql.transaction(connection, () -> {
                for (Sized one : batch) {
                    one.change().apply(connection);
                }
                return null;
            });
            return null;
        } catch (Throwable e) {
            return problem(e);
        }
    }

    /** Whatever went wrong, what was given is not lost to it. */
    private RoundProblem problem(Throwable e) {
        return switch (e) {
            case SQLException sql -> Problems.of(database.file(), sql);
            case RoundProblem told -> told;
            default -> new RoundProblem(database.file() + " was not written, by a mistake of this program: " + e, e);
        };
    }

    private synchronized void ended(List<Sized> batch, @Nullable RoundProblem failure) {
        if (failure == null) {
            bytes -= batch.stream().mapToLong(Sized::bytes).sum();
        } else {
            if (!told) {
                told = true;
                LoggerFactory.getLogger(WriteBehind.class).warn("{}", failure.getMessage());
            }
            List<Sized> again = new ArrayList<>(batch);
            again.addAll(pending);
            pending = again;
        }
        problem = failure;
        writing = false;
        givenUp = failure != null && closing;
        notifyAll();
    }

    private synchronized void stopped() {
        left = pending;
        pending = List.of();
        if (problem == null && !left.isEmpty()) {
            problem = new RoundProblem(database.file() + " was not written to the end", null);
        }
        closing = true;
        writing = false;
        notifyAll();
    }

    /** Commits what was given, as far as that can be done, and ends. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
