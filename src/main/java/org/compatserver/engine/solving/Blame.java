package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.catalog.Reads.AssumedFile;
import org.compatserver.engine.solving.Search.Answer;
import org.compatserver.engine.solving.Solos.Solo;
import org.compatserver.engine.solving.Solos.Where;
import org.compatserver.engine.solving.Solos.Why;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Target;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.Cause;
import org.compatserver.resolver.Core;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.Term;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Explanation;
import org.compatserver.verdict.ExplanationWriter;
import org.compatserver.verdict.ExplanationWriter.Argument;
import org.compatserver.verdict.Line;
import org.compatserver.verdict.Listing;
import org.compatserver.verdict.Listing.Others;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Sentences;
import org.jspecify.annotations.Nullable;

/** Why things are impossible: proofs in the verdict's terms, and their texts. */
final class Blame {
    private final CatalogSource source;
    private final List<Ask> asks;
    private final Search search;
    private final Target target;
    private final Proofs proofs;
    private final Set<String> assumed = new LinkedHashSet<>();

    /** The facts of the reasons that were given. */
    private final Set<External> reasons = new LinkedHashSet<>();

    Blame(CatalogSource source, List<Ask> asks, Search search, Question question) {
        this.source = source;
        this.asks = asks;
        this.search = search;
        this.target = question.target();
        this.proofs = Proofs.of(asks, source);
    }

    /** The source archives whose egg-info the proofs so far rest on. */
    Set<String> assumed() {
        return assumed;
    }

    /**
     * Why no set exists: which packages cannot be installed alone is told first, if there are such.
     *
     * @param proof null where one of those is impossible beside any
     */
    Explanation impossible(@Nullable DerivationTree proof, SoloAnswers alone) {
        List<Explanation> told = new ArrayList<>();
        Explanation first = null;
        for (Ask ask : asks) {
            Solo solo = asks.size() > 1 ? solo(ask, alone) : null;
            if (solo != null && solo.answer() instanceof Answer.Impossible(DerivationTree reason)) {
                Explanation explanation = told(solo, reason);
                told.add(explanation);
                first = first != null || !solo.isImpossibleBesideAny() ? first : explanation;
            }
        }
        if (first == null) {
            first = explained(core(Objects.requireNonNull(proof, "Nothing else is impossible")), false);
        }
        return told.isEmpty() ? first : first.withSummary(Sentences.joined(told));
    }

    /** What is found of a package alone; null when the budget ends before. */
    private static @Nullable Solo solo(Ask ask, SoloAnswers alone) {
        try {
            return alone.find(ask, Where.ANYWHERE);
        } catch (BudgetSpent spent) {
            return null;
        }
    }

    /** Of a package alone it is the same in each question. */
    private Explanation told(Solo solo, DerivationTree reason) {
        Why known = solo.why();
        if (known != null) {
            assumed.addAll(known.assumed());
            return known.explanation();
        }
        try {
            Core core = search.core(new LinkedHashSet<>(External.of(reason)));
            Set<String> before = new LinkedHashSet<>(assumed);
            assumed.clear();
            Explanation explanation = explained(core, true);
            solo.tell(new Why(explanation, Set.copyOf(assumed)));
            assumed.addAll(before);
            return explanation;
        } catch (BudgetSpent spent) {
            // Another question may have the time to find the least of it.
            return explained(Core.unreduced(reason), true);
        }
    }

    private Explanation explained(Core core, boolean alone) {
        return writer(core.proof()).impossible(argument(core), alone);
    }

    /**
     * Why not all requested packages can be at their newest. The reasons that were given before for what is held back are reasons for that, too, so the same is told
     * where it is enough.
     */
    Explanation newestDoNotFit(DerivationTree proof) {
        Core core = core(proof, reasons);
        return writer(core.proof()).newestDoNotFit(argument(core));
    }

    /** Why one package cannot be newer in a set without another getting older, a clause a line; that it cannot is certain even when the budget ends here. */
    List<Line> because(Point point, int index) {
        try {
            return reason(point, index);
        } catch (BudgetSpent spent) {
            return List.of(Sentences.nothingNewer());
        }
    }

    private List<Line> reason(Point point, int index) {
        Point newer = point.with(index, point.position(index) + 1);
        return switch (search.ask(Search.request(asks, newer.orNewer(asks), List.of()))) {
            case Answer.Impossible(DerivationTree proof) -> {
                Core core = core(proof);
                reasons.addAll(External.of(proof));
                yield writer(core.proof()).because(argument(core, asks.get(index)));
            }
            case Answer.Depends _ -> List.of(Sentences.nothingNewer());
            case Answer.Exists _ -> throw new IllegalStateException(point + " is not maximal");
        };
    }

