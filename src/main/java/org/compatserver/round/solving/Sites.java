package org.compatserver.round.solving;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.engine.solving.World;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.PackageNode;

/** The projects of a target by number. Safe for many threads. */
final class Sites {
    private final ReleaseSource source;
    private final World world;
    private final Set<ProjectName> undisputed;
    private final Map<PackageNode, Site> sites = new ConcurrentHashMap<>();
    private final Map<String, String> words = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    /** @param undisputed what is not read for boxes */
    Sites(ReleaseSource source, World world, Set<ProjectName> undisputed) {
        this.source = source;
        this.world = world;
        this.undisputed = undisputed;
    }

    /** The pessimistic world. */
    World world() {
        return world;
    }

    boolean isUndisputed(ProjectName project) {
        return undisputed.contains(project);
    }

    /** How a requirement is told, as it is written in metadata. */
    String words(String source) {
        String known = words.get(source);
        return known == null ? words.computeIfAbsent(source, Words::requirement) : known;
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
