package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.catalog.Looked;
import org.compatserver.engine.solving.Search.Answer;
import org.compatserver.engine.solving.Solos.Solo;
import org.compatserver.engine.solving.Solos.Where;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/** The packages of a question by themselves: as they are remembered, where the question sees what that rests on; else by the solver. */
final class SoloAnswers {
    private final Solos solos;
    private final CatalogSource source;
    private final Object view;
    private final boolean strict;
    private final Budget budget;

    SoloAnswers(Solos solos, CatalogSource source, boolean strict, Budget budget) {
        this.solos = solos;
        this.source = source;
        this.view = source.view();
        this.strict = strict;
        this.budget = budget;
    }

    /** The same where another is seen. */
    SoloAnswers seeing(CatalogSource other) {
        return new SoloAnswers(solos, other, strict, budget);
    }

    /** What is remembered, and holds here; what is answered does not rest on it yet. */
    private @Nullable Solo remembered(Ask ask, Where where) {
        Solos.Key key = key(ask, where);
        Solo solo = solos.known(key);
        if (solo == null || source.sees(solo.looked())) {
            return solo;
        }
        solos.forget(key, solo);
        return null;
    }

    /** What is remembered, and holds here. */
    @Nullable
    Solo known(Ask ask, Where where) {
        Solo solo = remembered(ask, where);
        return solo != null && source.adopt(solo.looked()) ? solo : null;
    }

    /** Whether it is remembered that there is no set with the package, whatever it is beside. */
    boolean isKnownToBeImpossible(Ask ask) {
        Solo solo = remembered(ask, Where.ANYWHERE);
        return solo != null && solo.isImpossibleBesideAny();
    }

    /** What the packages are at their newest, each as it is remembered, if that goes together; null where it does not, or not all are remembered. */
    @Nullable
    SequencedMap<PackageNode, Integer> together(List<Ask> asks, World world) {
        List<Looked> looked = new ArrayList<>();
        List<SequencedMap<PackageNode, Integer>> sets = new ArrayList<>();
        for (Ask ask : asks) {
            Solo solo = remembered(ask, Where.NEWEST_OR_NEWER);
            if (solo == null || !(solo.answer() instanceof Answer.Exists(var decisions))) {
                return null;
            }
            looked.add(solo.looked());
            sets.add(decisions);
        }
        return looked.stream().allMatch(source::adopt) ? Union.of(sets, world) : null;
    }

    /**
     * What is found of it.
     *
     * @throws Budget.BudgetSpent if the budget ends before
     */
    Solo find(Ask ask, Where where) {
        Solo known = known(ask, where);
        if (known != null) {
            return known;
        }
        CatalogSource part = source.part();
        List<Ask> asks = List.of(ask);
        Map<ProjectName, VersionSet> within = switch (where) {
            case NEWEST_OR_NEWER -> Point.newest(asks).orNewer(asks);
            case ANYWHERE -> Map.of();
        };
        Answer answer =
                new Search(World.pessimistic(part, strict), budget).ask(Search.request(asks, within, List.of()));
        Looked looked = part.looked();
        var _ = source.adopt(looked);
        return keep(ask, where, new Solo(answer, looked));
    }

    /** Remembers a set with the package at its newest that is known to be what {@link #find} would find. */
    void keep(Ask ask, SequencedMap<PackageNode, Integer> decisions) {
        List<ProjectName> projects =
                decisions.keySet().stream().map(PackageNode::project).distinct().toList();
        keep(ask, Where.NEWEST_OR_NEWER, new Solo(new Answer.Exists(decisions), source.looked(projects)));
    }

    private Solo keep(Ask ask, Where where, Solo solo) {
        solos.keep(key(ask, where), solo);
        return solo;
    }

    private Solos.Key key(Ask ask, Where where) {
        return new Solos.Key(view, ask.requirement(), strict, where);
    }
}
