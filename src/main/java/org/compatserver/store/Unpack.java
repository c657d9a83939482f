package org.compatserver.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Pack} wrote; anything else is {@link Damaged}. */
final class Unpack {
    /** Longer than any value of a round: a length that is damaged shall not fill the memory. */
    private static final int MOST_BYTES = 1 << 30;

    private final ByteBuffer bytes;

    Unpack(byte[] packed) {
        this.bytes = plain(ByteBuffer.wrap(packed));
    }

    /** What is stored is not what was written. */
    static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Damaged(String message) {
            super(message);
        }
    }

    private static ByteBuffer plain(ByteBuffer packed) {
        if (!packed.hasRemaining()) {
            throw new Damaged("a value is empty");
        }
        byte kind = packed.get();
        if (kind == Pack.PLAIN) {
            return packed;
        }
        if (kind != Pack.DEFLATED) {
            throw new Damaged("a value begins with " + kind);
        }
        byte[] result = new byte[length(number(packed))];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            if (inflater.inflate(result) != result.length) {
                throw new Damaged("a value is too short");
            }
            return ByteBuffer.wrap(result);
        } catch (DataFormatException e) {
            throw new Damaged("a value cannot be inflated: " + e.getMessage());
        }
    }

    private static int length(long number) {
        if (number > MOST_BYTES) {
            throw new Damaged("a value has the length " + number);
        }
        return (int) number;
    }

    private static long number(ByteBuffer bytes) {
        long result = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = octet(bytes);
            result |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return result;
            }
        }
        throw new Damaged("a number is too long");
    }

    private static byte octet(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            throw new Damaged("a value ends too early");
        }
        return bytes.get();
    }

    long number() {
        return number(bytes);
    }

    /** A number that is an index or a count. */
    int small() {
        long number = number();
        if (number > Integer.MAX_VALUE) {
            throw new Damaged("a number is too large: " + number);
        }
        return (int) number;
    }

    byte octet() {
        return octet(bytes);
    }

    byte[] bytes() {
        int length = length(number());
        if (length > bytes.remaining()) {
            throw new Damaged("a value ends too early");
        }
        byte[] result = new byte[length];
        bytes.get(result);
        return result;
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    @Nullable
    String perhaps() {
        return small() == 0 ? null : text();
    }

    BitSet bits() {
        BitSet result = new BitSet();
        int last = 0;
        for (int left = small(); left > 0; left--) {
            last += small();
            result.set(last);
        }
        return result;
    }
}
