package org.compatserver.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.compatserver.index.IndexFault;
import org.compatserver.index.ProjectIndex;
import org.compatserver.index.ProjectIndex.PageAnswer;
import org.compatserver.index.ProjectIndex.Source;
import org.compatserver.metadata.MetadataReader;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * What the index says, in the form that the solver reads. Pages and metadata are compiled once and kept in a folder that processes share; pages that are
 * young enough are used without asking the index. Safe for many threads.
 */
public final class Catalog implements AutoCloseable {
    private static final int MOST_PROJECTS = 20_000;
    private static final int MOST_SCOPES = 1_000;
    private static final int FETCHES_AHEAD = 32;

    /** An index that could not be asked, so that a cache answered, is left in peace for this long. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** "No such project" is believed no longer than this: a new project should be found soon. */
    private static final Duration MISSING = Duration.ofMinutes(1);

    /** "For ever", in a form that can be added to an instant. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** The stamp of a page that the index has to be asked for in another process. */
    private static final Instant NOT_FOR_OTHERS = Instant.EPOCH;

    private final ProjectIndex index;
    private final ProjectFolder folder;
    private final InstantSource clock;
    private final Duration maxAge;
    private final MetadataCompiler metadata;
    private final Texts texts = new Texts();
    private final Map<ProjectName, Cell> cells = new ConcurrentHashMap<>();
    private final Map<Target, TargetTable> targets = new ConcurrentHashMap<>();
    private final Map<ScopeKey, ScopeTable> scopes = new ConcurrentHashMap<>();
    private final LongAdder inMemory = new LongAdder();
    private final LongAdder inFolder = new LongAdder();
    private final LongAdder asked = new LongAdder();
    private final ExecutorService ahead = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore permits = new Semaphore(FETCHES_AHEAD);

    private record ScopeKey(Target target, boolean wheelsOnly, long before) {}

    /** A project's place in memory. */
    private static final class Cell {
        volatile @Nullable State current;
        volatile long lastUsed;
        final AtomicReference<@Nullable CompletableFuture<State>> flight = new AtomicReference<>();

        /** A compiled page is opened by several at once, and only one of its objects may be used. */
        synchronized boolean takeFirst(State state) {
            boolean first = current == null;
            current = first ? state : current;
            return first;
        }
    }

    /**
     * The page as it was last seen.
     *
     * @param asked when the index, or the folder, was asked for it
     * @param freshFor how long from {@code fetched} on it is used without asking
     * @param insteadOf why the index itself did not answer; null where it did, or need not be asked
     */
    record State(
            CompiledProject project,
            Instant fetched,
            Instant asked,
            Source source,
            Duration freshFor,
            @Nullable IndexFault insteadOf) {}

    /**
     * @param folder where compiled projects are kept; it must belong to this configuration of the index alone. Null keeps all in memory
     * @param maxAge how old a page may be before the index is asked again, where the index does not say
     */
    public Catalog(
            ProjectIndex index, MetadataReader metadata, @Nullable Path folder, Duration maxAge, InstantSource clock) {
        this(index, metadata, folder, Set.of(), maxAge, clock);
    }

    /**
     * One that shares its folder with a catalog of another configuration.
     *
     * @param apart the projects of which the two configurations may see different files; they are kept in memory
     */
    public Catalog(
            ProjectIndex index,
            MetadataReader metadata,
            @Nullable Path folder,
            Set<ProjectName> apart,
            Duration maxAge,
            InstantSource clock) {
        this.index = index;
        this.metadata = new MetadataCompiler(metadata);
        this.folder = new ProjectFolder(folder, apart);
        this.maxAge = maxAge.compareTo(LONGEST) > 0 ? LONGEST : maxAge;
        this.clock = clock;
    }

    /**
     * How often a compiled page was looked up since this process began, by where it was found.
     *
     * @param folder compiled by this process or another, and young enough
     * @param index nowhere here, or too old: the index client was asked, which may have the page at hand
     */
    public record Lookups(long memory, long folder, long index) {}

    /** The lookups up to now. */
    public Lookups lookups() {
        return new Lookups(inMemory.sum(), inFolder.sum(), asked.sum());
    }

    /** What one question sees; files whose metadata only a build can tell are unusable. */
    public CatalogSource source(Scope scope) {
        return new CatalogSource(this, scope, table(scope), clock.instant());
    }

    /** Gives up what is being fetched ahead. */
    @Override
    public void close() {
        ahead.shutdownNow();
    }

