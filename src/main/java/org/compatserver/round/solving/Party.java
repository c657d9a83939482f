package org.compatserver.round.solving;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.compatserver.engine.solving.Ask;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/** A package, with what was learned of it beside all partners. Safe for many threads. */
final class Party {
    private static final int MOST_LEMMAS = 64;
    private static final int MOST_ATTEMPTS = 256;
    private static final int MOST_KITS = 32;
    private static final int MOST_BOXES = 1024;

    final Solo solo;
    final Ask ask;
    final Site site;
    final Rungs rungs;
    private final Map<Long, Box> boxes = new ConcurrentHashMap<>();
    private final Map<Under, Attempt> attempts = new ConcurrentHashMap<>();
    private final List<Lemma> lemmas = new CopyOnWriteArrayList<>();
    private final List<Kit> kits = new CopyOnWriteArrayList<>();

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
    record Under(Span span, Map<Site, VersionSet> kept) {
        private boolean holds(Kit kit) {
            for (Map.Entry<Site, VersionSet> one : kept.entrySet()) {
                int position = kit.position(one.getKey());
                if (position >= 0 && !one.getValue().contains(position)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** What the package comes to by itself. */
    sealed interface Attempt {
        /** There is a set. */
        record Found(Kit kit) implements Attempt {}

        /** There is none, whatever clauses admit and builds tell. */
        record Never() implements Attempt {}

        /** Neither is known: it is a matter of what clauses admit or builds tell, or its share of the budget was spent. */
        record Open() implements Attempt {}
    }

    /** The package cannot be within a span while the projects are kept to these versions, or are not there. */
    record Lemma(Span span, Map<Site, VersionSet> kept) {
        boolean covers(Span asked, Function<Site, @Nullable VersionSet> known) {
            if (!asked.isWithin(span)) {
                return false;
            }
            for (Map.Entry<Site, VersionSet> one : kept.entrySet()) {
                VersionSet domain = known.apply(one.getKey());
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
            known = forcing.box(ask, positions(span), span.low() == rungs.top());
            if (boxes.size() < MOST_BOXES) {
                boxes.put(key, known);
            }
        }
        return known;
    }

    /** What is known of it, found for this or for something else. */
    @Nullable
    Attempt known(Under under) {
        Attempt known = attempts.get(under);
        boolean isPlain =
                under.kept().isEmpty() && under.span().low() == under.span().high();
        if (known != null || isPlain) {
            return known;
        }
        for (Lemma lemma : lemmas) {
            if (lemma.covers(under.span(), under.kept()::get)) {
                return new Attempt.Never();
            }
        }
        VersionSet within = positions(under.span());
        for (Kit kit : kits) {
            if (within.contains(kit.position(site)) && under.holds(kit)) {
                return new Attempt.Found(kit);
            }
        }
        return null;
    }

    void learn(Under under, Attempt attempt) {
        if (attempts.size() < MOST_ATTEMPTS) {
            attempts.putIfAbsent(under, attempt);
        }
        if (attempt instanceof Attempt.Found(Kit kit)) {
            learn(kit);
        }
    }

    void learn(Kit kit) {
        if (kit.plain() && kits.size() < MOST_KITS) {
            kits.add(kit);
        }
    }

    void learn(Lemma lemma) {
        if (lemmas.size() < MOST_LEMMAS) {
            lemmas.add(lemma);
        }
    }

    boolean isNever(Span span, Forcing forcing) {
        for (Lemma lemma : lemmas) {
            if (lemma.covers(span, forcing::domain)) {
                return true;
            }
        }
        return false;
    }
}
