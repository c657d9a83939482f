package org.compatserver.catalog;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.compatserver.catalog.FileMetadata.Row;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * The content of a project's metadata file. A header of 8 bytes, then batches, one a file: length and CRC-32 of what follows (int each), then texts, then
 * rows, then the file. Texts and rows are numbered through all batches, and each batch adds only those that it needs and that are new; so two
 * versions that say the same cost a few numbers. Big-endian.
 *
 * <pre>
 * texts  int count, each: int length, UTF-8
 * rows   int count, each 6 ints, numbers of texts: project, extras (joined by commas), specifiers, marker, address, source; -1 for none
 * file   32 bytes SHA-256, int kind, then numbers
 *        known, known from egg-info: name, version, Requires-Python, count and numbers of extras, count and numbers of rows
 *        unknowable, invalid: why
 * </pre>
 *
 * <p>Texts are decoded and rows made when first needed. Not safe for several threads.
 */
final class MetadataLog {
    private static final int MAGIC = 0x4343504D;
    private static final int FORMAT = 2;
    private static final int HEADER = 8;
    private static final int KNOWN = 0;
    private static final int ASSUMED = 1;
    private static final int UNKNOWABLE = 2;
    private static final int INVALID = 3;
    private static final int ROW = 6;

    private byte[] bytes = new byte[0];
    private int length;
    private int[] textAt = new int[0];
    private @Nullable String[] texts = new String[0];
    private int textCount;
    private int[] rowAt = new int[0];
    private @Nullable Row[] rows = new Row[0];
    private int rowCount;
    private final Map<FileHash, Integer> files = new HashMap<>();

    /** Filled only when something is to be appended. */
    private final Map<String, Integer> textNumbers = new HashMap<>();

    private final Map<Row, Integer> rowNumbers = new HashMap<>();
    private int numberedTexts;
    private int numberedRows;

    /** How many bytes were understood. */
    int length() {
        return length;
    }

    boolean contains(FileHash hash) {
        return files.containsKey(hash);
    }

    void clear() {
        length = 0;
        textCount = 0;
        rowCount = 0;
        numberedTexts = 0;
        numberedRows = 0;
        files.clear();
        textNumbers.clear();
        rowNumbers.clear();
        Arrays.fill(texts, null);
        Arrays.fill(rows, null);
    }

    /** Takes bytes that follow those understood so far; stops at the first batch that is not whole. */
    void read(ByteBuffer more) {
        bytes = Arrays.copyOf(bytes, length + more.remaining());
        more.get(bytes, length, more.remaining());
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (length == 0) {
            if (bytes.length < HEADER || buffer.getInt(0) != MAGIC || buffer.getInt(4) != FORMAT) {
                return;
            }
            length = HEADER;
        }
        while (isWhole(buffer, length)) {
            int size = buffer.getInt(length);
            index(buffer, length + HEADER);
            length += HEADER + size;
        }
    }

    private static boolean isWhole(ByteBuffer buffer, int at) {
        int left = buffer.limit() - at - HEADER;
        if (left < 0) {
            return false;
        }
        int size = buffer.getInt(at);
        if (size < 0 || size > left) {
            return false;
        }
        CRC32 checksum = new CRC32();
        checksum.update(buffer.slice(at + HEADER, size));
        return (int) checksum.getValue() == buffer.getInt(at + 4);
    }

    private void index(ByteBuffer buffer, int start) {
        int at = start;
        int newTexts = buffer.getInt(at);
        at += 4;
        textAt = grown(textAt, textCount + newTexts);
        texts = Arrays.copyOf(texts, textAt.length);
        for (int i = 0; i < newTexts; i++) {
            textAt[textCount++] = at;
            at += 4 + buffer.getInt(at);
        }
        int newRows = buffer.getInt(at);
        at += 4;
        rowAt = grown(rowAt, rowCount + newRows);
        rows = Arrays.copyOf(rows, rowAt.length);
        for (int i = 0; i < newRows; i++) {
            rowAt[rowCount++] = at;
            at += 4 * ROW;
        }
        files.put(FileHash.read(buffer, at), at + FileHash.BYTES);
    }

    private static int[] grown(int[] values, int needed) {
        return needed <= values.length ? values : Arrays.copyOf(values, Math.max(needed, 2 * values.length));
    }

    /** The file's metadata; null if it is not here. */
    @Nullable
    FileMetadata find(FileHash hash) {
        Integer offset = files.get(hash);
        if (offset == null) {
            return null;
        }
        ByteBuffer at = ByteBuffer.wrap(bytes).position(offset);
        int kind = at.getInt();
        return switch (kind) {
            case UNKNOWABLE -> new FileMetadata.Unknowable(text(at.getInt()));
            case INVALID -> new FileMetadata.Invalid(text(at.getInt()));
            default -> known(at, kind == ASSUMED);
        };
    }

