package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.compatserver.verdict.Installation.Dragged;
import org.compatserver.verdict.WhyNotNewer.Binding;
import org.compatserver.verdict.WhyNotNewer.Change;
import org.compatserver.verdict.WhyNotNewer.Link;
import org.compatserver.verdict.WhyNotNewer.Reason;
import org.compatserver.verdict.WhyNotNewer.Trial;
import org.compatserver.verdict.WhyNotNewer.Unmet;
import org.jspecify.annotations.Nullable;

/** Why something is not newer, in words. */
public final class NotNewerSentences {
    private static final int MOST_BINDINGS = 3;
    private static final int MOST_CHANGES = 4;

    private NotNewerSentences() {}

    /** A line of its own: {@code protobuf 5.29.5, newest 6.33.0 (12 releases, 400 days behind): iot 2.9.2, asked for, needs protobuf<5}. */
    public static String line(WhyNotNewer why) {
        return why.name() + " " + why.version() + ", newest " + why.newest()
                + behind(why.releasesBehind(), why.lagDays()) + ": " + reason(why);
    }

    private static String behind(int releases, @Nullable Long days) {
        if (releases == 0) {
            return "";
        }
        return " (" + count(releases, "release") + (days == null ? "" : ", " + count(days, "day")) + " behind)";
    }

    private static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? noun : noun + "s");
    }

    /** The reason, a clause without its full stop. */
    public static String reason(WhyNotNewer why) {
        String reason = switch (why.reason()) {
            case Reason.Bound(List<Binding> bindings) -> bound(bindings);
            case Reason.Held(String because) -> because;
            case Reason.Needs(List<Unmet> unmet) -> unmet(why, unmet);
            case Reason.Unusable(var unavailable) ->
                Reasons.clause(new Phrases.Phrase(newest(why), false), unavailable);
            case Reason.NotAdmitted(boolean yanked) ->
                newest(why)
                        + (yanked
                                ? " is yanked, and nothing here pins it"
                                : " is a pre-release, which nothing here admits");
            case Reason.NotEvident() ->
                why.trial() == null
                        ? "nothing here excludes " + newest(why)
                                + " by its version; what else keeps it out takes a longer look (compat why "
                                + why.name()
                                + ", or explain=full)"
                        : "nothing here excludes " + newest(why) + " by its version";
        };
        return why.trial() == null ? reason : reason + trial(why, why.trial());
    }

    private static String newest(WhyNotNewer why) {
        return why.name() + " " + why.newest();
    }

    /** What excludes a version, a clause. */
    static String bound(List<Binding> bindings) {
        List<String> clauses = bindings.stream()
                .limit(MOST_BINDINGS)
                .map(NotNewerSentences::binding)
                .toList();
        int more = bindings.size() - clauses.size();
        return more == 0
                ? Phrases.join(clauses, "and")
                : String.join(", ", clauses) + " and " + more + " more like these";
    }

    /** {@code iot 2.9.2, asked for, needs protobuf<5}, {@code a 1 needs b<2 (x -> y -> a; its newest is 3)}. */
    public static String binding(Binding binding) {
        return switch (binding) {
            case Binding.Asked(String requirement) -> requirement + " was asked for";
            case Binding.Constraint(String specifiers) -> "the constraint " + specifiers + " excludes it";
            case Binding.Required required -> required(required);
        };
    }

    private static String required(Binding.Required required) {
        List<String> aside = new ArrayList<>();
        if (!required.isAskedFor()) {
            aside.add(chain(required));
        }
        if (!required.isAtNewest()) {
            aside.add("its newest is " + required.latest());
        }
        return required.name() + " " + required.version() + (required.isAskedFor() ? ", asked for," : "") + " needs "
                + Statements.withoutMarker(required.requirement())
                + (aside.isEmpty() ? "" : " (" + String.join("; ", aside) + ")");
    }

    private static String chain(Binding.Required required) {
        return required.chain().stream().map(Link::name).collect(Collectors.joining(" -> ")) + " -> " + required.name();
    }

    private static String unmet(WhyNotNewer why, List<Unmet> unmet) {
        List<String> needs = new ArrayList<>();
        List<String> have = new ArrayList<>();
        for (Unmet one : unmet) {
            needs.add(Statements.withoutMarker(one.requirement()));
            have.add(one.name() + " " + one.version());
        }
        return newest(why) + " needs " + Phrases.join(needs, "and") + ", and the set has " + Phrases.join(have, "and");
    }

    private static String trial(WhyNotNewer why, Trial trial) {
        String version = why.name() + " " + trial.version();
        return switch (trial) {
            case Trial.Impossible _ -> "; " + version + " does not go with what was asked for";
            case Trial.Trade(var _, List<Change> others, var _, var _) ->
                "; " + version + " would need something else to be older, such as " + changes(others);
            case Trial.OnlyUnneeded _ -> "; " + version + " would go only where nothing needs it";
            case Trial.AsGood _ -> "; " + version + " would go, too: none of the two sets is newer in all";
            case Trial.InDoubt(var _, List<String> files) ->
                "; whether " + version + " would go depends on what a build of " + Phrases.join(files, "and")
                        + " tells";
            case Trial.NotKnown _ -> "; the budget ended before it was known whether " + version + " would go";
        };
    }

    /** {@code Django 5.2 (here 5.3)}. */
    public static String changes(List<Change> changes) {
        List<String> parts = changes.stream()
                .limit(MOST_CHANGES)
                .map(change -> change.to() == null
                        ? "no " + change.name() + " (here " + change.from() + ")"
                        : change.name() + " " + change.to() + " (here " + change.from() + ")")
                .toList();
        int more = changes.size() - parts.size();
        return more == 0 ? Phrases.join(parts, "and") : String.join(", ", parts) + " and " + more + " more";
    }

    /** Why a dependency is older here than alone, or gone, a clause without its full stop; null where that is not evident. */
    public static @Nullable String dragged(Dragged dragged) {
        return switch (dragged.why()) {
            case null -> null;
            case WhyDragged.Bound(List<Binding> bindings) -> bound(bindings);
            case WhyDragged.NotRequired(var _, String name, var there, var here, boolean directly) ->
                name + " " + there + (directly ? " needs it, " : " leads to it, ")
                        + (here == null
                                ? "and there is no " + name + " here"
                                : "and " + name + " is " + here + " here");
        };
    }
}
