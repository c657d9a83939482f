package org.compatserver.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.compatserver.wire.Asked.Reason;
import org.compatserver.wire.Asked.Refused;
import org.compatserver.wire.QuestionTexts.Face;
import org.compatserver.wire.QuestionTexts.Parameter;
import org.jspecify.annotations.Nullable;

/** Reads the query of {@code GET /?package=A&package=B&python-version=3} (the URL standard's application/x-www-form-urlencoded, but strict). */
public final class QuestionQuery {
    private final List<String> packages = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final Map<Parameter, String> values = new EnumMap<>(Parameter.class);
    private @Nullable Refused refused;

    private QuestionQuery() {}

    /** What came of reading a query. */
    public sealed interface Result {
        record Texts(QuestionTexts texts) implements Result {}

        record Bad(Refused refused) implements Result {}
    }

    /**
     * The question's texts.
     *
     * @param query what follows the question mark, still encoded
     */
    public static Result read(String query) {
        QuestionQuery reading = new QuestionQuery();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                reading.add(pair);
            }
        }
        Refused refused = reading.refused;
        return refused != null ? new Result.Bad(refused) : new Result.Texts(reading.texts());
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = decode(equals < 0 ? "" : pair.substring(equals + 1));
        if (name == null || value == null) {
            refuse("The query is not percent-encoded UTF-8: " + Excerpt.of(pair));
        } else if (name.equals("package")) {
            packages.add(value);
        } else {
            set(name, value);
        }
    }

    private void set(String name, String value) {
        for (Parameter parameter : Parameter.values()) {
            if (parameter.text().equals(name)) {
                String before = values.putIfAbsent(parameter, value);
                if (before != null && !before.equals(value)) {
                    refuse("Parameter '" + name + "' is given twice, with different values");
                }
                return;
            }
        }
        unknown.add(name);
    }

    private void refuse(String message) {
        if (refused == null) {
            refused = new Refused(Reason.BAD_VALUE, message);
        }
    }

    private QuestionTexts texts() {
        return QuestionTexts.of(packages, values, unknown, Face.QUERY);
    }

    /** The text that is encoded; null if nothing is encoded so. */
    private static @Nullable String decode(String encoded) {
        if (encoded.indexOf('%') < 0 && encoded.chars().allMatch(c -> c < 128)) {
            return encoded.replace('+', ' ');
        }
        byte[] text = encoded.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(text.length);
        for (int i = 0; i < text.length; i++) {
            if (text[i] != '%') {
                bytes.put(text[i] == '+' ? (byte) ' ' : text[i]);
                continue;
            }
            int high = i + 2 < text.length ? Character.digit(text[i + 1], 16) : -1;
            int low = i + 2 < text.length ? Character.digit(text[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return null;
            }
            bytes.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
