package org.compatserver.round.solving;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.engine.solving.World;
import org.compatserver.resolver.spi.PackageNode;

/** The projects of a target by number. Safe for many threads. */
final class Sites {
    private final ReleaseSource source;
    private final World world;
    private final Map<PackageNode, Site> sites = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    Sites(ReleaseSource source, World world) {
        this.source = source;
        this.world = world;
    }

    /** The pessimistic world. */
    World world() {
        return world;
    }

    /** May wait for the index. */
    Site of(PackageNode key) {
        Site known = sites.get(key);
        if (known != null) {
            return known;
        }
        Site base = key.extra() == null ? null : of(PackageNode.of(key.project()));
        Site made = new Site(next.getAndIncrement(), key, base, this, source);
        Site other = sites.putIfAbsent(key, made);
        return other == null ? made : other;
    }
}
