package org.compatserver.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Cell;
import org.compatserver.round.Expectation;
import org.compatserver.round.Judgement;
import org.compatserver.round.Pairs.Pair;
import org.compatserver.round.Plan;
import org.compatserver.round.TargetLabels;

/** What a round came to beside what was expected, for people. */
final class ExpectedText {
    private ExpectedText() {}

    static String of(Judgement judgement, Plan plan) {
        StringBuilder text = new StringBuilder();
        long unexpected = judgement.unexpected().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        text.append(String.format(
                Locale.ROOT,
                "%n%s expected, %,d not%s%n",
                failures(judgement.covered()),
                unexpected,
                unexpected == 0 ? "." : ":"));
        judgement.examples().forEach(pair -> text.append("  " + check(pair, plan) + "\n"));
        if (unexpected > judgement.examples().size()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  and %,d more%n",
                    unexpected - judgement.examples().size()));
        }
        judgement
                .unexpectedWholes()
                .forEach(
                        result -> text.append("All packages together come to ")
                                .append(result)
                                .append(
                                        " on some target, which is worse than every check of one or two there, and is not expected.\n"));
        for (Expectation over : judgement.over()) {
            text.append(over.place() + ": the failure of " + over.what() + " was put up with until " + over.until()
                    + " (" + over.reason() + "), and that day is over: renew the entry, or remove it.\n");
        }
        for (Expectation idle : judgement.idle()) {
            List<ProjectName> absent = Judgement.absent(idle, plan);
            text.append(idle.place() + ": "
                    + (absent.isEmpty()
                            ? "nothing fails any more over " + idle.what() + ": remove the entry.\n"
                            : absent.stream().map(Object::toString).collect(Collectors.joining(" and "))
                                    + (absent.size() == 1 ? " is" : " are")
                                    + " not in this round: correct the name, or remove the entry.\n"));
        }
        return text.toString();
    }

    private static String check(Pair pair, Plan plan) {
        Cell cell = pair.cell();
        return plan.project(pair.first())
                + (pair.first() == pair.second() ? " by itself" : " with " + plan.project(pair.second()))
                + " on " + TargetLabels.of(plan.targets()).name(pair.target())
                + (cell == null ? "" : ": " + cell.result());
    }

    private static String failures(long number) {
        return String.format(Locale.ROOT, number == 1 ? "%,d failure is" : "%,d failures are", number);
    }
}
