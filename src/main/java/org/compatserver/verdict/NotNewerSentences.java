package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.compatserver.pep.version.Version;
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

    /** A line of its own: {@code protobuf 5.29.5, newest 6.33.0 (12 newer releases, the first out for 400 days): iot 2.9.2, asked for, needs protobuf<5}. */
    public static String line(WhyNotNewer why) {
        return head(why) + ": " + reason(why);
    }

    /** {@code protobuf 5.29.5, newest 6.33.0 (12 newer releases, the first out for 400 days)}. */
    public static String head(WhyNotNewer why) {
        return why.name() + " " + why.version() + ", newest " + why.newest()
                + behind(why.releasesBehind(), why.lagDays());
    }

    private static String behind(int releases, @Nullable Long days) {
        if (releases == 0) {
            return "";
        }
        String out = days == null ? "" : (releases == 1 ? ", out for " : ", the first out for ") + count(days, "day");
        return " (" + count(releases, "newer release") + out + ")";
    }

    private static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? noun : noun + "s");
    }

    /** The reason, a clause without its full stop; with what came of trying, if somebody did. */
    public static String reason(WhyNotNewer why) {
        Trial trial = why.trial();
        return switch (why.reason()) {
            case Reason.Needs _ -> look(why) + (trial == null ? "" : "; " + outcome(why, trial));
            case Reason.NotEvident() ->
                trial == null
                        ? look(why) + "; what else keeps it out takes a longer look (explain=full, or compat why "
                                + why.name() + ")"
                        : lines(trial) + outcome(why, trial);
            case Reason.Bound _, Reason.Held _, Reason.Unusable _, Reason.NotAdmitted _ -> look(why);
        };
    }

    /** What a look tells, a clause without its full stop. */
    public static String look(WhyNotNewer why) {
        return switch (why.reason()) {
            case Reason.Bound(List<Binding> bindings) -> bound(bindings, why.newest());
            case Reason.Held(String because) -> because;
            case Reason.Needs(List<Unmet> unmet) -> unmet(why, unmet);
            case Reason.Unusable(var unavailable) ->
                Reasons.clause(new Phrases.Phrase(newest(why), false), unavailable);
            case Reason.NotAdmitted(boolean yanked) ->
                newest(why)
                        + (yanked
                                ? " is yanked, and nothing here pins it"
                                : " is a pre-release, which nothing here admits");
            case Reason.NotEvident() -> "no requirement here excludes " + newest(why);
        };
    }

    private static String lines(Trial trial) {
        List<Line> lines = because(trial);
        return lines.isEmpty() ? "" : because(lines) + "; ";
    }

    /** Why a version was not found, or not without a trade. */
    public static List<Line> because(Trial trial) {
        return switch (trial) {
            case Trial.Impossible(var _, List<Line> lines, var _) -> lines;
            case Trial.Trade trade -> trade.lines();
            case Trial.AsGood _, Trial.InDoubt _, Trial.NotKnown _ -> List.of();
        };
    }

    /** Lines as one clause. */
    public static String because(List<Line> lines) {
        return Phrases.join(lines.stream().map(Line::text).toList(), "and");
    }

    private static String newest(WhyNotNewer why) {
        return why.name() + " " + why.newest();
    }

    /** What excludes a version, a clause. */
    private static String bound(List<Binding> bindings, Version version) {
        List<String> clauses = bindings.stream()
                .limit(MOST_BINDINGS)
                .map(binding -> binding(binding, version))
                .toList();
        int more = bindings.size() - clauses.size();
        return more == 0
                ? Phrases.join(clauses, "and")
                : String.join(", ", clauses) + " and " + more + " more like these";
    }

    /** {@code iot 2.9.2, asked for, needs protobuf<5}, {@code a 1 needs b<2 (x -> y -> a; its newest, 3, allows it)}. */
    private static String binding(Binding binding, Version version) {
        return switch (binding) {
            case Binding.Asked(String requirement) -> requirement + " was asked for";
            case Binding.Constraint(String specifiers) -> "the constraint " + specifiers + " excludes it";
            case Binding.Required required -> required(required, version);
        };
    }

    /** Who requires a project, and how: {@code a 1: b<2 (x -> y -> a)}. */
    public static String requiredBy(Binding binding) {
        return switch (binding) {
            case Binding.Asked(String requirement) -> "you: " + requirement;
            case Binding.Constraint(String specifiers) -> "a constraint: " + specifiers;
            case Binding.Required required ->
                required.name() + " " + required.version() + (required.isAskedFor() ? ", asked for: " : ": ")
                        + Statements.withoutMarker(required.requirement())
                        + (required.isAskedFor() ? "" : " (" + chain(required) + ")");
        };
    }

    private static String required(Binding.Required required, Version version) {
        List<String> aside = new ArrayList<>();
        if (!required.isAskedFor()) {
            aside.add(chain(required));
        }
        if (!required.isAtNewest()) {
            aside.add(latest(required));
        }
        return required.name() + " " + required.version() + (required.isAskedFor() ? ", asked for," : "") + " needs "
                + Statements.excluding(required.requirement(), version)
                + (aside.isEmpty() ? "" : " (" + String.join("; ", aside) + ")");
    }

    private static String latest(Binding.Required required) {
        return switch (required.latestExcludesToo()) {
            case null -> "its newest is " + required.latest();
            case Boolean too -> "its newest, " + required.latest() + (too ? ", excludes it too" : ", allows it");
        };
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

    /** What came of trying, a clause without its full stop. */
    public static String outcome(WhyNotNewer why, Trial trial) {
        String version = why.name() + " " + trial.version();
        return switch (trial) {
            case Trial.Impossible _ -> version + " does not go with these versions of what was asked for";
            case Trial.Trade trade ->
                version + " would go only with something else older, such as " + changes(trade.others())
                        + (trade.needed() ? "" : ", where nothing needs it");
            case Trial.AsGood(var _, var _, boolean needed) ->
                needed
                        ? version
                                + " would go with everything else as new: there are several sets, and this is the one found first"
                        : version + " would go, but nothing would need it";
            case Trial.InDoubt(var _, List<String> files) ->
                "whether " + version + " would go depends on what a build of " + Phrases.join(files, "and") + " tells";
            case Trial.NotKnown(var _, String unknown) ->
                "whether " + version + " would go was not found out: " + unknown;
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
            case WhyDragged.Bound(List<Binding> bindings) -> bound(bindings, dragged.from());
            case WhyDragged.NotRequired(var _, String name, var there, var here, boolean directly) ->
                name + " " + there + (directly ? " needs it, " : " leads to it, ")
                        + (here == null
                                ? "and there is no " + name + " here"
                                : "and " + name + " is " + here + " here");
        };
    }
}
