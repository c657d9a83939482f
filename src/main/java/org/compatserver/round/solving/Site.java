package org.compatserver.round.solving;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.Admission;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/** A project, or a project with one extra, with what its versions require as they are read. Shared by all pairs of a target; safe for many threads. */
final class Site {
    private static final Needs NONE = new Needs(new Site[0], new VersionSet[0], List.of(), true, false);

    /** Its place in arrays; which one it gets depends on who is first, so nothing that is shown does on it. */
    final int id;

    final PackageNode key;
    final Releases releases;
    /** What any set can have of it. */
    final VersionSet possible;
    /** The project without extra: itself, unless it has one. */
    final Site base;

    /** Whether what its versions require is left aside where boxes are drawn. */
    final boolean isUndisputed;

    /** Whether a site of the same project with an extra was met. */
    private volatile boolean extended;

    private static final int MOST_DEMANDS = 512;

    private final Sites sites;
    private final Map<VersionSet, Demand> demands = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<@Nullable Needs> needs;

    /**
     * What a version requires.
     *
     * @param targets each once
     * @param allowed of each target the versions that all requirements on it allow
     * @param requirements as the metadata has them
     * @param usable whether it can be installed, or may turn out to be
     * @param unknowable whether that only a build can tell; nothing is required then
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Needs(
            Site[] targets, VersionSet[] allowed, List<Dependency> requirements, boolean usable, boolean unknowable) {
        /** The place of a target; -1 where it is not required. */
        int place(Site target) {
            for (int i = 0; i < targets.length; i++) {
                if (targets[i].id == target.id) {
                    return i;
                }
            }
            return -1;
        }
    }

    /**
     * What all of some versions require.
     *
     * @param targets what each of them requires
     * @param allowed within which versions
     * @param all whatever any of them requires, by number, ascending
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Demand(Site[] targets, VersionSet[] allowed, int[] all) {}

    Site(int id, PackageNode key, @Nullable Site base, Sites sites, ReleaseSource source) {
        this.id = id;
        this.key = key;
        this.base = base == null ? this : base;
        this.sites = sites;
        this.base.extended |= base != null;
        this.isUndisputed = sites.isUndisputed(key.project());
        this.releases = base == null ? source.releases(key.project()) : base.releases;
        this.possible = releases.constraint() == null
                ? releases.usable()
                : releases.usable().and(releases.constraint().allowed());
        this.needs = new AtomicReferenceArray<>(Math.max(1, releases.versions().size()));
    }

    ProjectName project() {
        return key.project();
    }

    boolean isExtended() {
        return extended;
    }

    int size() {
        return possible.size();
    }

    /** Whether the version may be had whatever clauses say of its kind: it is neither a pre-release nor yanked. */
    boolean isAlwaysAdmitted(int position) {
        return Admission.isAlwaysAdmitted(releases, position);
    }

    Needs needs(int position) {
        Needs known = needs.get(position);
        if (known == null) {
            known = read(position);
            needs.set(position, known);
        }
        return known;
    }

    private Needs read(int position) {
        return switch (sites.world().dependencies(key, position)) {
            case Dependencies.Unusable(var reason) ->
                reason instanceof Unavailable.Unknowable
                        ? new Needs(NONE.targets(), NONE.allowed(), List.of(), true, true)
                        : new Needs(NONE.targets(), NONE.allowed(), List.of(), false, false);
            case Dependencies.Known(List<Dependency> requirements) -> known(position, requirements);
        };
    }

    private Needs known(int position, List<Dependency> requirements) {
        List<Site> targets = new ArrayList<>(requirements.size());
        List<VersionSet> allowed = new ArrayList<>(requirements.size());
        for (Dependency requirement : requirements) {
            VersionSet within = requirement.clause().allowed();
            if (requirement.target().project().equals(key.project()) && !within.contains(position)) {
                return new Needs(NONE.targets(), NONE.allowed(), requirements, false, false);
            }
            Site target = sites.of(requirement.target());
            int place = targets.indexOf(target);
            if (place < 0) {
                targets.add(target);
                allowed.add(within);
            } else {
                allowed.set(place, allowed.get(place).and(within));
            }
        }
        return requirements.isEmpty()
                ? NONE
                : new Needs(
                        targets.toArray(new Site[0]), allowed.toArray(new VersionSet[0]), requirements, true, false);
    }

    /** How a requirement is told. */
    String words(Dependency requirement) {
        return sites.words(requirement.source());
    }

    /** What all of some versions require, each within what any of them allows. */
    Demand demand(VersionSet versions) {
        Demand known = demands.get(versions);
        if (known == null) {
            known = demanded(versions);
            if (demands.size() < MOST_DEMANDS) {
                demands.put(versions, known);
            }
        }
        return known;
    }

    private Demand demanded(VersionSet versions) {
        int first = versions.highest();
        Needs newest = needs(first);
        SortedSet<Integer> all = new TreeSet<>();
        @Nullable VersionSet[] allowed = newest.allowed().clone();
        for (int p = first; p >= 0; p = versions.below(p)) {
            Needs other = needs(p);
            for (int i = 0; i < allowed.length; i++) {
                VersionSet known = allowed[i];
                int place = known == null ? -1 : other.place(newest.targets()[i]);
                allowed[i] = known == null || place < 0 ? null : known.or(other.allowed()[place]);
            }
            for (Site target : other.targets()) {
                all.add(target.id);
            }
        }
        List<Site> forced = new ArrayList<>();
        List<VersionSet> within = new ArrayList<>();
        for (int i = 0; i < allowed.length; i++) {
            VersionSet left = allowed[i];
            if (left != null) {
                forced.add(newest.targets()[i]);
                within.add(left);
            }
        }
        return new Demand(
                forced.toArray(new Site[0]),
                within.toArray(new VersionSet[0]),
                all.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
