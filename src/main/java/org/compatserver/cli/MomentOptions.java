package org.compatserver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.Requirement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What may be said of a question, and of a round, beside packages and targets: which files count, and which versions. */
class MomentOptions {
    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "Count only files uploaded before it: 2026-11-20, or 2026-11-20T08:30:00Z.")
    @Nullable
    String asOf;

    @Option(
            names = "--sources",
            paramLabel = "WHICH",
            description =
                    "Files that count: static (wheels, and source archives that can be read without building), or wheels."
                            + " (build needs the pip engine, which this version does not have yet.)")
    @Nullable
    String sources;

    @Option(
            names = "--constraint",
            paramLabel = "FILE",
            description = "Constraints as for pip, a file or a requirement; may be repeated.")
    @Nullable
    List<String> constraints;

    @Option(names = "--pre", description = "Count pre-releases like final releases.")
    boolean pre;

    @Option(names = "--strict", description = "Do not trust the egg-info of source archives.")
    boolean strict;

    static List<String> constraints(List<String> values) throws Usage {
        List<String> texts = new ArrayList<>();
        for (String value : values) {
            if (isFile(value)) {
                texts.addAll(lines(Path.of(value)));
            } else if (isFolder(value)) {
                throw new Usage("The constraints file '" + value + "' is a folder");
            } else if (saysNothing(value)) {
                throw new Usage("There is no constraints file '" + value
                        + "'; a constraint such as 'protobuf<5' says which versions");
            } else {
                texts.add(value);
            }
        }
        return texts;
    }

    private static boolean isFile(String value) {
        try {
            return Files.isRegularFile(Path.of(value));
        } catch (InvalidPathException e) {
            // Not every requirement is a path on every system.
            return false;
        }
    }

    private static boolean isFolder(String value) {
        try {
            return Files.isDirectory(Path.of(value)) && value.matches(".*[/\\\\.].*");
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Most names of files are names of projects, too: a file that is not there must not pass for a constraint that allows everything. */
    private static boolean saysNothing(String value) {
        return switch (Requirement.parse(value)) {
            case Parsed.Ok<Requirement>(var requirement) ->
                requirement.specifiers().isEmpty() && requirement.address() == null;
            case Parsed.Bad<Requirement> bad -> value.chars().noneMatch(c -> "<>=!~@;".indexOf(c) >= 0);
        };
    }

    /** A constraints file's lines, without comments; options in it are not understood and so refused as requirements. */
    private static List<String> lines(Path file) throws Usage {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.replaceFirst("(^|\\s)#.*$", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new Usage("The constraints file '" + file + "' cannot be read as text in UTF-8");
        }
    }
}