    private FileMetadata known(ByteBuffer at, boolean assumed) {
        String name = text(at.getInt());
        Version version = Version.of(text(at.getInt()));
        String python = textOrNull(at.getInt());
        Set<Extra> extras = new HashSet<>();
        for (int count = at.getInt(); count > 0; count--) {
            extras.add(new Extra(text(at.getInt())));
        }
        List<Row> found = new ArrayList<>();
        for (int count = at.getInt(); count > 0; count--) {
            found.add(row(at.getInt()));
        }
        return new FileMetadata.Known(name, version, python, extras, found, assumed);
    }

    private Row row(int number) {
        Row row = rows[number];
        if (row == null) {
            ByteBuffer at = ByteBuffer.wrap(bytes).position(rowAt[number]);
            ProjectName target = new ProjectName(text(at.getInt()));
            String extras = textOrNull(at.getInt());
            row = new Row(
                    target,
                    extras == null
                            ? List.of()
                            : Stream.of(extras.split(",", -1)).map(Extra::new).toList(),
                    text(at.getInt()),
                    textOrNull(at.getInt()),
                    textOrNull(at.getInt()),
                    text(at.getInt()));
            rows[number] = row;
        }
        return row;
    }

    private String text(int number) {
        return Objects.requireNonNull(textOrNull(number));
    }

    private @Nullable String textOrNull(int number) {
        if (number < 0) {
            return null;
        }
        String text = texts[number];
        if (text == null) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            text = new String(bytes, textAt[number] + 4, buffer.getInt(textAt[number]), StandardCharsets.UTF_8);
            texts[number] = text;
        }
        return text;
    }

    /** Adds a file's metadata; the bytes returned belong at the end of the file. */
    ByteBuffer append(FileHash hash, FileMetadata metadata) {
        numberEverything();
        List<String> newTexts = new ArrayList<>();
        List<int[]> newRows = new ArrayList<>();
        int[] content = content(metadata, newTexts, newRows);
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(payload)) {
            out.writeInt(newTexts.size());
            for (String text : newTexts) {
                byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(encoded.length);
                out.write(encoded);
            }
            out.writeInt(newRows.size());
            for (int[] row : newRows) {
                writeAll(out, row);
            }
            out.write(hash.toByteArray());
            writeAll(out, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean first = length == 0;
        CRC32 checksum = new CRC32();
        checksum.update(payload.toByteArray());
        ByteBuffer batch = ByteBuffer.allocate((first ? HEADER : 0) + HEADER + payload.size());
        if (first) {
            batch.putInt(MAGIC).putInt(FORMAT);
        }
        batch.putInt(payload.size()).putInt((int) checksum.getValue()).put(payload.toByteArray());
        read(batch.flip().duplicate());
        return batch;
    }

    private static void writeAll(DataOutputStream out, int[] numbers) throws IOException {
        for (int number : numbers) {
            out.writeInt(number);
        }
    }

    private void numberEverything() {
        for (; numberedTexts < textCount; numberedTexts++) {
            textNumbers.put(text(numberedTexts), numberedTexts);
        }
        for (; numberedRows < rowCount; numberedRows++) {
            rowNumbers.put(row(numberedRows), numberedRows);
        }
    }

    private int[] content(FileMetadata metadata, List<String> newTexts, List<int[]> newRows) {
        return switch (metadata) {
            case FileMetadata.Unknowable(var reason) -> new int[] {UNKNOWABLE, number(reason, newTexts)};
            case FileMetadata.Invalid(var problem) -> new int[] {INVALID, number(problem, newTexts)};
            case FileMetadata.Known known -> {
                List<Integer> numbers = new ArrayList<>();
                numbers.add(known.assumed() ? ASSUMED : KNOWN);
                numbers.add(number(known.name(), newTexts));
                numbers.add(number(known.version().toString(), newTexts));
                numbers.add(number(known.requiresPython(), newTexts));
                numbers.add(known.extras().size());
                known.extras().forEach(extra -> numbers.add(number(extra.normalized(), newTexts)));
                numbers.add(known.rows().size());
                known.rows().forEach(row -> numbers.add(number(row, newTexts, newRows)));
                yield numbers.stream().mapToInt(Integer::intValue).toArray();
            }
        };
    }

    private int number(@Nullable String text, List<String> newTexts) {
        if (text == null) {
            return -1;
        }
        Integer known = textNumbers.get(text);
        if (known != null) {
            return known;
        }
        int next = textCount + newTexts.size();
        textNumbers.put(text, next);
        newTexts.add(text);
        return next;
    }

    private int number(Row row, List<String> newTexts, List<int[]> newRows) {
        Integer known = rowNumbers.get(row);
        if (known != null) {
            return known;
        }
        String extras = row.extras().stream().map(Extra::normalized).collect(Collectors.joining(","));
        int next = rowCount + newRows.size();
        newRows.add(new int[] {
            number(row.target().normalized(), newTexts),
            number(row.extras().isEmpty() ? null : extras, newTexts),
            number(row.specifiers(), newTexts),
            number(row.marker(), newTexts),
            number(row.address(), newTexts),
            number(row.source(), newTexts)
        });
        rowNumbers.put(row, next);
        return next;
    }
}
