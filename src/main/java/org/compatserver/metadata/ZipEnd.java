package org.compatserver.metadata;

import org.jspecify.annotations.Nullable;

/**
 * Where a zip archive's central directory lies, as the end of the archive tells (APPNOTE 4.3.14 to 4.3.16).
 *
 * @param directory where the central directory starts, from the first byte of the file
 * @param directoryEnd where it ends
 * @param shift bytes that stand before the archive proper; every offset inside it is to be moved by them
 */
record ZipEnd(long directory, long directoryEnd, long shift) {
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_SIZE = 20;
    private static final int END64 = 0x06064b50;
    private static final int END64_SIZE = 56;
    /** The end record with the longest comment, and the zip64 records before it. */
    static final int LONGEST = END_SIZE + 0xffff + LOCATOR_SIZE + END64_SIZE;

    private static final long IN_ZIP64 = 0xffffffffL;

    /**
     * Reads the end of an archive.
     *
     * @param tail the archive's last bytes
     * @param tailOffset where they start in the file
     * @return null when the end record, or the zip64 record before it, is not among these bytes
     * @throws BrokenArchive if the end contradicts itself
     */
    static @Nullable ZipEnd find(LittleEndian tail, long tailOffset) throws BrokenArchive {
        int at = endRecord(tail);
        if (at < 0) {
            return null;
        }
        int locator = at - LOCATOR_SIZE;
        boolean wide = locator >= 0 && tail.int32(locator) == LOCATOR;
        if (!wide) {
            boolean needed = tail.unsigned32(at + 12) == IN_ZIP64 || tail.unsigned32(at + 16) == IN_ZIP64;
            return needed && locator < 0 && tailOffset > 0
                    ? null
                    : placed(tailOffset + at, tail.unsigned32(at + 12), tail.unsigned32(at + 16));
        }
        int record = locator - END64_SIZE;
        if (record < 0) {
            return null;
        }
        if (tail.int32(record) != END64) {
            throw new BrokenArchive("Its zip64 end record is not where it must be");
        }
        return placed(tailOffset + record, tail.int64(record + 40), tail.int64(record + 48));
    }

    private static ZipEnd placed(long end, long size, long offset) throws BrokenArchive {
        if (size < 0 || offset < 0 || size > end || offset > end - size) {
            throw new BrokenArchive("Its central directory would lie outside of it");
        }
        long directory = end - size;
        return new ZipEnd(directory, end, directory - offset);
    }

    /** The last end record whose comment reaches exactly to the end; else the last one at all, as Python's zipfile takes it. */
    private static int endRecord(LittleEndian tail) {
        int lowest = Math.max(0, tail.length() - END_SIZE - 0xffff);
        int last = tail.lastIndexOf(END, tail.length() - END_SIZE);
        for (int at = last; at >= lowest; at = tail.lastIndexOf(END, at - 1)) {
            if (at + END_SIZE + tail.int16(at + 20) == tail.length()) {
                return at;
            }
        }
        return last >= lowest ? last : -1;
    }
}
