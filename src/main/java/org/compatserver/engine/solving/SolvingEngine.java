package org.compatserver.engine.solving;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.compatserver.catalog.Catalog;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.catalog.Reads;
import org.compatserver.catalog.Scope;
import org.compatserver.engine.Engine;
import org.compatserver.engine.EngineFault;
import org.compatserver.engine.EngineFault.Kind;
import org.compatserver.index.IndexFault;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.verdict.Context;
import org.compatserver.verdict.Dated;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Repairs;
import org.compatserver.verdict.Since;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Why;
import org.jspecify.annotations.Nullable;

/** Answers with the catalog and the resolver: from metadata alone, never running a package's code. */
public final class SolvingEngine implements Engine {
    /** The share of the budget for other Pythons. */
    private static final double ELSEWHERE = 0.05;

    private final Catalog catalog;
    private final InstantSource clock;
    private final Limits limits;
    private final Solos solos = new Solos();

    public SolvingEngine(Catalog catalog, InstantSource clock, Limits limits) {
        this.catalog = catalog;
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public Verdict answer(Question question) {
        return guarded(question, budget -> verdict(question, budget));
    }

    @Override
    public Dated since(Question question) {
        return guarded(question, budget -> dated(question, budget));
    }

    @Override
    public Repairs repairs(Question question) {
        return guarded(
                question,
                budget -> new Repairing(changed -> verdict(changed, budget), this::source, budget).of(question));
    }

    @Override
    public Why why(Question question, @Nullable ProjectName project) {
        return guarded(question, budget -> reasons(question, project, budget));
    }

    private Verdict verdict(Question question, Spending budget) {
        Instant now = clock.instant();
        Merging merging = Merging.of(question).at(question.asOf(), now);
        if (merging.requirements().isEmpty()) {
            return ofNothing(question, merging, now);
        }
        CatalogSource source = source(question);
        Verdict verdict = new Inquiry(question, merging, source, now, means(budget)).verdict();
        if (verdict instanceof Verdict.InstallError error) {
            verdict = new OtherPythons(this::source, budget.part(ELSEWHERE), solos).beside(error);
        }
        return question.since()
                ? new Dating(question, source, limits, budget, clock).dated(verdict, merging.requirements())
                : verdict;
    }

    private Why reasons(Question question, @Nullable ProjectName project, Spending budget) {
        Instant now = clock.instant();
        Merging merging = Merging.of(question).at(question.asOf(), now);
        if (merging.requirements().isEmpty()) {
            return new Why(ofNothing(question, merging, now), List.of(), null);
        }
        return new Inquiry(question, merging, source(question), now, means(budget)).why(project);
    }

    private Means means(Spending budget) {
        return new Means(limits, budget, clock, solos);
    }

    private static Verdict ofNothing(Question question, Merging merging, Instant now) {
        Context context = new Context(question, now, null, null, List.of(), merging.notices());
        return new Verdict.Success(context, new Installation(List.of()));
    }

    private Dated dated(Question question, Spending budget) {
        Merging merging = Merging.of(question);
        CatalogSource source = source(question);
        Dating dating = new Dating(question, source, limits, budget, clock);
        Since since = merging.requirements().isEmpty() ? new Since.Fits() : dating.since(merging.requirements());
        Reads reads = source.reads();
        return new Dated(
                new Context(
                        question,
                        clock.instant(),
                        reads.oldest(),
                        reads.source() == null ? null : Inquiry.indexSource(reads.source()),
                        List.of(),
                        Stream.concat(merging.notices().stream(), dating.notices().stream())
                                .toList()),
                since);
    }

    /** Does what the question needs, and tells of what went wrong as a fault of the engine. */
    private <T> T guarded(Question question, Function<Spending, T> task) {
        refuseWhatNeedsABuild(question);
        try {
            return task.apply(new Spending(limits, clock));
        } catch (BudgetSpent spent) {
            throw spent(spent);
        } catch (CancellationException cancelled) {
            throw cancelled(cancelled);
        } catch (IndexFault fault) {
            throw index(fault);
        }
    }

    private CatalogSource source(Question question) {
        return catalog.source(scope(question));
    }

    /** What a question sees. */
    public static Scope scope(Question question) {
        return new Scope(
                question.target(),
                question.asOf(),
                question.sources() == Question.Sources.WHEELS,
                question.preReleases(),
                question.constraints());
    }

    /**
     * Refuses what only a build could answer.
     *
     * @throws EngineFault if the question asks for that
     */
    public static void refuseWhatNeedsABuild(Question question) {
        if (question.engine() == Question.EngineName.PIP) {
            throw new EngineFault(
                    Kind.UNSUPPORTED, "engine=pip is not available in this version; ask with engine=resolver");
        }
        if (question.sources() == Question.Sources.BUILD) {
            throw new EngineFault(
                    Kind.UNSUPPORTED,
                    "sources=build needs the pip engine, which is not available in this version; ask with sources=static"
                            + " or sources=wheels");
        }
    }

    private static EngineFault spent(BudgetSpent spent) {
        return new EngineFault(
                Kind.BUDGET,
                spent.getMessage() + ", and the question is not decided. Ask with fewer packages, or narrower versions",
                spent);
    }

    private static EngineFault cancelled(CancellationException cancelled) {
        return new EngineFault(Kind.BUDGET, "The question was cancelled before it was decided", cancelled);
    }

    /** What an index's fault is to whoever asks. */
    public static EngineFault index(IndexFault fault) {
        Kind kind = switch (fault.kind()) {
            case NOT_CONFIGURED -> Kind.NOT_CONFIGURED;
            case UNREACHABLE, UNAUTHORIZED, FAILED, MALFORMED -> Kind.INDEX;
            case OFFLINE -> Kind.OFFLINE;
        };
        return new EngineFault(kind, String.valueOf(fault.getMessage()), fault);
    }
}
