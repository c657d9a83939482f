package org.compatserver.referee;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of it.
 *
 * @param portfolio its name
 * @param lines how many it has
 * @param asOf RFC 3339; null means now
 * @param seed of what was drawn; null when all was asked
 * @param tools who was asked, with versions
 * @param lacking Pythons that are not on this machine
 * @param summary a row for each Python, and one for all
 * @param newest how many requirements pip and we have the same newest version for, and the others
 * @param questions all, in the order drawn
 */
public record Report(
        String portfolio,
        int lines,
        @Nullable String asOf,
        @Nullable Long seed,
        List<String> tools,
        List<String> lacking,
        List<Row> summary,
        NewestRow newest,
        List<Entry> questions) {
    public Report {
        tools = List.copyOf(tools);
        lacking = List.copyOf(lacking);
        summary = List.copyOf(summary);
        questions = List.copyOf(questions);
    }

    /**
     * The counts of one Python, or of all.
     *
     * @param python which, with the pip and the platform
     * @param questions that were compared: those that broke down, or were not asked yet, are not among them
     * @param pairs of these have two packages; the others have three
     * @param success our verdicts: at newest
     * @param held our verdicts: something is held back
     * @param impossible our verdicts: nothing fits
     * @param equal verdicts equal to pip's
     * @param pipWrong verdicts that differ, pip's proved wrong
     * @param unexplained verdicts that differ without such a proof
     * @param comparable questions where pip, too, holds nothing back
     * @param pinsEqual of these, the ones with the same version of every project
     * @param bettered questions where pip's free answer is better than ours
     * @param faults questions without a comparison, something having broken down
     * @param open questions that pip was not asked
     * @param uvAsked questions that uv answered
     * @param uvEqual of these, the ones with our verdict
     */
    public record Row(
            String python,
            int questions,
            int pairs,
            int success,
            int held,
            int impossible,
            int equal,
            int pipWrong,
            int unexplained,
            int comparable,
            int pinsEqual,
            int bettered,
            int faults,
            int open,
            int uvAsked,
            int uvEqual) {}

    /** Newest versions of single requirements. */
    public record NewestRow(int compared, int equal, List<String> different) {
        public NewestRow {
            different = List.copyOf(different);
        }
    }

    /**
     * A question.
     *
     * @param python the exact version
     * @param ours our verdict, with what is held back or broke down
     * @param pip pip's, likewise
     * @param uv uv's; OPEN when it was not asked
     * @param verdict EQUAL, PIP_WRONG, UNEXPLAINED, FAULT, OPEN
     * @param pins EQUAL, DIFFERENT, NOT_COMPARABLE
     * @param differing our version and pip's, project by project, where pins are different
     * @param better what of pip's answer is better; empty when nothing is
     */
    public record Entry(
            List<String> packages,
            String python,
            String ours,
            String pip,
            String uv,
            String verdict,
            String pins,
            List<String> differing,
            String explanation,
            String better) {
        public Entry {
            packages = List.copyOf(packages);
            differing = List.copyOf(differing);
        }
    }

    /** 0 all agree, or pip is proved wrong; 1 something is unexplained or bettered; 2 something broke down, was not asked, or a Python is lacking, and nothing worse. */
    public int exitCode() {
        Row all = summary.getLast();
        if (all.unexplained() > 0 || all.bettered() > 0 || !newest.different().isEmpty()) {
            return 1;
        }
        return all.faults() + all.open() > 0 || !lacking.isEmpty() ? 2 : 0;
    }

    /** The same as a page for people. */
    public String markdown() {
        return new MarkdownReport(this).text();
    }
}