    Texts texts() {
        return texts;
    }

    MetadataCompiler metadata() {
        return metadata;
    }

    private ScopeTable table(Scope scope) {
        long before = scope.asOf() == null ? Long.MAX_VALUE : Micros.ceiling(scope.asOf());
        ScopeKey key = new ScopeKey(scope.target(), scope.wheelsOnly(), before);
        ScopeTable known = scopes.get(key);
        if (known != null) {
            return known;
        }
        if (scopes.size() >= MOST_SCOPES) {
            scopes.clear();
            targets.clear();
        }
        TargetTable target = targets.computeIfAbsent(scope.target(), t -> new TargetTable(t, texts));
        return scopes.computeIfAbsent(key, k -> new ScopeTable(target, scope.wheelsOnly(), before));
    }

    /** The project's page if it is in memory and young enough; null otherwise. */
    @Nullable
    State inMemory(ProjectName project) {
        Cell cell = cells.get(project);
        State state = cell == null ? null : cell.current;
        return state != null && isFresh(state, clock.instant()) ? state : null;
    }

    /** The project's page if nobody need be asked for it: it is in memory or in the folder, and young enough; null otherwise. */
    @Nullable
    State atHand(ProjectName project) {
        State state = inMemory(project);
        if (state != null) {
            inMemory.increment();
            return state;
        }
        Cell cell = cell(project);
        if (cell.current != null || cell.flight.get() != null) {
            return null;
        }
        State kept = kept(folder.open(project), clock.instant());
        if (kept != null && cell.takeFirst(kept)) {
            inFolder.increment();
            return kept;
        }
        return inMemory(project);
    }

    /**
     * The project's page, not older than the greatest age, unless the index could not be asked and something else answered. One request serves all
     * who wait.
     *
     * @throws org.compatserver.index.IndexFault if it is not at hand and the index cannot be asked
     */
    State state(ProjectName project) {
        Cell cell = cell(project);
        State state = cell.current;
        if (state != null && isFresh(state, clock.instant())) {
            return state;
        }
        CompletableFuture<State> mine = new CompletableFuture<>();
        for (CompletableFuture<State> other = cell.flight.compareAndExchange(null, mine);
                other != null;
                other = cell.flight.compareAndExchange(null, mine)) {
            State found = await(other);
            if (found != null) {
                return found;
            }
            cell.flight.compareAndSet(other, null);
        }
        return lead(project, cell, mine);
    }

    private State lead(ProjectName project, Cell cell, CompletableFuture<State> flight) {
        try {
            State now = refreshed(project, cell.current);
            cell.current = now;
            flight.complete(now);
            return now;
        } catch (RuntimeException | Error fault) {
            flight.completeExceptionally(fault);
            throw fault;
        } finally {
            cell.flight.compareAndSet(flight, null);
        }
    }

    /**
     * Bounded by the time-outs of the index client whose answer is waited for.
     *
     * @return null if whoever asked was told to stop: that says nothing about the page, and another has to ask
     */
    private static @Nullable State await(CompletableFuture<State> flight) {
        try {
            return flight.get();
        } catch (CancellationException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Waiting for a page was cancelled");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException("Asking for a page failed", e.getCause());
        }
    }

    private State refreshed(ProjectName project, @Nullable State former) {
        Instant now = clock.instant();
        if (former != null && isFresh(former, now)) {
            return former;
        }
        CompiledProject compiled = former == null ? folder.open(project) : former.project();
        State kept = former == null ? kept(compiled, now) : null;
        if (kept != null) {
            inFolder.increment();
            return kept;
        }
        if (former == null && compiled != null) {
            Optional<ProjectIndex.Kept> page =
                    index.kept(project).filter(one -> one.digest().equals(compiled.digest()));
            if (page.isPresent()) {
                ProjectIndex.Kept is = page.get();
                inFolder.increment();
                return new State(compiled, is.fetchedAt(), now, is.source(), allowed(is.freshFor(), maxAge), null);
            }
        }
        asked.increment();
        return switch (index.page(project)) {
            case PageAnswer.NoSuchProject(var name, var fetched, var source, var allowed, var fault) -> {
                CompiledProject none = compiled != null && !compiled.known()
                        ? compiled
                        : CompiledProject.unknown(name, folder.metadata(name));
                yield new State(none, fetched, now, source, allowed(allowed, MISSING), fault);
            }
            case PageAnswer.Found(var page, var fetched, var source, var allowed, var fault) -> {
                Duration freshFor = allowed(allowed, maxAge);
                // What a snapshot says must not pass for the index's answer in another process, nor what is stale
                // sooner.
                boolean isForOthers = source != Source.SNAPSHOT && freshFor.compareTo(maxAge) >= 0;
                Instant stamp = isForOthers ? fetched : NOT_FOR_OTHERS;
                if (compiled != null && compiled.known() && compiled.digest().equals(page.digest())) {
                    if (source != Source.SNAPSHOT) {
                        folder.stamp(project, Micros.floor(stamp));
                    }
                    yield new State(compiled, fetched, now, source, freshFor, fault);
                }
                byte[] bytes = ProjectCompiler.compile(page, stamp);
                yield new State(folder.save(project, bytes), fetched, now, source, freshFor, fault);
            }
        };
    }

