package org.compatserver.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Writes values into bytes: numbers seven bits a byte, least first; texts in UTF-8 after their length; the whole is deflated where that is shorter. */
final class Pack {
    /** The first byte of what is as it was written. */
    static final byte PLAIN = 0;

    /** The first byte of what is deflated; its length before follows as a number. */
    static final byte DEFLATED = 1;

    private static final int WORTH_TRYING = 64;
    private static final int CHUNK = 8192;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A number that is not negative. */
    Pack number(long value) {
        number(out, value);
        return this;
    }

    private static void number(ByteArrayOutputStream out, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("Not a number to be stored: " + value);
        }
        long rest = value;
        while (rest >= 0x80) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    Pack octet(byte value) {
        out.write(value);
        return this;
    }

    Pack bytes(byte[] value) {
        number(value.length);
        out.writeBytes(value);
        return this;
    }

    Pack text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A text or null, as a number that says which, and the text. */
    Pack perhaps(@Nullable String value) {
        return value == null ? number(0) : number(1).text(value);
    }

    /** How many, and the steps from each to the next. */
    Pack bits(BitSet value) {
        number(value.cardinality());
        int last = 0;
        for (int bit = value.nextSetBit(0); bit >= 0; bit = value.nextSetBit(bit + 1)) {
            number(bit - last);
            last = bit;
        }
        return this;
    }

    /** All that was written. */
    byte[] done() {
        byte[] plain = out.toByteArray();
        ByteArrayOutputStream result = new ByteArrayOutputStream(plain.length + 1);
        if (plain.length >= WORTH_TRYING) {
            result.write(DEFLATED);
            number(result, plain.length);
            deflate(plain, result);
        }
        if (result.size() == 0 || result.size() > plain.length) {
            result.reset();
            result.write(PLAIN);
            result.writeBytes(plain);
        }
        return result.toByteArray();
    }

    private static void deflate(byte[] plain, ByteArrayOutputStream result) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(plain);
            deflater.finish();
            byte[] chunk = new byte[CHUNK];
            while (!deflater.finished()) {
                result.write(chunk, 0, deflater.deflate(chunk));
            }
        }
    }
}
