package org.compatserver.round.solving;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.Search;
import org.compatserver.engine.solving.Spending;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.Cause;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.Request;
import org.compatserver.resolver.VersionSolver;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.round.solving.Party.Attempt;
import org.compatserver.round.solving.Party.Lemma;
import org.compatserver.round.solving.Party.Under;

/** Solves packages by themselves, other projects being kept to certain versions; what that comes to is remembered for all partners. Safe for many threads. */
final class Attempts {
    /** Of the budget of a check: what is not found with so little is left to the solver of the pair. */
    private static final int SHARE = 100;

    private final Scene scene;
    private final Sites sites;
    private final Limits limits;
    private final PackageSource admittingAll;

    Attempts(Scene scene, Sites sites) {
        this.scene = scene;
        this.sites = sites;
        Limits whole = scene.limits();
        this.limits = new Limits(
                Math.max(1, whole.steps() / SHARE),
                Duration.ofNanos(whole.time().toNanos() / SHARE),
                whole.points());
        this.admittingAll = new AdmittingAll(scene.world().optimistic());
    }

    Attempt of(Party party, Under under) {
        Attempt known = party.known(under);
        if (known == null) {
            known = made(party, under);
            party.learn(under, known);
        }
        return known;
    }

    /** Remembers the package's own part of a set that was found for it and a partner. */
    void learn(Party party, SequencedMap<PackageNode, Integer> decisions) {
        party.learn(Kit.of(decisions, party.ask, sites));
    }

    private Attempt made(Party party, Under under) {
        Map<ProjectName, VersionSet> within = new HashMap<>();
        under.kept().forEach((site, kept) -> within.put(site.project(), kept));
        within.merge(party.ask.project(), party.positions(under.span()), VersionSet::and);
        Request request = Search.request(java.util.List.of(party.ask), within, java.util.List.of());
        try {
            return switch (solve(scene.world(), request)) {
                case Outcome.Solved(var decisions, var _) -> new Attempt.Found(Kit.of(decisions, sites));
                case Outcome.Impossible(DerivationTree proof, var _) ->
                    holdsInAnyCase(proof) ? never(party, under, proof) : impossible(party, under, request);
            };
        } catch (BudgetSpent spent) {
            return new Attempt.Open();
        }
    }

    /** Nothing certain admits it; if nothing could, that is worth remembering. */
    private Attempt impossible(Party party, Under under, Request request) {
        return switch (solve(admittingAll, request)) {
            case Outcome.Solved _ -> new Attempt.Open();
            case Outcome.Impossible(DerivationTree proof, var _) -> never(party, under, proof);
        };
    }

    private static Attempt never(Party party, Under under, DerivationTree proof) {
        party.learn(new Lemma(under.span(), used(under.kept(), proof)));
        return new Attempt.Never();
    }

    /** Whether the proof rests neither on what clauses admit nor on what a build would tell. */
    private static boolean holdsInAnyCase(DerivationTree proof) {
        return Singles.isLasting(proof)
                && External.of(proof).stream()
                        .noneMatch(fact -> fact.cause() instanceof Cause.CannotBeUsed(Unavailable.Unknowable _));
    }

    private Outcome solve(PackageSource world, Request request) {
        return new VersionSolver(world).solve(request, new Spending(limits, scene.clock()));
    }

    /** What is kept of the projects of which the proof says so. */
    private static Map<Site, VersionSet> used(Map<Site, VersionSet> kept, DerivationTree proof) {
        Map<Site, VersionSet> used = new HashMap<>();
        for (External fact : External.of(proof)) {
            if (fact.cause() instanceof Cause.OnlyNewest) {
                kept.forEach((site, versions) -> {
                    if (site.key.equals(fact.conclusion().getLast().node())) {
                        used.put(site, versions);
                    }
                });
            }
        }
        return Map.copyOf(used);
    }
}
