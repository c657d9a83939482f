package org.compatserver.wire;

import java.util.List;
import java.util.Locale;
import org.compatserver.verdict.NotNewerSentences;
import org.compatserver.verdict.WhyNotNewer;
import org.compatserver.verdict.WhyNotNewer.Actor;
import org.compatserver.verdict.WhyNotNewer.Binding;
import org.compatserver.verdict.WhyNotNewer.Reason;
import org.compatserver.verdict.WhyNotNewer.Trial;
import org.compatserver.verdict.WhyNotNewer.Unmet;
import org.jspecify.annotations.Nullable;

/**
 * Why a pin is not at its newest, on the wire.
 *
 * @param text a clause for people, without its full stop
 * @param kind bound, held_back, needs, unusable, not_admitted or not_evident
 * @param releasesBehind final releases that are newer, up to the newest
 * @param lagDays whole days since the first of those was uploaded; null without upload times
 * @param canAct who could change it: you (by asking for something else), asked_for (releases of packages that were), conflict (who ends the one that holds something
 *     back), others (a release of something else is needed, too); null where that is not known
 * @param boundBy the clauses that exclude the newest, each by itself
 * @param needs what the newest requires and the set has otherwise
 * @param trial what came of trying for a newer one; null where nobody tried
 */
public record NotNewer(
        String text,
        String kind,
        int releasesBehind,
        @Nullable Long lagDays,
        @Nullable String canAct,
        List<BoundBy> boundBy,
        List<Need> needs,
        @Nullable Tried trial) {

    /** The same as data. */
    public static @Nullable NotNewer of(@Nullable WhyNotNewer why) {
        return why == null ? null : of(why, why.canAct());
    }

    static NotNewer of(WhyNotNewer why, @Nullable Actor canAct) {
        return new NotNewer(
                NotNewerSentences.reason(why),
                kind(why.reason()),
                why.releasesBehind(),
                why.lagDays(),
                canAct == null ? null : canAct.name().toLowerCase(Locale.ROOT),
                why.reason() instanceof Reason.Bound(var bindings) ? BoundBy.of(bindings) : List.of(),
                why.reason() instanceof Reason.Needs(var unmet)
                        ? unmet.stream().map(Need::of).toList()
                        : List.of(),
                why.trial() == null ? null : Tried.of(why.trial()));
    }

    private static String kind(Reason reason) {
        return switch (reason) {
            case Reason.Bound _ -> "bound";
            case Reason.Held _ -> "held_back";
            case Reason.Needs _ -> "needs";
            case Reason.Unusable _ -> "unusable";
            case Reason.NotAdmitted _ -> "not_admitted";
            case Reason.NotEvident _ -> "not_evident";
        };
    }

    /**
     * A clause that excludes a version.
     *
     * @param name whose it is; null for what was asked for, and for constraints
     * @param askedFor whether whose it is was asked for
     * @param isLatest whether that is at its newest: then only a release that does not exist yet could require something else; null where it is nobody's
     * @param latestExcludesToo whether the newest version of whose it is excludes it as well; null where nobody looked
     * @param chain the projects that lead to it, each requiring the next, from one that was asked for; empty where it is asked for itself
     */
    public record BoundBy(
            @Nullable String name,
            @Nullable String version,
            String requirement,
            boolean askedFor,
            @Nullable Boolean isLatest,
            @Nullable Boolean latestExcludesToo,
            List<String> chain) {

        static List<BoundBy> of(List<Binding> bindings) {
            return bindings.stream().map(BoundBy::of).toList();
        }

        private static BoundBy of(Binding binding) {
            return switch (binding) {
                case Binding.Asked(String requirement) ->
                    new BoundBy(null, null, requirement, true, null, null, List.of());
                case Binding.Constraint(String specifiers) ->
                    new BoundBy(null, null, specifiers, true, null, null, List.of());
                case Binding.Required required ->
                    new BoundBy(
                            required.name(),
                            required.version().toString(),
                            required.requirement(),
                            required.isAskedFor(),
                            required.isAtNewest(),
                            required.latestExcludesToo(),
                            required.chain().stream()
                                    .map(WhyNotNewer.Link::name)
                                    .toList());
            };
        }
    }

    /** What a version requires, and which version of that the set has. */
    public record Need(String requirement, String name, String version) {
        private static Need of(Unmet unmet) {
            return new Need(unmet.requirement(), unmet.name(), unmet.version().toString());
        }
    }

    /**
     * What came of trying for a version, the packages that were asked for staying where they are.
     *
     * @param outcome impossible, trade, as_good, in_doubt or not_known
     * @param needed whether something requires it in the set that was found; null where none was
     * @param because why not, or why not without a trade, a clause a line
     * @param older what would be older or gone in that set
     * @param files on what it depends, where it does
     */
    public record Tried(
            String version,
            String outcome,
            @Nullable Boolean needed,
            List<String> because,
            List<Changed> older,
            List<String> files) {
        static Tried of(Trial trial) {
            String version = trial.version().toString();
            List<String> because = NotNewerSentences.because(trial).stream()
                    .map(line -> line.text())
                    .toList();
            return switch (trial) {
                case Trial.Impossible _ -> new Tried(version, "impossible", null, because, List.of(), List.of());
                case Trial.Trade trade ->
                    new Tried(
                            version,
                            "trade",
                            trade.needed(),
                            because,
                            trade.others().stream().map(Changed::of).toList(),
                            List.of());
                case Trial.AsGood(var _, var _, boolean needed) ->
                    new Tried(version, "as_good", needed, because, List.of(), List.of());
                case Trial.InDoubt(var _, List<String> files) ->
                    new Tried(version, "in_doubt", null, because, List.of(), files);
                case Trial.NotKnown _ -> new Tried(version, "not_known", null, because, List.of(), List.of());
            };
        }
    }

    /** A project that would be at another version; null when it would not be in the set. */
    public record Changed(
            String name, String from, @Nullable String to) {
        private static Changed of(WhyNotNewer.Change change) {
            return new Changed(
                    change.name(),
                    change.from().toString(),
                    change.to() == null ? null : change.to().toString());
        }
    }
}
