package org.compatserver.round.solving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.compatserver.engine.solving.Ask;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.round.solving.Box.Contribution;
import org.compatserver.round.solving.Site.Demand;
import org.compatserver.round.solving.Site.Needs;
import org.jspecify.annotations.Nullable;

/**
 * Draws what is forced, by unit propagation where everything usable is admitted (walk.md, "Boxes"): a version whose requirement cannot be met falls out; what all
 * versions left of a forced project require is forced. For one thread.
 */
final class Forcing {
    /** Of a project with more versions left it is not asked what all of them require: each would have to be read. */
    static final int MOST_VERSIONS = 32;

    private static final int[] NOTHING = {};

    private final Sites sites;
    private @Nullable VersionSet[] domains = new VersionSet[256];
    private int[][] targets = new int[256][];
    private int[] depths = new int[256];
    private Contributions[] contributions = new Contributions[256];
    private boolean[] waiting = new boolean[256];
    private final ArrayDeque<Site> changed = new ArrayDeque<>();
    private final List<Site> forced = new ArrayList<>();
    private @Nullable Trace trace;
    private boolean keeping;

    Forcing(Sites sites) {
        this.sites = sites;
    }

    /** What narrowed a site. */
    private static final class Contributions {
        private final List<Contribution> all = new ArrayList<>(2);
    }

    /** Is told of each step, for whoever wants to know why. */
    interface Trace {
        /** Every version left of {@code by} requires the site within {@code allowed}, or the two are one project ({@code allowed} then is what is left of the other). */
        void narrowed(Site site, Site by, VersionSet versions, VersionSet allowed);

        /** The site's version falls out, since what it requires of the target, or with it, cannot be. */
        void fellOut(Site site, int position, @Nullable Site target);
    }

    /**
     * What a package forces, being at one of the positions; {@link Box#IMPOSSIBLE} if that cannot be.
     *
     * @param explained whether it is to be told what narrowed each project
     */
    Box box(Ask ask, VersionSet positions, boolean explained) {
        clear();
        keeping = explained;
        return seed(ask, positions) && run() ? taken() : Box.IMPOSSIBLE;
    }

    /**
     * What two force together; what {@link #domain} says holds until the next call.
     *
     * @return false if nothing can be
     */
    boolean join(Box one, Box other) {
        clear();
        load(one);
        for (int i = 0; i < other.sites().length; i++) {
            Site site = other.sites()[i];
            VersionSet known = at(site);
            if (known == null) {
                load(other, i);
            } else {
                VersionSet both = known.and(other.domains()[i]);
                if (both.isEmpty()) {
                    return false;
                }
                if (!both.equals(known) || !both.equals(other.domains()[i])) {
                    domains[site.id] = both;
                    changed(site);
                }
            }
        }
        return run();
    }

    /** What two packages force together, with every step told; false if nothing can be. */
    boolean traced(Ask first, VersionSet positions, Ask second, VersionSet others, Trace told) {
        clear();
        trace = told;
        try {
            return seed(first, positions) && seed(second, others) && run();
        } finally {
            trace = null;
        }
    }

    /** Within which versions the site is forced by what was drawn last; null where it is not. */
    @Nullable
    VersionSet domain(Site site) {
        return at(site);
    }

    private boolean seed(Ask ask, VersionSet positions) {
        Site root = sites.of(ask.node());
        if (!narrow(root, ask.clause().allowed().and(positions), 0)) {
            return false;
        }
        for (Extra extra : ask.requirement().extras()) {
            Site site = sites.of(new PackageNode(ask.project(), extra));
            if (!narrow(site, ask.clause().allowed().and(positions), 0)) {
                return false;
            }
        }
        return true;
    }

    private void load(Box box) {
        for (int i = 0; i < box.sites().length; i++) {
            load(box, i);
        }
    }

    private void load(Box box, int place) {
        Site site = box.sites()[place];
        reserve(site);
        domains[site.id] = box.domains()[place];
        targets[site.id] = box.targets()[place];
        forced.add(site);
    }

