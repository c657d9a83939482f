package org.compatserver.index;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import okhttp3.Response;
import org.compatserver.index.IndexFault.Kind;
import org.compatserver.index.IndexMeter.Event;
import org.compatserver.index.ProjectIndex.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Pages by address: from memory, from disk, from the index, in this order. One request serves all who wait for the same page, and outlives the patience of
 * each of them. A page that is young enough, or was just confirmed by the index, is {@link Source#LIVE}; an older one, shown because the index could not be
 * asked or must not be, is {@link Source#CACHE}. Whoever asks for something that faulted asks anew: faults are not kept (a dead host is told by
 * {@link Circuits}).
 */
final class CachedPages {
    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration BRIDGED = Duration.ofSeconds(30);

    private final HttpAccess access;
    private final @Nullable PageStore store;
    private final PagePolicy policy;
    private final InstantSource clock;
    private final Map<URI, CompletableFuture<Answer>> flights = new ConcurrentHashMap<>();
    private final Map<URI, SoftReference<Remembered>> memory = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, SoftReference<Remembered>> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    CachedPages(HttpAccess access, @Nullable PageStore store, PagePolicy policy, InstantSource clock) {
        this.access = access;
        this.store = store;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * What the page says.
     *
     * @param content null when there is no such page
     * @param freshUntil until when it may be used without asking; null where whoever asks decides
     * @param insteadOf why the index itself did not answer; null where it did, or need not be asked
     */
    record Answer(
            @Nullable PageContent content,
            Instant fetchedAt,
            Source source,
            @Nullable Instant freshUntil,
            @Nullable IndexFault insteadOf) {}

    /**
     * A page that was understood.
     *
     * @param page without its body
     * @param content null when there is no such page
     * @param bridge null when it does not stand in for an index that failed
     */
    private record Remembered(
            StoredPage page,
            @Nullable PageContent content,
            @Nullable Bridge bridge) {}

    /**
     * How a page stands in for an index that failed.
     *
     * @param until when the index is asked again
     */
    private record Bridge(Instant until, IndexFault fault) {}

    /** The page, in a while; fails with {@link IndexFault}. */
    CompletableFuture<Answer> ask(URI address) {
        Optional<Answer> known = fresh(address);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        CompletableFuture<Answer> flight = new CompletableFuture<>();
        @Nullable CompletableFuture<Answer> others = flights.putIfAbsent(address, flight);
        if (others != null) {
            return others;
        }
        Thread.startVirtualThread(() -> fly(address, flight));
        return flight;
    }

    /**
     * Waits for a page.
     *
     * @throws IndexFault with which it failed
     * @throws CancellationException if this thread is interrupted
     */
    static Answer await(CompletableFuture<Answer> flight) {
        try {
            return flight.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Waiting for the index was cancelled");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IndexFault fault) {
                throw new IndexFault(fault.kind(), String.valueOf(fault.getMessage()), fault);
            }
            throw new IllegalStateException("Reading a page of the index failed", e.getCause());
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever happens, those who wait must hear of it
    private void fly(URI address, CompletableFuture<Answer> flight) {
        try {
            // someone else may have landed between the look and the start
            Answer answer = fresh(address).orElseGet(() -> load(address));
            flights.remove(address, flight);
            flight.complete(answer);
        } catch (Throwable e) {
            if (e instanceof IndexFault fault) {
                access.meter().count(fault.kind());
            }
            flights.remove(address, flight);
            flight.completeExceptionally(e);
        }
    }

    /** What {@link #ask} would answer, if it need not ask the index, without what the page says; empty where that cannot be told. */
    Optional<StoredPage> kept(URI address) {
        Optional<StoredPage> known = recall(address).map(Remembered::page);
        if (known.isEmpty() && store != null) {
            known = store.readHeader(address);
        }
        return known.filter(page -> policy.offline() || isFresh(page));
    }

    Instant freshUntil(StoredPage page) {
        return page.fetchedAt().plus(policy.freshFor(page));
    }

    /** Where the page of {@link #kept} comes from. */
    Source sourceOfKept() {
        return policy.offline() ? Source.CACHE : Source.LIVE;
    }

    private Optional<Answer> fresh(URI address) {
        if (policy.offline()) {
            return recall(address).map(known -> answer(known, Source.CACHE, Event.PAGE_STALE));
        }
        Optional<Remembered> known = recall(address);
        if (known.isPresent() && known.get().bridge != null && clock.instant().isBefore(known.get().bridge.until)) {
            return Optional.of(answer(known.get(), Source.CACHE, Event.PAGE_STALE));
        }
        return known.filter(page -> isFresh(page.page)).map(page -> answer(page, Source.LIVE, Event.PAGE_MEMORY));
    }

    private Answer load(URI address) {
        Optional<Remembered> kept = recall(address).or(() -> fromStore(address));
        kept.ifPresent(page -> remember(address, page));
        if (policy.offline()) {
            return answer(
                    kept.orElseThrow(() -> new IndexFault(
                            Kind.OFFLINE,
                            Addresses.shown(address) + " is not in the cache, and --offline forbids to ask for it")),
                    Source.CACHE,
                    Event.PAGE_STALE);
        }
        if (kept.isPresent() && isFresh(kept.get().page)) {
            return answer(kept.get(), Source.LIVE, Event.PAGE_DISK);
        }
        try {
            return fetch(address, kept);
        } catch (IndexFault fault) {
            if (kept.isEmpty() || !mayBeBridged(fault.kind())) {
                throw fault;
            }
            access.meter().count(fault.kind());
            LoggerFactory.getLogger(CachedPages.class)
                    .info("A kept page of {} answers: {}", kept.get().page.fetchedAt(), fault.getMessage());
            Bridge bridge = new Bridge(clock.instant().plus(BRIDGED), fault);
            Remembered standIn = new Remembered(kept.get().page, kept.get().content, bridge);
            remember(address, standIn);
            return answer(standIn, Source.CACHE, Event.PAGE_STALE);
        }
    }

    /** A refusal of credentials is for the user to hear, whatever is kept. */
    private static boolean mayBeBridged(Kind kind) {
        return switch (kind) {
            case UNREACHABLE, FAILED, MALFORMED -> true;
            case NOT_CONFIGURED, UNAUTHORIZED, OFFLINE -> false;
        };
    }

    private Optional<Remembered> fromStore(URI address) {
        if (store == null) {
            return Optional.empty();
        }
        return store.read(address).flatMap(page -> {
            try {
                return Optional.of(understood(page));
            } catch (IndexFault e) {
                LoggerFactory.getLogger(CachedPages.class).debug("A kept page is not understood", e);
                return Optional.empty();
            }
        });
    }

    private Answer fetch(URI address, Optional<Remembered> kept) {
        StoredPage.@Nullable Validators validators =
                kept.map(known -> known.page.validators()).orElse(null);
        Received received =
                access.page(address, headers(validators), (response, place) -> received(response, place, kept));
        remember(address, received.answer);
        if (store != null && !MaxAge.NOT_STORED.equals(received.answer.page.maxAge())) {
            received.toStore
                    .or(() -> confirmedInStore(store, address, received.answer))
                    .ifPresent(page -> store.write(address, page));
        }
        return answer(received.answer, Source.LIVE, received.event());
    }

    private static Optional<StoredPage> confirmedInStore(PageStore store, URI address, Remembered answer) {
        return store.read(address).map(page -> page.confirmed(answer.page.fetchedAt(), answer.page.maxAge()));
    }

    /**
     * What came from the index.
     *
     * @param toStore empty when it confirmed what is stored
     */
    private record Received(Remembered answer, Optional<StoredPage> toStore) {
        Event event() {
            return toStore.isEmpty() ? Event.PAGE_CONFIRMED : Event.PAGE_FETCHED;
        }
    }

    private static Map<String, String> headers(StoredPage.@Nullable Validators validators) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", PageContent.ACCEPTED);
        // what lies between us and the index must not answer for it
        headers.put("Cache-Control", "max-age=0");
        if (validators != null && validators.etag() != null) {
            headers.put("If-None-Match", validators.etag());
        } else if (validators != null && validators.lastModified() != null) {
            headers.put("If-Modified-Since", validators.lastModified());
        }
        return headers;
    }

    private Received received(Response response, URI place, Optional<Remembered> kept) throws IOException {
        Instant now = clock.instant();
        @Nullable Duration maxAge = MaxAge.of(response.header("Cache-Control"), response.header("Age"));
        if (response.code() == 304 && kept.isPresent()) {
            StoredPage confirmed = kept.get().page.confirmed(now, maxAge);
            return new Received(new Remembered(confirmed, kept.get().content, null), Optional.empty());
        }
        URI address = withoutQuery(place);
        boolean exists = !HttpAccess.isMissing(response);
        if (exists && response.code() != 200) {
            throw PageContent.malformed(address, "answered " + response.code() + " to what was not asked", null);
        }
        StoredPage page = new StoredPage(
                exists,
                address,
                now,
                maxAge,
                new StoredPage.Validators(response.header("ETag"), response.header("Last-Modified")),
                response.header("Content-Type"),
                null,
                exists ? HttpAccess.readAll(response, address, policy.mostPageBytes()) : new byte[0]);
        Remembered understood = understood(page);
        return new Received(understood, Optional.of(page.withDigest(understood.page.digest())));
    }

    private static URI withoutQuery(URI address) {
        return address.getRawQuery() == null ? address : URI.create(Addresses.shown(address));
    }

    private static Remembered understood(StoredPage page) {
        @Nullable
        PageContent content = page.exists() ? PageContent.read(page.contentType(), page.address(), page.body()) : null;
        return new Remembered(page.withoutBody().withDigest(content == null ? null : content.digest()), content, null);
    }

    private boolean isFresh(StoredPage page) {
        Duration age = Duration.between(page.fetchedAt(), clock.instant());
        // a page of the future was written under another clock
        return !age.isNegative() && age.compareTo(policy.freshFor(page)) < 0;
    }

    private Answer answer(Remembered known, Source source, Event event) {
        access.meter().count(event);
        Instant fetchedAt = known.page.fetchedAt();
        @Nullable IndexFault fault = source == Source.LIVE || known.bridge == null ? null : known.bridge.fault;
        return new Answer(known.content, fetchedAt, source, freshUntil(known.page), fault);
    }

    private Optional<Remembered> recall(URI address) {
        synchronized (memory) {
            SoftReference<Remembered> reference = memory.get(address);
            return reference == null ? Optional.empty() : Optional.ofNullable(reference.get());
        }
    }

    private void remember(URI address, Remembered page) {
        synchronized (memory) {
            memory.put(address, new SoftReference<>(page));
        }
    }
}
