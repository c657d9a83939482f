package org.compatserver.referee;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.compatserver.referee.Report.Entry;
import org.compatserver.referee.Report.Row;

/** A report as Markdown: the counts, then every difference. */
final class MarkdownReport {
    private static final int MOST_DIFFERENCES = 6;

    private final Report report;
    private final StringBuilder text = new StringBuilder();

    MarkdownReport(Report report) {
        this.report = report;
    }

    String text() {
        intro();
        summary();
        newest();
        table(
                "Verdicts that differ",
                one -> one.verdict().equals("PIP_WRONG") || one.verdict().equals("UNEXPLAINED"),
                "| question | Python | ours | pip | explanation |",
                one -> List.of(
                        packages(one),
                        one.python(),
                        one.ours(),
                        one.pip(),
                        one.explanation().isEmpty() ? "unexplained" : "pip is wrong: " + one.explanation()));
        table(
                "Answers that pip betters",
                one -> !one.better().isEmpty(),
                "| question | Python | ours | pip | better |",
                one -> List.of(packages(one), one.python(), one.ours(), one.pip(), one.better()));
        table(
                "Sets that differ, everything asked for being at its newest in both",
                one -> one.pins().equals("DIFFERENT"),
                "| question | Python | ours / pip's | why |",
                one -> List.of(packages(one), one.python(), differing(one), one.explanation()));
        table(
                "Broken down",
                one -> one.verdict().equals("FAULT"),
                "| question | Python | ours | pip |",
                one -> List.of(packages(one), one.python(), one.ours(), one.pip()));
        table(
                "Where uv's verdict is another",
                one -> isCompared(one)
                        && !kind(one.uv()).equals("OPEN")
                        && !kind(one.uv()).equals(kind(one.ours())),
                "| question | Python | ours and pip's | uv |",
                one -> List.of(packages(one), one.python(), one.ours(), one.uv()));
        return text.toString();
    }

    private void intro() {
        text.append("Questions of `")
                .append(report.portfolio())
                .append("` (")
                .append(report.lines())
                .append(" lines), ")
                .append(report.seed() == null ? "each by itself" : "drawn with seed " + report.seed())
                .append(", wheels only, ")
                .append(report.asOf() == null ? "as of now" : "as of " + report.asOf())
                .append(". Asked:\n\n");
        report.tools().forEach(tool -> text.append("- ").append(tool).append('\n'));
        report.lacking()
                .forEach(python -> text.append("- no CPython ").append(python).append(" on this machine\n"));
        text.append('\n');
    }

    private void summary() {
        head(
                "| Python | questions | pairs | SUCCESS | CHECK_WARNING | INSTALL_ERROR | verdicts equal | pip wrong | unexplained"
                        + " | pins equal | bettered | broken down | uv's verdict equal |");
        for (Row row : report.summary()) {
            line(List.of(
                    row.python(),
                    row.questions() + (row.open() == 0 ? "" : " (" + row.open() + " not asked)"),
                    "" + row.pairs(),
                    "" + row.success(),
                    "" + row.held(),
                    "" + row.impossible(),
                    "" + row.equal(),
                    "" + row.pipWrong(),
                    "" + row.unexplained(),
                    row.pinsEqual() + " of " + row.comparable(),
                    "" + row.bettered(),
                    "" + row.faults(),
                    row.uvAsked() == 0 ? "-" : row.uvEqual() + " of " + row.uvAsked()));
        }
        text.append('\n');
    }

    private void newest() {
        text.append("Newest versions of single requirements: ")
                .append(report.newest().equal())
                .append(" of ")
                .append(report.newest().compared())
                .append(" equal to pip's.\n");
        report.newest().different().forEach(one -> text.append("- ").append(one).append('\n'));
    }

    private void table(String title, Predicate<Entry> which, String head, Function<Entry, List<String>> cells) {
        List<Entry> entries = report.questions().stream().filter(which).toList();
        if (entries.isEmpty()) {
            return;
        }
        text.append("\n### ").append(title).append("\n\n");
        head(head);
        entries.forEach(one -> line(cells.apply(one)));
    }

    private void head(String head) {
        text.append(head).append('\n').append(head.replaceAll("[^|]+", "---")).append('\n');
    }

    private void line(List<String> cells) {
        text.append('|');
        cells.forEach(cell -> text.append(' ').append(cell.replace("|", "\\|")).append(" |"));
        text.append('\n');
    }

    private static boolean isCompared(Entry one) {
        return !one.verdict().equals("FAULT") && !one.verdict().equals("OPEN");
    }

    /** The verdict's name, before what else is said. */
    private static String kind(String verdict) {
        int colon = verdict.indexOf(':');
        return colon < 0 ? verdict : verdict.substring(0, colon);
    }

    private static String packages(Entry one) {
        return "`" + String.join(" ", one.packages()) + "`";
    }

    private static String differing(Entry one) {
        List<String> all = one.differing();
        return String.join("; ", all.subList(0, Math.min(all.size(), MOST_DIFFERENCES)))
                + (all.size() > MOST_DIFFERENCES ? "; and " + (all.size() - MOST_DIFFERENCES) + " more" : "");
    }
}
