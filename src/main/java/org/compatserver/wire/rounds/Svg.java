package org.compatserver.wire.rounds;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes the elements of a drawing; every text is escaped. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    Svg open(String element, Object... attributes) {
        start(element, attributes);
        text.append(">\n");
        return this;
    }

    Svg close(String element) {
        text.append("</").append(element).append(">\n");
        return this;
    }

    /** With a title that is shown where one points at it; none where it is empty. */
    Svg shape(String element, String title, Object... attributes) {
        start(element, attributes);
        if (title.isEmpty()) {
            text.append("/>\n");
        } else {
            text.append("><title>").append(escaped(title)).append("</title></");
            text.append(element).append(">\n");
        }
        return this;
    }

    Svg text(double x, double y, String words, Object... attributes) {
        start("text", "x", x, "y", y);
        attributes(attributes);
        text.append('>').append(escaped(words)).append("</text>\n");
        return this;
    }

    /** A title of the drawing, or of what it is in. */
    Svg title(String words) {
        text.append("<title>").append(escaped(words)).append("</title>\n");
        return this;
    }

    private void start(String element, Object... attributes) {
        text.append('<').append(element);
        attributes(attributes);
    }

    private void attributes(Object... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            String shown = value instanceof Double number ? number(number) : String.valueOf(value);
            text.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(shown))
                    .append('"');
        }
    }

    static String number(double number) {
        return BigDecimal.valueOf(number)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    static String escaped(String words) {
        StringBuilder escaped = new StringBuilder();
        words.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
            }
        });
        return escaped.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