    /**
     * The state of a compiled page that is young enough; null of others, and of one compiled from a snapshot: how old that is, and whether it may answer, only
     * the index can say.
     */
    private @Nullable State kept(@Nullable CompiledProject compiled, Instant now) {
        if (compiled == null || compiled.fetched() == Micros.floor(NOT_FOR_OTHERS)) {
            return null;
        }
        State kept = new State(compiled, fetched(compiled), now, Source.CACHE, maxAge, null);
        return !kept.fetched().isAfter(now) && now.isBefore(kept.fetched().plus(maxAge)) ? kept : null;
    }

    private static Instant fetched(CompiledProject compiled) {
        Instant fetched = Micros.instant(compiled.fetched());
        return fetched == null ? Instant.EPOCH : fetched;
    }

    /** What the index allows; where it does not say, ours, at most so much. */
    private Duration allowed(@Nullable Duration byIndex, Duration most) {
        if (byIndex == null) {
            return maxAge.compareTo(most) < 0 ? maxAge : most;
        }
        return byIndex.compareTo(LONGEST) > 0 ? LONGEST : byIndex;
    }

    private boolean isFresh(State state, Instant now) {
        return now.isBefore(state.fetched().plus(state.freshFor()))
                || state.source() != Source.LIVE && now.isBefore(state.asked().plus(PATIENCE));
    }

    private Cell cell(ProjectName project) {
        Cell cell = cells.get(project);
        if (cell == null) {
            if (cells.size() >= MOST_PROJECTS) {
                forgetHalf();
            }
            cell = cells.computeIfAbsent(project, name -> new Cell());
        }
        cell.lastUsed = clock.millis();
        return cell;
    }

    private void forgetHalf() {
        List<Map.Entry<ProjectName, Cell>> oldestFirst = cells.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().lastUsed))
                .limit(MOST_PROJECTS / 2)
                .toList();
        oldestFirst.forEach(entry -> {
            cells.remove(entry.getKey());
            folder.forget(entry.getKey());
        });
    }

    /** The names of known projects whose pages are in memory, and of all in the folder or in what the index has at hand. */
    Set<ProjectName> namesAtHand() {
        Set<ProjectName> names = new HashSet<>(index.namesAtHand());
        names.addAll(folder.projects());
        cells.forEach((name, cell) -> {
            State state = cell.current;
            if (state != null && state.project().known()) {
                names.add(name);
            }
        });
        return names;
    }

    /** Which of these the index knows, in the same order; one that is not found out in time, or faults, is not among them. */
    List<ProjectName> known(List<ProjectName> projects, Duration patience) {
        Map<ProjectName, Boolean> found = new ConcurrentHashMap<>();
        CountDownLatch open = new CountDownLatch(projects.size());
        for (ProjectName project : projects) {
            ahead(() -> {
                try {
                    found.put(project, state(project).project().known());
                } finally {
                    open.countDown();
                }
            });
        }
        try {
            boolean _ = open.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Waiting for pages was cancelled");
        }
        return projects.stream().filter(name -> found.getOrDefault(name, false)).toList();
    }

    /** Runs something meanwhile. What goes wrong there is silent: whoever really needs the result will ask, and be told. */
    void ahead(Runnable task) {
        if (ahead.isShutdown()) {
            return;
        }
        try {
            ahead.execute(() -> {
                try {
                    permits.acquire();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                try {
                    task.run();
                } catch (RuntimeException silent) {
                    return;
                } finally {
                    permits.release();
                }
            });
        } catch (java.util.concurrent.RejectedExecutionException closed) {
            return;
        }
    }
}
