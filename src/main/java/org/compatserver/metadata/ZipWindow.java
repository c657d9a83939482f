package org.compatserver.metadata;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.compatserver.metadata.RangeSource.Piece;
import org.compatserver.metadata.RangeSource.RangesRefused;

/**
 * A zip archive seen through its last bytes, and through as few further ranges as a question needs. What does not agree with itself
 * (offsets, sizes, names, checksums) is a {@link BrokenArchive}. Not for several threads at once.
 */
final class ZipWindow {
    /**
     * How much of the end is read first. Of 32 well-known wheels of 2026 (numpy, tensorflow, torch, Django, google-cloud-*), this much holds the whole METADATA of 15 and
     * the directory record of METADATA of 31, since dist-info is mostly written last; the fewest bytes on the whole. 64 KiB would have saved 3 requests of 50,
     * 16 KiB would have cost 6 more.
     */
    static final int TAIL = 32 * 1024;

    private static final int LARGEST_DIRECTORY = 64 * 1024 * 1024;
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int LOCAL_HEADER_SIZE = 30;
    /** The local header's extra field may be longer than the directory's; more than this costs one more request. */
    private static final int EXTRA_ALLOWANCE = 256;

    private final RangeSource source;
    private final Piece tail;
    private final ZipEnd end;

    private ZipWindow(RangeSource source, Piece tail, ZipEnd end) {
        this.source = source;
        this.tail = tail;
        this.end = end;
    }

    /** Reads the end of an archive. */
    static ZipWindow open(RangeSource source) throws BrokenArchive, RangesRefused {
        Piece tail = source.tail(TAIL);
        ZipEnd end = ZipEnd.find(new LittleEndian(tail.bytes()), tail.offset());
        if (end == null && tail.offset() > 0) {
            tail = source.read(
                    Math.max(0, tail.total() - ZipEnd.LONGEST), (int) Math.min(tail.total(), ZipEnd.LONGEST));
            end = ZipEnd.find(new LittleEndian(tail.bytes()), tail.offset());
        }
        if (end == null) {
            throw new BrokenArchive("It is not a zip archive, or it is cut off");
        }
        if (end.directoryEnd() - end.directory() > LARGEST_DIRECTORY) {
            throw BrokenArchive.unsupported("Its central directory has more than " + LARGEST_DIRECTORY + " bytes");
        }
        return new ZipWindow(source, tail, end);
    }

    /** The size of the central directory, in bytes. */
    int directorySize() {
        return (int) (end.directoryEnd() - end.directory());
    }

    /** Whether {@link #lastMembers} are all members. */
    boolean holdsDirectory() {
        return end.directory() >= tail.offset();
    }

    /** The members whose directory records lie in the bytes read already. */
    List<ZipMember> lastMembers() throws BrokenArchive {
        LittleEndian bytes = new LittleEndian(tail.bytes());
        int to = (int) (end.directoryEnd() - tail.offset());
        if (holdsDirectory()) {
            return ZipMember.chain(bytes, (int) (end.directory() - tail.offset()), to);
        }
        for (int from = 0; from + ZipMember.RECORD_SIZE <= to; from++) {
            if (bytes.int32(from) == ZipMember.RECORD && ZipMember.chains(bytes, from, to)) {
                return ZipMember.chain(bytes, from, to);
            }
        }
        return List.of();
    }

    /** The members whose directory records lie in the first {@code length} bytes of the directory. */
    List<ZipMember> firstMembers(int length) throws BrokenArchive, RangesRefused {
        LittleEndian bytes = new LittleEndian(bytes(end.directory(), Math.min(length, directorySize())));
        int to = 0;
        while (to + ZipMember.RECORD_SIZE <= bytes.length()) {
            int next = to + ZipMember.RECORD_SIZE + bytes.int16(to + 28) + bytes.int16(to + 30) + bytes.int16(to + 32);
            if (next > bytes.length()) {
                break;
            }
            to = next;
        }
        return ZipMember.chain(bytes, 0, to);
    }

    /** All members, in the directory's order. */
    List<ZipMember> members() throws BrokenArchive, RangesRefused {
        LittleEndian bytes = new LittleEndian(bytes(end.directory(), directorySize()));
        return ZipMember.chain(bytes, 0, bytes.length());
    }

