package org.compatserver.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.sets.LargestSet;
import org.compatserver.round.sets.LeftOut;
import org.compatserver.round.sets.LeftOut.Kind;
import org.compatserver.verdict.Verdict;
import org.compatserver.wire.Replies;

/** The largest set on a target as text for people: how many fit, whether that is all that can, and what is left out for what. */
final class SetsText {
    private static final String INDENT = "  ";

    private SetsText() {}

    /** Lines, each with its end. */
    static String of(LargestSet set) {
        List<String> lines = new ArrayList<>();
        lines.add(head(set) + "   (" + where(set) + ")");
        bound(set).forEach(line -> lines.add(INDENT + line));
        // What no choice of others could bring in comes first.
        for (Kind kind : List.of(Kind.ALONE, Kind.UNKNOWN, Kind.CLASH, Kind.UNDECIDED)) {
            set.leftOut().stream().filter(out -> out.kind() == kind).forEach(out -> {
                lines.add(INDENT + "without " + out.project() + (out.newest() == null ? "" : " " + out.newest())
                        + without(out));
                lines.add(INDENT + INDENT + out.because());
            });
        }
        for (int i = 0; i < set.further().size(); i++) {
            lines.add(INDENT + "set " + (i + 2) + ": " + names(set.further().get(i)));
        }
        set.notices().forEach(notice -> lines.add(INDENT + "note: " + notice));
        return String.join("\n", lines) + "\n";
    }

    private static String head(LargestSet set) {
        int all = set.packages();
        if (!set.isWhole()) {
            return String.format(
                    Locale.ROOT,
                    "%,d of %,d packages fit together, each at its newest",
                    set.fitting().size(),
                    all);
        }
        return all == 1
                ? "The one package fits at its newest"
                : String.format(Locale.ROOT, "All %,d packages fit together, each at its newest", all);
    }

    private static String where(LargestSet set) {
        Verdict.Success success = set.set();
        return success == null
                ? "CPython " + set.target().python() + ", " + set.target().platform()
                : HumanText.where(Replies.of(success));
    }

    /** What is known of larger sets; nothing where all packages fit. */
    private static List<String> bound(LargestSet set) {
        int size = set.fitting().size();
        if (set.isWhole()) {
            return List.of();
        }
        if (set.isLargest()) {
            return List.of("No larger set exists.");
        }
        List<String> lines = new ArrayList<>();
        if (size < set.atMost()) {
            lines.add("The time ended before it was known whether a larger set exists: of " + set.atMost()
                    + " packages at most.");
        }
        if (set.atMost() < set.atMostIfBuilt()) {
            lines.add("Larger ones, of up to " + set.atMostIfBuilt()
                    + ", would depend on what files need that cannot be read without building.");
        }
        return lines;
    }

    private static String without(LeftOut out) {
        return switch (out.kind()) {
            case ALONE -> ", which cannot be at its newest even alone";
            case CLASH -> ", which does not fit with " + names(out.with());
            case UNKNOWN, UNDECIDED -> ", of which it is not known whether it fits";
        };
    }

    private static String names(List<ProjectName> projects) {
        return String.join(", ", projects.stream().map(ProjectName::normalized).toList());
    }
}
