package org.compatserver.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** The index that an installed pip uses when nobody names one: pip is asked for its help text, which takes half a second, so the answer is kept for a week. */
public final class DefaultIndex {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Pattern ESCAPES = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final Pattern OPTION = Pattern.compile(
            "(?<![\\w-])--index-url\\b(?:(?!--[a-z])[\\s\\S])*?\\(default:?\\s+((?:https?|file)://[^\\s)]+)\\s*\\)");

    private DefaultIndex() {}

    /** The default that the text of {@code pip help install} tells; empty when it tells none. */
    public static Optional<String> fromHelp(String help) {
        Matcher matcher = OPTION.matcher(ESCAPES.matcher(help).replaceAll(""));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /**
     * The default that was kept, else the one asked for, which is kept then.
     *
     * @param folder the cache folder
     * @param help asks the installed pip for the text of {@code pip help install}; empty when there is none
     */
    public static Supplier<Optional<String>> kept(Path folder, Supplier<Optional<String>> help, InstantSource clock) {
        return () -> {
            Path file = folder.resolve("pip-default-index");
            Optional<String> known = read(file, clock.instant());
            if (known.isPresent()) {
                return known;
            }
            Optional<String> found = help.get().flatMap(DefaultIndex::fromHelp);
            found.ifPresent(address -> write(file, address));
            return found;
        };
    }

    private static Optional<String> read(Path file, Instant now) {
        try {
            boolean young = Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).toInstant().plus(KEPT).isAfter(now);
            return young
                    ? Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            LoggerFactory.getLogger(DefaultIndex.class).debug("The kept default index is not read", e);
            return Optional.empty();
        }
    }

    private static void write(Path file, String address) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path beside = Files.createTempFile(folder, ".part-", "");
            Files.writeString(beside, address + "\n");
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LoggerFactory.getLogger(DefaultIndex.class).debug("The default index is not kept", e);
        }
    }
}