    private boolean run() {
        for (Site site = changed.poll(); site != null; site = changed.poll()) {
            waiting[site.id] = false;
            if (!examine(site)) {
                return false;
            }
            for (int i = 0; i < forced.size(); i++) {
                Site other = forced.get(i);
                if (Arrays.binarySearch(targets[other.id], site.id) >= 0 && !examine(other)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Draws what follows from what is left of the site. */
    private boolean examine(Site site) {
        if (!sameVersion(site)) {
            return false;
        }
        VersionSet left = left(site);
        if (left.count() > MOST_VERSIONS || site.isUndisputed) {
            return true;
        }
        VersionSet standing = standing(site, left);
        if (!standing.equals(left) && !set(site, standing)) {
            return false;
        }
        return require(site, standing);
    }

    private boolean sameVersion(Site site) {
        if (site.base.id == site.id) {
            for (int i = 0; i < forced.size() && site.isExtended(); i++) {
                Site other = forced.get(i);
                if (other.base.id == site.id && other.id != site.id && !same(other, site)) {
                    return false;
                }
            }
            return true;
        }
        return narrowedBy(site.base, site, left(site), depths[site.id]) && same(site, site.base);
    }

    private boolean same(Site site, Site other) {
        return narrowedBy(site, other, left(other), depths[site.id]);
    }

    private boolean narrowedBy(Site site, Site by, VersionSet allowed, int depth) {
        if (trace != null && (at(site) == null || !left(site).isSubsetOf(allowed))) {
            trace.narrowed(site, by, left(by), allowed);
        }
        return narrow(site, allowed, depth);
    }

    /** The versions whose requirements can be met, as far as can be seen. */
    private VersionSet standing(Site site, VersionSet left) {
        VersionSet standing = left;
        for (int p = left.highest(); p >= 0; p = left.below(p)) {
            Needs needs = site.needs(p);
            Site obstacle = needs.usable() ? obstacle(needs) : site;
            if (obstacle != null) {
                standing = standing.minus(VersionSet.of(left.size(), p));
                if (trace != null) {
                    trace.fellOut(site, p, needs.usable() ? obstacle : null);
                }
            }
        }
        return standing;
    }

    private @Nullable Site obstacle(Needs needs) {
        for (int i = 0; i < needs.targets().length; i++) {
            Site target = needs.targets()[i];
            VersionSet domain = at(target);
            if (needs.allowed()[i].isDisjointFrom(domain == null ? target.possible : domain)) {
                return target;
            }
        }
        return null;
    }

    /** Forces what all the versions require. */
    private boolean require(Site site, VersionSet versions) {
        if (versions.isEmpty()) {
            return false;
        }
        Demand demand = site.demand(versions);
        targets[site.id] = demand.all();
        for (int i = 0; i < demand.targets().length; i++) {
            if (!contribute(demand.targets()[i], site, versions, demand.allowed()[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean contribute(Site target, Site by, VersionSet versions, VersionSet allowed) {
        VersionSet known = at(target);
        if (known != null && known.isSubsetOf(allowed)) {
            return true;
        }
        if (trace != null) {
            trace.narrowed(target, by, versions, allowed);
        }
        boolean possible = narrow(target, allowed, depths[by.id] + 1);
        if (keeping) {
            contributions[target.id].all.add(new Contribution(by, allowed));
        }
        return possible;
    }

    private boolean narrow(Site site, VersionSet within, int depth) {
        VersionSet known = at(site);
        if (known == null) {
            reserve(site);
            targets[site.id] = NOTHING;
            depths[site.id] = depth;
            if (keeping) {
                contributions[site.id] = new Contributions();
            }
            forced.add(site);
            return set(site, site.possible.and(within));
        }
        return known.isSubsetOf(within) || set(site, known.and(within));
    }

    private boolean set(Site site, VersionSet left) {
        domains[site.id] = left;
        changed(site);
        return !left.isEmpty();
    }

    private void changed(Site site) {
        if (!waiting[site.id]) {
            waiting[site.id] = true;
            changed.add(site);
        }
    }

    private VersionSet left(Site site) {
        VersionSet left = at(site);
        if (left == null) {
            throw new IllegalStateException(site + " is not forced");
        }
        return left;
    }

    private @Nullable VersionSet at(Site site) {
        return site.id < domains.length ? domains[site.id] : null;
    }

    private void reserve(Site site) {
        if (site.id >= domains.length) {
            int size = Math.max(site.id + 1, 2 * domains.length);
            domains = Arrays.copyOf(domains, size);
            targets = Arrays.copyOf(targets, size);
            depths = Arrays.copyOf(depths, size);
            contributions = Arrays.copyOf(contributions, size);
            waiting = Arrays.copyOf(waiting, size);
        }
    }

    private void clear() {
        for (Site site : forced) {
            domains[site.id] = null;
            waiting[site.id] = false;
        }
        forced.clear();
        changed.clear();
        keeping = false;
    }

    private Box taken() {
        Site[] sorted = forced.toArray(new Site[0]);
        Arrays.sort(sorted, Comparator.comparingInt(site -> site.id));
        VersionSet[] left = new VersionSet[sorted.length];
        int[][] required = new int[sorted.length][];
        int[] steps = new int[sorted.length];
        List<List<Contribution>> by = new ArrayList<>(keeping ? sorted.length : 0);
        for (int i = 0; i < sorted.length; i++) {
            left[i] = left(sorted[i]);
            required[i] = targets[sorted[i].id];
            steps[i] = depths[sorted[i].id];
            if (keeping) {
                by.add(List.copyOf(contributions[sorted[i].id].all));
            }
        }
        return new Box(sorted, left, required, List.copyOf(by), steps);
    }
}
