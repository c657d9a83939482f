package org.compatserver.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.compatserver.round.Alone;
import org.compatserver.round.Cell;
import org.compatserver.round.Round;
import org.compatserver.round.Row;
import org.compatserver.round.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * A round's results as lines that are equal if the results are: whichever order they came in, and however often it was cut off. Left out is what may differ: numbers of clashes and
 * texts, and which rule settled a pair.
 */
public final class RoundDigest {
    private RoundDigest() {}

    /** A line for all packages of a target alone, and one for each of its rows. */
    public static List<String> lines(Round round) {
        return IntStream.range(0, round.sheets().size())
                .boxed()
                .flatMap(target -> lines(round, target, round.sheets().get(target)))
                .toList();
    }

    /** Of all lines. */
    public static String of(Round round) {
        return hash(String.join("\n", lines(round)));
    }

    private static Stream<String> lines(Round round, int target, Sheet sheet) {
        StringBuilder alone = new StringBuilder();
        sheet.alone().forEach(one -> alone.append(line(round, one)).append('\n'));
        return Stream.concat(
                Stream.of("target %d, packages alone: %d %s"
                        .formatted(target, sheet.alone().size(), hash(alone.toString()))),
                sheet.rows().stream()
                        .map(row -> "target %d, row %d: %d %s"
                                .formatted(target, row.first(), row.cells().length, hash(line(round, row)))));
    }

    private static String line(Round round, Alone one) {
        return result(one.cell()) + " " + one.newest() + " " + one.held() + " " + clash(round, one.clash()) + " "
                + one.text();
    }

    private static String line(Round round, Row row) {
        StringBuilder line = new StringBuilder();
        for (byte cell : row.cells()) {
            line.append(result(Cell.of(cell))).append(' ');
        }
        row.misfits()
                .forEach(misfit -> line.append(misfit.second())
                        .append(' ')
                        .append(clash(round, misfit.clash()))
                        .append(' ')
                        .append(round.text(misfit.heldFirst()))
                        .append(' ')
                        .append(round.text(misfit.heldSecond()))
                        .append('\n'));
        return line.toString();
    }

    private static String result(@Nullable Cell cell) {
        return cell == null ? "open" : cell.result().toString();
    }

    private static String clash(Round round, int number) {
        return number == 0 ? "" : round.clash(number).toString();
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
