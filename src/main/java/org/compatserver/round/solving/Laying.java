package org.compatserver.round.solving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.compatserver.engine.solving.Ask;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.resolver.Admission;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.round.solving.Site.Needs;
import org.jspecify.annotations.Nullable;

/**
 * Lays one set over another and looks whether what is asked for makes a set of it: each version reached has what it requires, and each is admitted by the clauses
 * of all that is reached. What is not reached is left out. For one thread.
 */
final class Laying {
    private static final int ABSENT = -1;

    private final Sites sites;
    private int[] positions = new int[256];
    private boolean[] reached = new boolean[256];
    private final List<Site> laid = new ArrayList<>();
    private final List<Site> order = new ArrayList<>();
    private final List<Site> conditional = new ArrayList<>();
    private @Nullable Obstacle obstacle;

    Laying(Sites sites) {
        this.sites = sites;
        Arrays.fill(positions, ABSENT);
    }

    /**
     * What kept two sets from being one.
     *
     * @param by who requires something that is not there; null where a version is not admitted, or cannot be had
     * @param place which of its requirements
     */
    record Obstacle(@Nullable Site by, int position, int place) {}

    /** Whether the first set laid over the second is a set with all that is asked for. */
    boolean fits(Kit over, Kit under, List<Ask> asks) {
        clear();
        lay(under);
        lay(over);
        for (Ask ask : asks) {
            Site root = sites.of(ask.node());
            if (!has(root) || !ask.clause().allowed().contains(positions[root.id])) {
                return fails(null, ABSENT, 0);
            }
            reach(root);
            for (Extra extra : ask.requirement().extras()) {
                reach(sites.of(new PackageNode(ask.project(), extra)));
            }
        }
        return isClosed() && isAdmitted(asks);
    }

    /** The version of a project in what was laid last, reached or not; -1 where there is none. */
    int position(Site site) {
        return has(site) ? positions[site.base.id] : ABSENT;
    }

    /** Why it did not fit. */
    @Nullable
    Obstacle obstacle() {
        return obstacle;
    }

    private void lay(Kit kit) {
        for (int i = 0; i < kit.sites().length; i++) {
            Site site = kit.sites()[i];
            reserve(site.id);
            if (positions[site.id] == ABSENT) {
                laid.add(site);
            }
            positions[site.id] = kit.positions()[i];
        }
    }

    private boolean isClosed() {
        for (int i = 0; i < order.size(); i++) {
            Site site = order.get(i);
            int position = positions[site.base.id];
            Needs needs = site.needs(position);
            if (!needs.usable() || needs.unknowable() || !site.possible.contains(position)) {
                return fails(null, position, 0);
            }
            for (int place = 0; place < needs.targets().length; place++) {
                Site target = needs.targets()[place];
                if (!has(target) || !needs.allowed()[place].contains(positions[target.base.id])) {
                    return fails(site, position, place);
                }
                reach(target);
            }
        }
        return true;
    }

    private boolean isAdmitted(List<Ask> asks) {
        for (Site site : conditional) {
            List<Clause> clauses = new ArrayList<>();
            for (Ask ask : asks) {
                if (ask.project().equals(site.project())) {
                    clauses.add(ask.clause());
                }
            }
            for (Site other : order) {
                for (Dependency requirement :
                        other.needs(positions[other.base.id]).requirements()) {
                    if (requirement.target().project().equals(site.project())) {
                        clauses.add(requirement.clause());
                    }
                }
            }
            if (!Admission.admitted(site.releases, clauses).contains(positions[site.id])) {
                return fails(null, positions[site.id], 0);
            }
        }
        return true;
    }

    private boolean fails(@Nullable Site by, int position, int place) {
        obstacle = new Obstacle(by, position, place);
        return false;
    }

    private boolean has(Site site) {
        int id = site.base.id;
        return id < positions.length && positions[id] != ABSENT;
    }

    private void reach(Site site) {
        reserve(site.id);
        if (!reached[site.id]) {
            reached[site.id] = true;
            order.add(site);
            if (site.base.id != site.id) {
                reach(site.base);
            } else if (!site.isAlwaysAdmitted(positions[site.id])) {
                conditional.add(site);
            }
        }
    }

    private void reserve(int id) {
        if (id >= positions.length) {
            int before = positions.length;
            int size = Math.max(id + 1, 2 * before);
            positions = Arrays.copyOf(positions, size);
            Arrays.fill(positions, before, size, ABSENT);
            reached = Arrays.copyOf(reached, size);
        }
    }

    private void clear() {
        laid.forEach(site -> positions[site.id] = ABSENT);
        order.forEach(site -> reached[site.id] = false);
        laid.clear();
        order.clear();
        conditional.clear();
        obstacle = null;
    }
}
