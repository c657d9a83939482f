package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.Cause;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.DerivationTree.Derived;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.Term;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Derivation.Step;
import org.compatserver.verdict.Derivation.Subject;
import org.compatserver.verdict.Derivation.Versions;
import org.compatserver.verdict.Derivation.Versions.Run;

/** The solver's derivations in the terms of the verdict: projects and versions in place of nodes and positions. */
public final class Proofs {
    private final Function<ProjectName, Releases> releases;
    private final Map<ProjectName, Requirement> asked;

    /** Of what was asked of a source. */
    static Proofs of(List<Ask> asks, CatalogSource source) {
        Map<ProjectName, Requirement> asked = new HashMap<>();
        asks.forEach(ask -> asked.put(ask.project(), ask.requirement()));
        return new Proofs(source::releases, asked);
    }

    /** @param asked the merged requirement of each requested project */
    private Proofs(Function<ProjectName, Releases> releases, Map<ProjectName, Requirement> asked) {
        this.releases = releases;
        this.asked = asked;
    }

    /** Whether it takes some version to be unusable only because its requirements are not known. */
    static boolean restsOnTheUnknowable(DerivationTree proof) {
        return External.of(proof).stream()
                .anyMatch(fact -> fact.cause() instanceof Cause.CannotBeUsed(Unavailable.Unknowable _));
    }

    /** The projects on whose being asked for it rests. */
    static Set<ProjectName> asked(DerivationTree proof) {
        Set<ProjectName> asked = new HashSet<>();
        for (External fact : External.of(proof)) {
            if (fact.cause() instanceof Cause.Asked || fact.cause() instanceof Cause.OnlyNewest) {
                for (Term term : fact.conclusion()) {
                    PackageNode node = term.node();
                    if (node != null) {
                        asked.add(node.project());
                    }
                }
            }
        }
        return asked;
    }

    /** Whether it rests on what clauses admit, which is for the whole set to say: with a partner whose clauses admit more it may not hold. */
    public static boolean restsOnAdmission(DerivationTree proof) {
        return External.of(proof).stream().map(External::cause).anyMatch(Proofs::isOfAdmission);
    }

    private static boolean isOfAdmission(Cause cause) {
        return switch (cause) {
            case Cause.PreReleaseNotAdmitted _, Cause.YankedNotAdmitted _, Cause.NotAdmittedThere _ -> true;
            case Cause.Asked _,
                    Cause.Requires _,
                    Cause.SameVersion _,
                    Cause.CannotBeUsed _,
                    Cause.Constrained _,
                    Cause.OnlyNewest _,
                    Cause.BeyondFound _ -> false;
        };
    }

    /** The same graph: what is shared stays shared. */
    Derivation converted(DerivationTree proof) {
        IdentityHashMap<DerivationTree, Derivation> done = new IdentityHashMap<>();
        for (DerivationTree node : proof.inOrder()) {
            done.put(
                    node,
                    switch (node) {
                        case External fact -> fact(fact);
                        case Derived step ->
                            new Step(claims(step.conclusion()), get(done, step.left()), get(done, step.right()));
                    });
        }
        return get(done, proof);
    }

    private static Derivation get(IdentityHashMap<DerivationTree, Derivation> done, DerivationTree node) {
        Derivation found = done.get(node);
        if (found == null) {
            throw new IllegalStateException("A derivation comes after what rests on it");
        }
        return found;
    }

    /** A fact, the same each time. */
    Fact fact(External fact) {
        List<Claim> claims = claims(fact.conclusion());
        return switch (fact.cause()) {
            case Cause.Asked(Dependency dependency) -> new Fact(claims, new Ground.Asked(askedOf(dependency)));
            case Cause.Requires(List<Dependency> requirements) ->
                new Fact(
                        claims,
                        new Ground.Requires(requirements.stream()
                                .map(Dependency::source)
                                .distinct()
                                .toList()));
            case Cause.SameVersion() -> new Fact(claims, new Ground.SameVersion());
            case Cause.CannotBeUsed(Unavailable reason) -> new Fact(claims, new Ground.CannotBeUsed(reason));
            case Cause.Constrained(var clause) ->
                new Fact(claims, new Ground.Constrained(clause.specifiers().toString()));
            case Cause.PreReleaseNotAdmitted(int finalRelease, boolean presumed) ->
                new Fact(
                        questionLast(claims),
                        new Ground.PreReleaseNotAdmitted(version(fact.conclusion(), finalRelease), presumed));
            case Cause.YankedNotAdmitted(boolean presumed) ->
                new Fact(questionLast(claims), new Ground.YankedNotAdmitted(presumed));
            case Cause.NotAdmittedThere(Cause.NotAdmittedThere.Why why) ->
                new Fact(
                        claims,
                        new Ground.NotAdmittedThere(
                                switch (why) {
                                    case PRE_RELEASE -> "a pre-release, while a final release fits";
                                    case YANKED -> "yanked";
                                }));
            case Cause.OnlyNewest() -> new Fact(claims, new Ground.OnlyNewest());
            case Cause.BeyondFound() -> new Fact(claims, new Ground.BeyondFound());
        };
    }

    private Requirement askedOf(Dependency dependency) {
        Requirement requirement = asked.get(dependency.target().project());
        if (requirement == null) {
            throw new IllegalStateException("Nobody asked for " + dependency.target());
        }
        return requirement;
    }

    private static List<Claim> questionLast(List<Claim> claims) {
        List<Claim> sorted = new ArrayList<>(claims);
        sorted.removeIf(claim -> claim.subject().equals(Subject.QUESTION));
        claims.stream()
                .filter(claim -> claim.subject().equals(Subject.QUESTION))
                .forEach(sorted::add);
        return sorted;
    }

    private Version version(List<Term> terms, int position) {
        for (Term term : terms) {
            PackageNode node = term.node();
            if (node != null) {
                return releases.apply(node.project()).versions().get(position);
            }
        }
        throw new IllegalStateException("No project in " + terms);
    }

    private List<Claim> claims(List<Term> terms) {
        List<Claim> claims = new ArrayList<>(terms.size());
        for (Term term : terms) {
            PackageNode node = term.node();
            claims.add(
                    node == null
                            ? new Claim(Subject.QUESTION, term.positive(), new Versions(List.of()))
                            : new Claim(subject(node), term.positive(), versions(node, term.versions())));
        }
        return claims;
    }

    private static Subject subject(PackageNode node) {
        return new Subject(node.project(), node.extra());
    }

    private Versions versions(PackageNode node, VersionSet set) {
        List<Version> all = releases.apply(node.project()).versions();
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (set.contains(i)) {
                int from = i;
                while (i + 1 < all.size() && set.contains(i + 1)) {
                    i++;
                }
                runs.add(new Run(all.get(from), all.get(i)));
            }
        }
        return new Versions(runs);
    }
}
