package org.compatserver.wire.portfolio;

import java.util.List;
import org.compatserver.wire.Excerpt;
import org.compatserver.wire.portfolio.Portfolio.Place;
import org.compatserver.wire.portfolio.PortfolioReader.Source;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** TOML, with the places of what stands in it. */
record TomlText(String name, List<String> lines, TomlTable table) {
    /** A larger one is not read: the parser's depth grows with the text. */
    private static final int LARGEST = 512 * 1024;

    static Reading<TomlText> read(Source source) {
        String name = source.name();
        if (source.bytes().length > LARGEST) {
            return new Reading.Wrong<>(List.of(name + " is larger than 512 KB"));
        }
        return switch (TextBytes.read(name, source.bytes())) {
            case Reading.Wrong<String>(var problems) -> new Reading.Wrong<>(problems);
            case Reading.Fine<String>(var text) -> parse(name, text);
        };
    }

    private static Reading<TomlText> parse(String name, String text) {
        try {
            TomlParseResult toml = Toml.parse(text);
            return toml.hasErrors()
                    ? new Reading.Wrong<>(toml.errors().stream()
                            .map(error -> new Place(name, line(error.position())) + ": not valid TOML: "
                                    + Excerpt.of(String.valueOf(error.getMessage())))
                            .toList())
                    : new Reading.Fine<>(new TomlText(name, text.lines().toList(), toml));
        } catch (StackOverflowError e) {
            return new Reading.Wrong<>(List.of(name + " is nested too deeply"));
        }
    }

    private static int line(@Nullable TomlPosition position) {
        return position == null ? 1 : position.line();
    }

    /** Where a key stands. */
    Place place(TomlTable in, String key) {
        return new Place(name, line(in.inputPositionOf(List.of(key))));
    }

    /** Where a value stands: the parser's place of it may be the end of a line before. */
    Place place(TomlArray array, int index) {
        TomlPosition position = array.inputPositionOf(index);
        int line = line(position);
        int column = position == null ? 1 : position.column();
        while (line < lines.size() && isBlank(lines.get(line - 1), column - 1)) {
            line++;
            column = 1;
        }
        return new Place(name, line);
    }

    private static boolean isBlank(String line, int from) {
        return line.substring(Math.clamp(from, 0, line.length())).matches("[\\s,\\[]*(#.*)?");
    }

    static @Nullable TomlTable table(TomlTable parent, String key) {
        return parent.get(List.of(key)) instanceof TomlTable table ? table : null;
    }
}