    /**
     * A member's content, its checksum verified.
     *
     * @param limit the most bytes that it may have
     */
    byte[] content(ZipMember member, int limit) throws BrokenArchive, RangesRefused {
        check(member, limit);
        int nameLength = member.name().getBytes(StandardCharsets.UTF_8).length;
        long start = member.headerOffset() + end.shift();
        long needed = LOCAL_HEADER_SIZE + nameLength + member.packed();
        if (start < 0 || needed > end.directory() - start) {
            throw new BrokenArchive(member.name() + " would lie outside of the archive's data");
        }
        long room = end.directory() - start;
        byte[] bytes = bytes(start, (int) Math.min(room, needed + member.extraLength() + EXTRA_ALLOWANCE));
        int data = dataStart(member, nameLength, new LittleEndian(bytes));
        if (data + member.packed() > bytes.length) {
            if (data + member.packed() > room) {
                throw new BrokenArchive(member.name() + " would reach into the central directory");
            }
            bytes = bytes(start, (int) (data + member.packed()));
        }
        return unpacked(member, bytes, data);
    }

    private static void check(ZipMember member, int limit) throws BrokenArchive {
        if (member.encrypted()) {
            throw BrokenArchive.unsupported(member.name() + " is encrypted");
        }
        if (member.method() != 0 && member.method() != 8) {
            throw BrokenArchive.unsupported(member.name() + " is packed by method " + member.method()
                    + ", which is neither stored nor deflated");
        }
        if (member.unpacked() > limit || member.packed() > limit) {
            throw BrokenArchive.unsupported(member.name() + " has more than " + limit + " bytes");
        }
        if (member.method() == 0 && member.packed() != member.unpacked()) {
            throw new BrokenArchive(member.name() + " is stored, yet has two sizes");
        }
    }

    /** Where the member's data start in bytes that begin with its local header. */
    private static int dataStart(ZipMember member, int nameLength, LittleEndian bytes) throws BrokenArchive {
        if (bytes.int32(0) != LOCAL_HEADER) {
            throw new BrokenArchive("The central directory names a wrong place for " + member.name());
        }
        boolean sameName = bytes.int16(26) == nameLength
                && new String(bytes.array(), LOCAL_HEADER_SIZE, nameLength, StandardCharsets.UTF_8)
                        .equals(member.name());
        if (!sameName) {
            throw new BrokenArchive("Where " + member.name() + " should be is another file");
        }
        return LOCAL_HEADER_SIZE + nameLength + bytes.int16(28);
    }

    private static byte[] unpacked(ZipMember member, byte[] bytes, int data) throws BrokenArchive {
        byte[] content = new byte[(int) member.unpacked()];
        if (member.method() == 0) {
            System.arraycopy(bytes, data, content, 0, content.length);
        } else {
            inflate(member, bytes, data, content);
        }
        CRC32 crc = new CRC32();
        crc.update(content);
        if (crc.getValue() != member.crc()) {
            throw new BrokenArchive(member.name() + " does not have its checksum");
        }
        return content;
    }

    private static void inflate(ZipMember member, byte[] bytes, int data, byte[] content) throws BrokenArchive {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(bytes, data, (int) member.packed());
            int filled = 0;
            while (filled < content.length) {
                int count = inflater.inflate(content, filled, content.length - filled);
                if (count == 0) {
                    break;
                }
                filled += count;
            }
            // An empty content still has an end marker, and a longer one than announced would go on.
            boolean ended = inflater.inflate(new byte[1]) == 0 && inflater.finished();
            if (filled != content.length || !ended) {
                throw new BrokenArchive(member.name() + " does not have the size that the central directory gives");
            }
        } catch (DataFormatException e) {
            throw new BrokenArchive(member.name() + " cannot be unpacked", e);
        }
    }

    private byte[] bytes(long offset, int length) throws RangesRefused {
        if (offset >= tail.offset() && offset + length <= tail.end()) {
            int from = (int) (offset - tail.offset());
            return Arrays.copyOfRange(tail.bytes(), from, from + length);
        }
        return source.read(offset, length).bytes();
    }
}
