package org.compatserver.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.compatserver.wire.portfolio.PortfolioReader;
import org.compatserver.wire.portfolio.PortfolioReader.Source;
import org.compatserver.wire.portfolio.Reading;
import org.compatserver.wire.portfolio.TextBytes;

/** Files that people wrote, and what they include: read whole, with a bound. */
final class InputFiles implements PortfolioReader.Files {
    private static final int LARGEST = 10_000_000;

    /** What the standard input is called in problems. */
    static final String STANDARD_INPUT = "(standard input)";

    /** A file, or the standard input for {@code -}. */
    Reading<Source> read(String name) {
        return name.equals("-") ? bounded(STANDARD_INPUT, System.in) : file(name, name);
    }

    /** A file's text. */
    static Reading<String> text(String name) {
        return switch (file(name, name)) {
            case Reading.Wrong<Source>(var problems) -> new Reading.Wrong<>(problems);
            case Reading.Fine<Source>(var source) -> TextBytes.read(source.name(), source.bytes());
        };
    }

    /** Relative to the file that names it, as pip has it. */
    @Override
    public Reading<Source> include(String from, String name) {
        try {
            Path path = from.equals(STANDARD_INPUT)
                    ? Path.of(name)
                    : Path.of(from).resolveSibling(name).normalize();
            return file(path.toString(), name);
        } catch (InvalidPathException e) {
            return wrong("'" + name + "' is not the name of a file");
        }
    }

    private static Reading<Source> file(String name, String said) {
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                return wrong("'" + said + "' is a folder; name a file in it");
            }
            try (InputStream stream = Files.newInputStream(path)) {
                return bounded(name, stream);
            }
        } catch (NoSuchFileException e) {
            return wrong("There is no file '" + said + "'");
        } catch (AccessDeniedException e) {
            return wrong("The file '" + said + "' may not be read by this user");
        } catch (IOException | InvalidPathException e) {
            return wrong("The file '" + said + "' cannot be read: " + e.getMessage());
        }
    }

    private static Reading<Source> bounded(String name, InputStream stream) {
        try {
            byte[] bytes = stream.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST
                    ? wrong(name + " is larger than 10 MB")
                    : new Reading.Fine<>(new Source(name, bytes));
        } catch (IOException e) {
            return wrong(name + " cannot be read: " + e.getMessage());
        }
    }

    private static Reading<Source> wrong(String problem) {
        return new Reading.Wrong<>(List.of(problem));
    }
}
