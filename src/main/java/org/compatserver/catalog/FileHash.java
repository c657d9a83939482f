package org.compatserver.catalog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A file's SHA-256. */
final class FileHash {
    static final int BYTES = 32;

    private final long[] words = new long[4];

    private FileHash() {}

    static FileHash read(ByteBuffer buffer, int offset) {
        FileHash hash = new FileHash();
        for (int i = 0; i < hash.words.length; i++) {
            long word = buffer.getLong(offset + 8 * i);
            hash.words[i] = buffer.order() == ByteOrder.BIG_ENDIAN ? word : Long.reverseBytes(word);
        }
        return hash;
    }

    byte[] toByteArray() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        for (long word : words) {
            bytes.putLong(word);
        }
        return bytes.array();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileHash that
                && words[0] == that.words[0]
                && words[1] == that.words[1]
                && words[2] == that.words[2]
                && words[3] == that.words[3];
    }

    @Override
    public int hashCode() {
        return Long.hashCode(words[0]);
    }

    /** Hexadecimal, lower case. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(toByteArray());
    }
}
