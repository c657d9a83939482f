package org.compatserver.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/**
 * What of a machine the configuration depends on.
 *
 * @param family where settings are kept
 * @param home the user's folder
 * @param files the text of a file, empty where there is none
 * @param folders whether there is such a folder
 */
public record Surroundings(
        Map<String, String> environment,
        Family family,
        Path home,
        Function<Path, Optional<String>> files,
        Function<Path, Boolean> folders) {

    /** Families of operating systems, by where they keep settings. */
    public enum Family {
        UNIX,
        MACOS,
        WINDOWS
    }

    /** This machine, with the environment given. */
    public static Surroundings ofThisMachine(Map<String, String> environment) {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Family family =
                name.startsWith("windows") ? Family.WINDOWS : name.startsWith("mac") ? Family.MACOS : Family.UNIX;
        String home = environment.getOrDefault("HOME", "");
        boolean useHome = family != Family.WINDOWS && !home.isEmpty();
        return new Surroundings(
                environment,
                family,
                Path.of(useHome ? home : System.getProperty("user.home", ".")),
                Surroundings::read,
                Files::isDirectory);
    }

    /** A variable's value; empty when it is not set, or set to nothing. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** A path as a user writes it, {@code ~} standing for the user's folder. */
    Path path(String text) {
        if (text.equals("~")) {
            return home;
        }
        return text.startsWith("~/") || text.startsWith("~\\") ? home.resolve(text.substring(2)) : Path.of(text);
    }

    private static Optional<String> read(Path path) {
        try {
            return Files.isRegularFile(path)
                    ? Optional.of(new String(Files.readAllBytes(path), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            // as pip does
            LoggerFactory.getLogger(Surroundings.class).debug("{} is not read", path, e);
            return Optional.empty();
        }
    }
}
