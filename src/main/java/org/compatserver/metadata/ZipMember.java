package org.compatserver.metadata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One record of a zip archive's central directory.
 *
 * @param name as written, with its slashes
 * @param flags the general purpose flags
 * @param method 0 stored, 8 deflated
 * @param crc of the unpacked bytes
 * @param packed size in the archive
 * @param unpacked size of the content
 * @param headerOffset where its local header starts, as written
 * @param extraLength of the record's extra field; the local header's may differ
 */
record ZipMember(
        String name, int flags, int method, long crc, long packed, long unpacked, long headerOffset, int extraLength) {
    static final int RECORD = 0x02014b50;
    static final int RECORD_SIZE = 46;
    private static final long IN_EXTRA_FIELD = 0xffffffffL;
    private static final int ZIP64_EXTRA = 1;

    boolean encrypted() {
        return (flags & 1) != 0;
    }

    /**
     * The records that fill the bytes from {@code from} to {@code to} exactly.
     *
     * @throws BrokenArchive if the bytes are not such a chain of records
     */
    static List<ZipMember> chain(LittleEndian bytes, int from, int to) throws BrokenArchive {
        List<ZipMember> members = new ArrayList<>();
        int at = from;
        while (at < to) {
            if (at + RECORD_SIZE > to || bytes.int32(at) != RECORD) {
                throw new BrokenArchive("Its central directory has a gap");
            }
            int next = at + RECORD_SIZE + bytes.int16(at + 28) + bytes.int16(at + 30) + bytes.int16(at + 32);
            if (next > to) {
                throw new BrokenArchive("Its central directory is longer than it says");
            }
            members.add(record(bytes, at));
            at = next;
        }
        return members;
    }

    /** Whether a chain of records from {@code from} ends at {@code to} exactly. */
    static boolean chains(LittleEndian bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (at + RECORD_SIZE > to || bytes.int32(at) != RECORD) {
                return false;
            }
            at += RECORD_SIZE + bytes.int16(at + 28) + bytes.int16(at + 30) + bytes.int16(at + 32);
        }
        return at == to;
    }

    private static ZipMember record(LittleEndian bytes, int at) throws BrokenArchive {
        int nameLength = bytes.int16(at + 28);
        int extraLength = bytes.int16(at + 30);
        String name = new String(bytes.array(), at + RECORD_SIZE, nameLength, StandardCharsets.UTF_8);
        long packed = bytes.unsigned32(at + 20);
        long unpacked = bytes.unsigned32(at + 24);
        long offset = bytes.unsigned32(at + 42);
        int extra = zip64Extra(bytes, at + RECORD_SIZE + nameLength, extraLength);
        // The zip64 field holds, in this order, only those of the three that do not fit.
        if (unpacked == IN_EXTRA_FIELD) {
            unpacked = wide(bytes, extra);
            extra += 8;
        }
        if (packed == IN_EXTRA_FIELD) {
            packed = wide(bytes, extra);
            extra += 8;
        }
        if (offset == IN_EXTRA_FIELD) {
            offset = wide(bytes, extra);
        }
        return new ZipMember(
                name,
                bytes.int16(at + 8),
                bytes.int16(at + 10),
                bytes.unsigned32(at + 16),
                packed,
                unpacked,
                offset,
                extraLength);
    }

    /** Where the content of the zip64 extra field starts; -1 when there is none. */
    private static int zip64Extra(LittleEndian bytes, int from, int length) {
        int at = from;
        while (at + 4 <= from + length) {
            int size = bytes.int16(at + 2);
            if (bytes.int16(at) == ZIP64_EXTRA && at + 4 + size <= from + length) {
                return at + 4;
            }
            at += 4 + size;
        }
        return -1;
    }

    private static long wide(LittleEndian bytes, int at) throws BrokenArchive {
        if (at < 0 || at + 8 > bytes.length()) {
            throw new BrokenArchive("A record of its central directory lacks its zip64 field");
        }
        long value = bytes.int64(at);
        if (value < 0) {
            throw new BrokenArchive("A record of its central directory holds an impossible number");
        }
        return value;
    }
}
