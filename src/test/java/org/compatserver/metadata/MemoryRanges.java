package org.compatserver.metadata;

import java.util.Arrays;

/** An archive in memory that counts what is asked of it. */
final class MemoryRanges implements RangeSource {
    private final byte[] archive;
    int requests;
    int bytes;

    MemoryRanges(byte[] archive) {
        this.archive = archive;
    }

    @Override
    public Piece tail(int length) {
        int count = Math.min(length, archive.length);
        return read(archive.length - count, count);
    }

    @Override
    public Piece read(long offset, int length) {
        requests++;
        bytes += length;
        if (offset < 0 || length < 0 || offset + length > archive.length) {
            throw new AssertionError("Asked for " + length + " bytes from " + offset + " of " + archive.length);
        }
        return new Piece(offset, Arrays.copyOfRange(archive, (int) offset, (int) offset + length), archive.length);
    }
}
