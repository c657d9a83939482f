package org.compatserver.round.solving;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.compatserver.engine.solving.Ask;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/** A package, with what was learned of it beside all partners. Safe for many threads. */
final class Party {
    private static final int MOST_LEMMAS = 64;
    private static final int MOST_KITS = 256;

    final Solo solo;
    final Ask ask;
    final Site site;
    final Rungs rungs;
    private final Map<Long, Box> boxes = new ConcurrentHashMap<>();
    private final Map<Under, Attempt> attempts = new ConcurrentHashMap<>();
    private final List<Lemma> lemmas = new CopyOnWriteArrayList<>();

    Party(Solo solo, Ask ask, Site site, Rungs rungs) {
        this.solo = solo;
        this.ask = ask;
        this.site = site;
        this.rungs = rungs;
    }

    /** Rungs from one to another, both in. */
    record Span(int low, int high) {
        boolean isWithin(Span other) {
            return low >= other.low && high <= other.high;
        }
    }

    /** The package within a span, while other projects, where they are there, are kept to certain versions. */
    record Under(Span span, Map<Site, VersionSet> kept) {}

    /** What the package comes to by itself. */
    sealed interface Attempt {
        /** There is a set. */
        record Found(Kit kit) implements Attempt {}

        /** There is none, whatever clauses admit and builds tell. */
        record Never() implements Attempt {}

        /** Neither is known. */
        record Open() implements Attempt {}
    }

    /** The package cannot be within a span while the projects are kept to these versions, or are not there. */
    record Lemma(Span span, Map<Site, VersionSet> kept) {
        boolean covers(Span asked, Forcing forcing) {
            if (!asked.isWithin(span)) {
                return false;
            }
            for (Map.Entry<Site, VersionSet> one : kept.entrySet()) {
                VersionSet domain = forcing.domain(one.getKey());
                if (domain == null || !domain.isSubsetOf(one.getValue())) {
                    return false;
                }
            }
            return true;
        }
    }

    VersionSet positions(Span span) {
        return rungs.between(span.low(), span.high());
    }

    Box box(Span span, Forcing forcing) {
        long key = ((long) span.low() << Integer.SIZE) | span.high();
        Box known = boxes.get(key);
        if (known == null) {
            known = forcing.box(ask, positions(span));
            boxes.put(key, known);
        }
        return known;
    }

    @Nullable
    Attempt known(Under under) {
        return attempts.get(under);
    }

    void learn(Under under, Attempt attempt) {
        if (attempts.size() < MOST_KITS) {
            attempts.putIfAbsent(under, attempt);
        }
    }

    void learn(Lemma lemma) {
        if (lemmas.size() < MOST_LEMMAS) {
            lemmas.add(lemma);
        }
    }

    boolean isNever(Span span, Forcing forcing) {
        for (Lemma lemma : lemmas) {
            if (lemma.covers(span, forcing)) {
                return true;
            }
        }
        return false;
    }
}
