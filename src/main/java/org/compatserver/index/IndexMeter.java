package org.compatserver.index;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts where answers about pages and metadata came from, and what failed; for whoever watches the program. Safe for many threads. */
public final class IndexMeter {
    private final Map<Event, LongAdder> events = new EnumMap<>(Event.class);
    private final Map<IndexFault.Kind, LongAdder> faults = new EnumMap<>(IndexFault.Kind.class);

    public IndexMeter() {
        for (Event event : Event.values()) {
            events.put(event, new LongAdder());
        }
        for (IndexFault.Kind kind : IndexFault.Kind.values()) {
            faults.put(kind, new LongAdder());
        }
    }

    /** Where an answer came from. */
    public enum Event {
        /** A page that this process had read, young enough. */
        PAGE_MEMORY,
        /** A page in the cache folder, young enough. */
        PAGE_DISK,
        /** A page that the index was asked for, and sent. */
        PAGE_FETCHED,
        /** A page at hand that the index was asked about, and confirmed (304). */
        PAGE_CONFIRMED,
        /** A page at hand that answered because the index could not, or must not, be asked. */
        PAGE_STALE,
        /** Metadata of a file that was at hand. */
        METADATA_KEPT,
        /** Metadata of a file that was fetched. */
        METADATA_FETCHED
    }

    /** One more. */
    public void count(Event event) {
        adder(events, event).increment();
    }

    /** One more fault, whether something else answered or not. */
    public void count(IndexFault.Kind kind) {
        adder(faults, kind).increment();
    }

    /** How many since this process began. */
    public long of(Event event) {
        return adder(events, event).sum();
    }

    /** The same of faults. */
    public long of(IndexFault.Kind kind) {
        return adder(faults, kind).sum();
    }

    private static <E extends Enum<E>> LongAdder adder(Map<E, LongAdder> adders, E one) {
        LongAdder adder = adders.get(one);
        if (adder == null) {
            throw new IllegalArgumentException("Not counted: " + one);
        }
        return adder;
    }
}
