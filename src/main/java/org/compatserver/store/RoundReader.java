package org.compatserver.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Alone;
import org.compatserver.round.Clash;
import org.compatserver.round.Plan;
import org.compatserver.round.Readings;
import org.compatserver.round.Result;
import org.compatserver.round.Round;
import org.compatserver.round.RoundStore.Header;
import org.compatserver.round.Row;
import org.compatserver.round.Sheet;
import org.compatserver.round.Whole;
import org.jspecify.annotations.Nullable;

/** Reads what is there of rounds. */
final class RoundReader {
    private final Connection connection;

    RoundReader(Connection connection) {
        this.connection = connection;
    }

    /** Null if there is none of that number. */
    @Nullable
    Round round(long id) throws SQLException {
        List<Round> found = Sql.rows(
                connection,
                row -> whole(id, PlanText.read(row.getString(1)), time(row, 2), timeOrNull(row, 3)),
                "select plan, begun, ended from rounds where id = ?",
                id);
        return found.isEmpty() ? null : found.getFirst();
    }

    private Round whole(long id, Plan plan, @Nullable Instant begun, @Nullable Instant ended) throws SQLException {
        List<Sheet> sheets = new ArrayList<>();
        for (int target = 0; target < plan.targets().size(); target++) {
            List<Whole> wholes = wholes(id, target);
            sheets.add(new Sheet(
                    plan.targets().get(target),
                    alone(id, target),
                    rows(id, target),
                    wholes == null ? List.of() : wholes));
        }
        return new Round(
                id, plan, java.util.Objects.requireNonNull(begun), ended, sheets, clashes(id), filled(texts(id)));
    }

    private static List<String> filled(List<@Nullable String> texts) {
        return texts.stream().map(text -> text == null ? "" : text).toList();
    }

    List<Alone> alone(long id, int target) throws SQLException {
        List<Alone> found = part(id, target, "alone", Formats::alone);
        return found == null ? List.of() : found;
    }

    private @Nullable List<Whole> wholes(long id, int target) throws SQLException {
        return part(id, target, "wholes", Formats::wholes);
    }

    @Nullable
    Readings readings(long id, int target) throws SQLException {
        return part(id, target, "readings", Formats::readings);
    }

    private <T> @Nullable T part(long id, int target, String kind, Function<byte[], T> format) throws SQLException {
        List<byte[]> found = Sql.rows(
                connection,
                row -> row.getBytes(1),
                "select data from parts where round = ? and target = ? and kind = ?",
                id,
                target,
                kind);
        return found.isEmpty() ? null : format.apply(found.getFirst());
    }

    /** By number. */
    List<Row> rows(long id, int target) throws SQLException {
        return Sql.rows(
                connection,
                row -> Formats.row(row.getInt(1), row.getBytes(2)),
                "select first, data from pairs where round = ? and target = ? order by first",
                id,
                target);
    }

    /** The numbers of the rows that are there. */
    List<Integer> firsts(long id, int target) throws SQLException {
        return Sql.rows(
                connection, row -> row.getInt(1), "select first from pairs where round = ? and target = ?", id, target);
    }

    Map<ProjectName, String> looked(long id, int target) throws SQLException {
        Map<ProjectName, String> result = new HashMap<>();
        Sql.rows(
                connection,
                row -> result.put(new ProjectName(row.getString(1)), row.getString(2)),
                "select project, digest from looked where round = ? and target = ?",
                id,
                target);
        return result;
    }

    /** By number; at 0, null. */
    List<@Nullable Clash> clashes(long id) throws SQLException {
        return numbered(null, ClashText::read, "select number, clash from clashes where round = ? order by number", id);
    }

    /** By number; at 0, the empty one. */
    List<@Nullable String> texts(long id) throws SQLException {
        return numbered("", text -> text, "select number, text from texts where round = ? order by number", id);
    }

    private <T> List<@Nullable T> numbered(@Nullable T none, Function<String, T> read, String sql, long id)
            throws SQLException {
        List<@Nullable T> result = new ArrayList<>();
        result.add(none);
        Sql.rows(
                connection,
                row -> {
                    int number = row.getInt(1);
                    while (result.size() < number) {
                        result.add(null);
                    }
                    return result.add(read.apply(row.getString(2)));
                },
                sql,
                id);
        return result;
    }

    /** Latest first. */
    List<Header> headers(int most) throws SQLException {
        return Sql.rows(
                connection,
                this::header,
                "select id, title, begun, ended, checks, success, warning, error, unknown, plan from rounds"
                        + " order by id desc limit ?",
                most);
    }

    private Header header(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        Instant ended = timeOrNull(row, 4);
        List<Long> results = ended == null ? soFar(id) : results(row);
        Plan plan = PlanText.read(row.getString("plan"));
        return new Header(
                id,
                row.getString("title"),
                Instant.ofEpochMilli(row.getLong("begun")),
                ended,
                plan.asOf(),
                plan.sources(),
                row.getLong("checks"),
                results.stream().mapToLong(Long::longValue).sum(),
                results);
    }

    private static List<Long> results(ResultSet row) throws SQLException {
        return List.of(row.getLong("success"), row.getLong("warning"), row.getLong("error"), row.getLong("unknown"));
    }

    /** Of a round that is not finished. */
    List<Long> soFar(long id) throws SQLException {
        long[] sums = new long[Result.values().length];
        for (String table : List.of("pairs", "parts")) {
            List<Long> counted = Sql.rows(
                            connection,
                            RoundReader::results,
                            "select total(success) success, total(warning) warning, total(error) error,"
                                    + " total(unknown) unknown from " + table + " where round = ?",
                            id)
                    .getFirst();
            for (int result = 0; result < sums.length; result++) {
                sums[result] += counted.get(result);
            }
        }
        return Arrays.stream(sums).boxed().toList();
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    private static @Nullable Instant timeOrNull(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
