package org.compatserver.wire.portfolio;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Text in UTF-8, with or without a byte order mark; nothing else passes for text. */
public final class TextBytes {
    private TextBytes() {}

    /** The text; or the line that is none. */
    public static Reading<String> read(String name, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        boolean bad = decoder.decode(ByteBuffer.wrap(bytes), text, true).isError();
        text.flip();
        if (bad) {
            long line = 1 + text.chars().filter(c -> c == '\n').count();
            boolean wide = bytes.length > 1 && (bytes[0] & 0xff) >= 0xfe && (bytes[1] & 0xff) >= 0xfe;
            return new Reading.Wrong<>(List.of(name + ":" + line + ": this is not text in UTF-8"
                    + (wide ? "; it looks like UTF-16, save it as UTF-8" : "")));
        }
        return new Reading.Fine<>(text.toString().replaceFirst("^\uFEFF", ""));
    }
}