    /** What a proof comes down to; all of it, when the budget ends before. */
    private Core core(DerivationTree proof) {
        return core(proof, Set.of());
    }

    private Core core(DerivationTree proof, Set<External> more) {
        try {
            Set<External> facts = new LinkedHashSet<>(External.of(proof));
            facts.addAll(more);
            return search.core(facts);
        } catch (BudgetSpent spent) {
            return Core.unreduced(proof);
        }
    }

    private Argument argument(Core core) {
        return argument(core, null);
    }

    /** @param last of whom is told last; null where the order by name will do */
    private Argument argument(Core core, @Nullable Ask last) {
        Derivation proof = converted(core.proof());
        List<List<Fact>> lines = core.lines().stream()
                .map(line -> line.stream().map(proofs::fact).toList())
                .toList();
        List<ProjectName> requested = new ArrayList<>(requested(core.proof()));
        if (last != null && requested.remove(last.project())) {
            requested.add(last.project());
        }
        return new Argument(proof, lines, requested);
    }

    /** A proof, and what it comes down to, a clause a line. */
    record Told(Derivation proof, List<Line> lines) {}

    /** Why a set that was tried for does not exist. */
    Told told(DerivationTree proof) {
        Core core = core(proof);
        Argument argument = argument(core);
        return new Told(argument.proof(), writer(core.proof()).because(argument));
    }

    Derivation converted(DerivationTree proof) {
        for (External fact : External.of(proof)) {
            if (fact.cause() instanceof Cause.Requires) {
                noteAssumed(fact.conclusion().getFirst());
            }
        }
        return proofs.converted(proof);
    }

    private void noteAssumed(Term dependents) {
        PackageNode node = dependents.node();
        for (AssumedFile file : source.reads().assumed()) {
            if (node != null
                    && node.project().equals(file.project())
                    && dependents.versions().contains(file.position())) {
                assumed.add(file.filename());
            }
        }
    }

    /** The requested packages on whose being asked for the proof rests. */
    private List<ProjectName> requested(DerivationTree proof) {
        Set<ProjectName> found = Proofs.asked(proof);
        List<ProjectName> sorted =
                asks.stream().map(Ask::project).filter(found::contains).toList();
        return sorted.isEmpty() ? asks.stream().map(Ask::project).toList() : sorted;
    }

    private ExplanationWriter writer(DerivationTree proof) {
        Map<ProjectName, Integer> read = new HashMap<>();
        for (External fact : External.of(proof)) {
            for (Term term : fact.conclusion()) {
                PackageNode node = term.node();
                if (node != null) {
                    boolean wasRead = fact.cause() instanceof Cause.Requires && term.positive();
                    read.merge(node.project(), wasRead ? term.versions().highest() : -1, Math::max);
                }
            }
        }
        Map<ProjectName, Listing> listings = new HashMap<>();
        read.forEach((project, position) -> listings.put(project, listing(project, position)));
        return new ExplanationWriter(listings, target);
    }

    /**
     * Worth naming are the final releases with a file that counts; without any, all that have one; without any, all.
     *
     * @param read a position whose metadata was read, so that the project's own spelling is at hand; or -1
     */
    private Listing listing(ProjectName project, int read) {
        Releases releases = source.releases(project);
        VersionSet named = releases.usable().minus(releases.preReleases());
        if (named.isEmpty()) {
            named = releases.usable();
        }
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < releases.versions().size(); i++) {
            if (named.isEmpty() || named.contains(i)) {
                versions.add(releases.versions().get(i));
            }
        }
        return new Listing(
                read < 0 ? project.normalized() : source.spelling(project, read),
                isKnown(project, releases),
                others(releases, named),
                versions);
    }

    private static Others others(Releases releases, VersionSet named) {
        VersionSet finals = VersionSet.range(
                        releases.versions().size(), 0, releases.versions().size())
                .minus(releases.preReleases());
        int last = named.isEmpty() ? -1 : finals.minus(named).highest();
        if (last < 0) {
            return Others.NONE;
        }
        return named.below(last) < 0 ? Others.OLDER : Others.SOME;
    }

    private boolean isKnown(ProjectName project, Releases releases) {
        return !releases.versions().isEmpty()
                || !(source.unavailable(project, -1) instanceof Unavailable.UnknownProject);
    }
}
