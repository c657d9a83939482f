package org.compatserver.metadata;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.compatserver.metadata.RangeSource.Piece;
import org.compatserver.metadata.RangeSource.RangesRefused;

/** A zip archive in memory, whose members are unpacked when asked for. Safe for many threads. */
public final class ZipArchive {
    private final ZipWindow window;
    private final Map<String, ZipMember> members;

    private ZipArchive(ZipWindow window, Map<String, ZipMember> members) {
        this.window = window;
        this.members = members;
    }

    /**
     * Reads the directory of an archive.
     *
     * @param bytes the archive; not to be changed afterwards
     * @throws BrokenArchive if it is none, or contradicts itself
     */
    public static ZipArchive of(byte[] bytes) throws BrokenArchive {
        try {
            ZipWindow window = ZipWindow.open(new Memory(bytes));
            Map<String, ZipMember> members = new LinkedHashMap<>();
            window.members().forEach(member -> members.put(member.name(), member));
            return new ZipArchive(window, members);
        } catch (RangesRefused e) {
            throw new IllegalStateException(e);
        }
    }

    /** The members' names, in the directory's order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(members.keySet());
    }

    /**
     * A member's content, its checksum verified.
     *
     * @param limit the most bytes that it may have
     * @throws BrokenArchive if there is no such member, or it does not agree with the directory
     */
    public byte[] content(String name, int limit) throws BrokenArchive {
        ZipMember member = members.get(name);
        if (member == null) {
            throw new BrokenArchive("It has no " + name);
        }
        try {
            return window.content(member, limit);
        } catch (RangesRefused e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Memory(byte[] bytes) implements RangeSource {
        @Override
        public Piece tail(int length) {
            return new Piece(0, bytes, bytes.length);
        }

        @Override
        public Piece read(long offset, int length) {
            return new Piece(offset, Arrays.copyOfRange(bytes, (int) offset, (int) offset + length), bytes.length);
        }
    }
}
