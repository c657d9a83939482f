package org.compatserver.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.compatserver.cli.Settings;
import org.slf4j.LoggerFactory;

/** Where things are kept on this machine (XDG base directories). */
final class Folders {
    private static final String NAME = "compatibility-server";

    private Folders() {}

    /** What was fetched, and can be fetched again. */
    static Path cache(Settings settings) {
        Path given = settings.cacheDir();
        return given != null ? given : under(settings, "XDG_CACHE_HOME", ".cache");
    }

    /** What was found, and would have to be found again. */
    static Path data(Settings settings) {
        Path given = settings.dataDir();
        return given != null ? given : under(settings, "XDG_DATA_HOME", ".local/share");
    }

    /** One line where nothing can be kept: answers are as true without, only slower. */
    static void complainUnlessUsable(Path cache) {
        try {
            Files.createDirectories(cache);
            if (Files.isWritable(cache)) {
                return;
            }
        } catch (IOException e) {
            // said below
        }
        LoggerFactory.getLogger(Folders.class)
                .warn(
                        "Nothing that is fetched is kept: the folder {} cannot be used; pass another as --cache-dir",
                        cache);
    }

    private static Path under(Settings settings, String variable, String fallback) {
        String base = settings.environment().getOrDefault(variable, "");
        String home = settings.environment().getOrDefault("HOME", "");
        if (Path.of(base).isAbsolute()) {
            return Path.of(base, NAME);
        }
        return home.isEmpty()
                ? Path.of(System.getProperty("java.io.tmpdir", "."), NAME + "-" + System.getProperty("user.name", ""))
                : Path.of(home, fallback, NAME);
    }

    /** A short name for something long, the same in every run. */
    static String key(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
