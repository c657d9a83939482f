package org.compatserver.referee;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.compatserver.referee.Finding.Pins;
import org.compatserver.referee.Finding.Standing;
import org.compatserver.referee.Report.Entry;
import org.compatserver.referee.Report.Row;

/** Makes the report of what was found. */
final class ReportWriter {
    private ReportWriter() {}

    static Report report(Plan plan, Panel panel, List<Finding> findings, List<Judge.Newest> newest) {
        List<Row> rows = new ArrayList<>();
        for (Interpreter interpreter : panel.pips().keySet()) {
            rows.add(row(
                    interpreter.python().toString(),
                    findings.stream()
                            .filter(finding -> finding.question().interpreter().equals(interpreter))
                            .toList()));
        }
        rows.add(row("all", findings));
        return new Report(
                plan.name(),
                plan.portfolio().size(),
                plan.asOf() == null ? null : plan.asOf().toString(),
                plan.size() == Plan.Size.EACH ? null : plan.seed(),
                tools(panel),
                panel.lacking().stream().map(Plan.Wanted::toString).toList(),
                rows,
                new Report.NewestRow(
                        newest.size(),
                        (int) newest.stream().filter(Judge.Newest::equal).count(),
                        newest.stream()
                                .filter(one -> !one.equal())
                                .map(ReportWriter::line)
                                .toList()),
                findings.stream().map(ReportWriter::entry).toList());
    }

    private static List<String> tools(Panel panel) {
        List<String> tools = new ArrayList<>();
        panel.pips().forEach((interpreter, pip) -> {
            boolean cutsOff = pip.release().cutsOff();
            tools.add(
                    pip.name() + " under " + interpreter + (cutsOff ? "" : ", which knows no cut-off: both sides now"));
        });
        Uv uv = panel.uv();
        tools.add(uv == null ? "no uv" : uv.name());
        return tools;
    }

    private static String line(Judge.Newest one) {
        return one.question() + " on " + one.question().interpreter().python() + ": ours "
                + one.ours().map(Object::toString).orElse("none") + ", pip's "
                + one.pip().map(Object::toString).orElse("none");
    }

    private static Row row(String name, List<Finding> findings) {
        List<Finding> compared = findings.stream()
                .filter(one -> one.standing() != Standing.FAULT && one.standing() != Standing.OPEN)
                .toList();
        return new Row(
                name,
                compared.size(),
                count(compared, one -> one.question().requirements().size() == 2),
                count(compared, one -> one.ours().result() == Result.SUCCESS),
                count(compared, one -> one.ours().result() == Result.CHECK_WARNING),
                count(compared, one -> one.ours().result() == Result.INSTALL_ERROR),
                count(compared, one -> one.standing() == Standing.EQUAL),
                count(compared, one -> one.standing() == Standing.PIP_WRONG),
                count(compared, one -> one.standing() == Standing.UNEXPLAINED),
                count(compared, one -> one.pins() != Pins.NOT_COMPARABLE),
                count(compared, one -> one.pins() == Pins.EQUAL),
                count(compared, one -> !one.better().isEmpty()),
                count(findings, one -> one.standing() == Standing.FAULT),
                count(findings, one -> one.standing() == Standing.OPEN),
                count(compared, ReportWriter::uvAnswered),
                count(
                        compared,
                        one -> uvAnswered(one)
                                && one.uv().result() == one.ours().result()));
    }

    private static boolean uvAnswered(Finding one) {
        return one.uv().result() != Result.OPEN && one.uv().result() != Result.FAULT;
    }

    private static int count(List<Finding> findings, Predicate<Finding> which) {
        return (int) findings.stream().filter(which).count();
    }

    private static Entry entry(Finding finding) {
        return new Entry(
                finding.question().texts(),
                finding.question().interpreter().python().toString(),
                finding.ours().text(),
                theirs(finding.question(), finding.pip()),
                theirs(finding.question(), finding.uv()),
                finding.standing().name(),
                finding.pins().name(),
                finding.differing(),
                finding.explanation(),
                finding.better());
    }

    private static String theirs(Case question, Theirs theirs) {
        Answer.Installed shown = theirs.shown();
        if (theirs.result() != Result.CHECK_WARNING || shown == null) {
            return theirs.result() + (theirs.message().isEmpty() ? "" : ": " + theirs.message());
        }
        return theirs.result() + ": "
                + question.requirements().stream()
                        .map(requirement -> requirement.project() + " "
                                + shown.version(requirement.project())
                                        .map(Object::toString)
                                        .orElse("-"))
                        .collect(Collectors.joining(", "));
    }
}
