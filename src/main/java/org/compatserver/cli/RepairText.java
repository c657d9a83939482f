package org.compatserver.cli;

import java.util.ArrayList;
import java.util.List;
import org.compatserver.verdict.Explanation;
import org.compatserver.verdict.Remedy;
import org.compatserver.verdict.Repair;
import org.compatserver.verdict.RepairSentences;
import org.compatserver.verdict.Repairs;
import org.compatserver.verdict.Verdict;
import org.compatserver.wire.Replies;

/** Repairs as text for people: what is wrong in a sentence, then numbered, what to change and what comes of it. */
final class RepairText {
    private static final String INDENT = "  ";
    private static final String UNDER_NUMBER = "     ";

    /** No one reads more of what others could change. */
    private static final int MOST_REMEDIES = 5;

    /** Nor of the reasons. */
    private static final int MOST_LINES = 9;

    private RepairText() {}

    /** Lines, each with its end. */
    static String of(Repairs repairs) {
        List<String> lines = new ArrayList<>();
        lines.add(HumanText.head(Replies.of(repairs.verdict())));
        why(repairs.verdict()).forEach(line -> lines.add(INDENT + line));
        int number = 0;
        if (repairs.repairs().isEmpty()) {
            lines.add(INDENT + RepairSentences.nothing(repairs));
        } else {
            lines.add(RepairSentences.ownHead(repairs));
        }
        for (Repair repair : repairs.repairs()) {
            lines.add(INDENT + ++number + ". " + RepairSentences.changes(repair));
            lines.add(UNDER_NUMBER + RepairSentences.outcome(repair));
        }
        List<Remedy> remedies = repairs.remedies();
        if (!remedies.isEmpty()) {
            lines.add(RepairSentences.othersHead(repairs));
        }
        for (Remedy remedy : remedies.subList(0, Math.min(MOST_REMEDIES, remedies.size()))) {
            lines.add(INDENT + ++number + ". " + RepairSentences.remedy(remedy));
        }
        if (remedies.size() > MOST_REMEDIES) {
            lines.add(UNDER_NUMBER + "and " + (remedies.size() - MOST_REMEDIES) + " more (--json lists all)");
        }
        if (number > 0) {
            lines.add(RepairSentences.CAUTION);
        }
        repairs.verdict().context().notices().forEach(notice -> lines.add(INDENT + "note: " + notice));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> why(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Success _ -> List.of();
            case Verdict.CheckWarning warning -> why(warning.explanation());
            case Verdict.InstallError error -> why(error.explanation());
            case Verdict.Unknown unknown -> List.of(unknown.description());
        };
    }

    /** The lines, where the sentence does not say them. */
    private static List<String> why(Explanation explanation) {
        return explanation
                .withRemedies(List.of())
                .withHints(List.of())
                .text()
                .lines()
                .limit(MOST_LINES)
                .toList();
    }
}
