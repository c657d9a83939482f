package org.compatserver.metadata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.compatserver.metadata.MetadataAnswer.Broken;
import org.compatserver.metadata.MetadataAnswer.Known;
import org.compatserver.metadata.MetadataAnswer.Unknowable;
import org.slf4j.LoggerFactory;

/**
 * Keeps answers on disk for ever, each under the sha256 of the file that it is about: {@code metadata/ab/cdef…}. A file with a hash never changes, so
 * neither does what it says. Shared by processes: an answer appears whole or not at all. A damaged one counts as absent, and so does one written by other
 * rules than {@link #RULES}. A disk that fails costs a request, never an answer.
 */
public final class MetadataStore {
    /** To be raised whenever the same file would now be answered differently. */
    private static final int RULES = 2;

    private static final String MARK = "compat-metadata " + RULES + " ";
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private final Path folder;

    /** @param cacheFolder the program's cache folder; made when first written to */
    public MetadataStore(Path cacheFolder) {
        this.folder = cacheFolder.resolve("metadata");
    }

    /** What is kept about the file with this hash. */
    public Optional<MetadataAnswer> find(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            return Optional.empty();
        }
        Path file = place(sha256);
        try {
            if (Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LoggerFactory.getLogger(MetadataStore.class)
                    .debug("Kept metadata {} cannot be read: {}", file, e.toString());
            return Optional.empty();
        }
    }

    /** Keeps an answer about the file with this hash. */
    public void keep(String sha256, MetadataAnswer answer) {
        if (!SHA256.matcher(sha256).matches()) {
            return;
        }
        Path file = place(sha256);
        try {
            Path draft = draftOf(file);
            try {
                Files.writeString(draft, format(answer), StandardCharsets.UTF_8);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(MetadataStore.class)
                    .info("Metadata could not be kept in {}: {}", folder, e.toString());
        }
    }

    /** A new file in the same folder, which is there but the first time. */
    private static Path draftOf(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "Metadata is kept in folders");
        try {
            return Files.createTempFile(folder, ".new", null);
        } catch (NoSuchFileException e) {
            return Files.createTempFile(Files.createDirectories(folder), ".new", null);
        }
    }

    private Path place(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2));
    }

    /** A line of mark, kind, checksum; then the text. */
    private static String format(MetadataAnswer answer) {
        return switch (answer) {
            case Known(var text, var assumed) -> entry(assumed ? "assumed" : "known", text);
            case Unknowable(var reason) -> entry("unknowable", reason);
            case Broken(var problem) -> entry("broken", problem);
        };
    }

    private static String entry(String kind, String text) {
        return MARK + kind + " " + checksum(text) + "\n" + text;
    }

    private static Optional<MetadataAnswer> parse(String entry) {
        int end = entry.indexOf('\n');
        if (end < 0 || !entry.startsWith(MARK)) {
            return Optional.empty();
        }
        String[] head = entry.substring(MARK.length(), end).split(" ", -1);
        String text = entry.substring(end + 1);
        if (head.length != 2 || !head[1].equals(checksum(text))) {
            return Optional.empty();
        }
        return switch (head[0]) {
            case "known" -> Optional.of(new Known(text, false));
            case "assumed" -> Optional.of(new Known(text, true));
            case "unknowable" -> Optional.of(new Unknowable(text));
            case "broken" -> Optional.of(new Broken(text));
            default -> Optional.empty();
        };
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
