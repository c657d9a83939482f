package org.compatserver.store;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Alone;
import org.compatserver.round.Cell;
import org.compatserver.round.Misfit;
import org.compatserver.round.Readings;
import org.compatserver.round.Readings.Reading;
import org.compatserver.round.Result;
import org.compatserver.round.Row;
import org.compatserver.round.Whole;

/** How the values of a round lie in the columns named {@code data}. A change of any of these needs a migration. */
final class Formats {
    private static final int RESULTS = Result.values().length;

    private Formats() {}

    /** Of its pairs the cells, then the misfits, each by its steps from the one before. */
    static byte[] row(Row row) {
        Pack pack = new Pack().bytes(row.cells()).number(row.misfits().size());
        int last = row.first();
        for (Misfit misfit : row.misfits()) {
            pack.number(misfit.second() - (long) last)
                    .number(misfit.clash())
                    .number(misfit.heldFirst())
                    .number(misfit.heldSecond());
            last = misfit.second();
        }
        return pack.done();
    }

    static Row row(int first, byte[] data) {
        Unpack unpack = new Unpack(data);
        byte[] cells = unpack.bytes();
        int count = unpack.small();
        List<Misfit> misfits = new ArrayList<>();
        int last = first;
        for (int i = 0; i < count; i++) {
            last += unpack.small();
            misfits.add(new Misfit(last, unpack.small(), unpack.small(), unpack.small()));
        }
        return new Row(first, cells, misfits);
    }

    static byte[] alone(List<Alone> alone) {
        Pack pack = new Pack().number(alone.size());
        for (Alone one : alone) {
            Cell cell = one.cell();
            pack.octet(cell == null ? Cell.OPEN : cell.packed())
                    .perhaps(one.newest())
                    .perhaps(one.held())
                    .number(one.pins())
                    .number(one.clash())
                    .text(one.text());
        }
        return pack.done();
    }

    static List<Alone> alone(byte[] data) {
        Unpack unpack = new Unpack(data);
        int count = unpack.small();
        List<Alone> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            result.add(new Alone(
                    Cell.of(unpack.octet()),
                    unpack.perhaps(),
                    unpack.perhaps(),
                    unpack.small(),
                    unpack.small(),
                    unpack.text()));
        }
        return result;
    }

    static byte[] wholes(List<Whole> wholes) {
        Pack pack = new Pack().number(wholes.size());
        for (Whole whole : wholes) {
            Result result = whole.result();
            pack.number(whole.packages())
                    .perhaps(result == null ? null : result.name())
                    .number(whole.held().size());
            whole.held()
                    .forEach((project, version) ->
                            pack.text(project.normalized()).text(version));
            pack.text(whole.text());
        }
        return pack.done();
    }

    static List<Whole> wholes(byte[] data) {
        Unpack unpack = new Unpack(data);
        int count = unpack.small();
        List<Whole> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int packages = unpack.small();
            String word = unpack.perhaps();
            Map<ProjectName, String> held = new TreeMap<>();
            for (int left = unpack.small(); left > 0; left--) {
                held.put(new ProjectName(unpack.text()), unpack.text());
            }
            result.add(new Whole(packages, word == null ? null : Result.valueOf(word), held, unpack.text()));
        }
        return result;
    }

    static byte[] readings(Readings readings) {
        Pack pack = new Pack().number(readings.projects().size());
        readings.projects()
                .forEach(reading -> pack.text(reading.project().normalized()).text(reading.digest()));
        pack.number(readings.alone().size());
        readings.alone().forEach(pack::bits);
        pack.number(readings.pairs().size());
        long last = 0;
        for (Map.Entry<Long, BitSet> pair : new TreeMap<>(readings.pairs()).entrySet()) {
            pack.number(pair.getKey() - last).bits(pair.getValue());
            last = pair.getKey();
        }
        return pack.done();
    }

    static Readings readings(byte[] data) {
        Unpack unpack = new Unpack(data);
        List<Reading> projects = new ArrayList<>();
        for (int left = unpack.small(); left > 0; left--) {
            projects.add(new Reading(new ProjectName(unpack.text()), unpack.text()));
        }
        List<BitSet> alone = new ArrayList<>();
        for (int left = unpack.small(); left > 0; left--) {
            alone.add(unpack.bits());
        }
        Map<Long, BitSet> pairs = new HashMap<>();
        long last = 0;
        for (int left = unpack.small(); left > 0; left--) {
            last += unpack.number();
            pairs.put(last, unpack.bits());
        }
        return new Readings(projects, alone, pairs);
    }

    /** How many of a row's pairs came to what, by {@link Result}'s order. */
    static long[] counts(Row row) {
        int[] byByte = new int[256];
        for (byte cell : row.cells()) {
            byByte[cell & 0xff]++;
        }
        long[] counts = new long[RESULTS];
        for (int packed = 1; packed < byByte.length; packed++) {
            if (byByte[packed] > 0) {
                add(counts, Cell.of((byte) packed), byByte[packed]);
            }
        }
        return counts;
    }

    static long[] counts(List<Alone> alone) {
        long[] counts = new long[RESULTS];
        alone.forEach(one -> add(counts, one.cell(), 1));
        return counts;
    }

    @SuppressWarnings("EnumOrdinal")
    private static void add(long[] counts, @org.jspecify.annotations.Nullable Cell cell, int many) {
        if (cell != null) {
            counts[cell.result().ordinal()] += many;
        }
    }
}
