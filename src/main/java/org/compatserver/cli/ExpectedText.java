package org.compatserver.cli;

import java.util.Locale;
import org.compatserver.round.Expectation;
import org.compatserver.round.Judgement;

/** What a round came to beside what was expected, for people. */
final class ExpectedText {
    private ExpectedText() {}

    static String of(Judgement judgement) {
        StringBuilder text = new StringBuilder();
        long unexpected = judgement.unexpected().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        text.append(String.format(Locale.ROOT, "%n%s expected, %,d not.%n", failures(judgement.covered()), unexpected));
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
            text.append(idle.place() + ": nothing fails any more over " + idle.what() + ": remove the entry.\n");
        }
        return text.toString();
    }

    private static String failures(long number) {
        return String.format(Locale.ROOT, number == 1 ? "%,d failure is" : "%,d failures are", number);
    }
}
