package org.compatserver.catalog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts of a compiled project, each stored once. */
final class Heap {
    static final int NONE = -1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<String, Integer> offsets = new HashMap<>();

    int add(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        Integer known = offsets.get(text);
        if (known != null) {
            return known;
        }
        int offset = bytes.size();
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        byte[] length = new byte[Integer.BYTES];
        for (int i = 0; i < length.length; i++) {
            length[i] = (byte) (encoded.length >> Byte.SIZE * i);
        }
        bytes.writeBytes(length);
        bytes.writeBytes(encoded);
        offsets.put(text, offset);
        return offset;
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    /** The text at {@code offset} of the heap that starts at {@code heap}; null for {@link #NONE}. */
    static @Nullable String read(ByteBuffer buffer, int heap, int offset) {
        if (offset == NONE) {
            return null;
        }
        byte[] encoded = new byte[buffer.getInt(heap + offset)];
        buffer.get(heap + offset + 4, encoded);
        return new String(encoded, StandardCharsets.UTF_8);
    }
}
