package org.compatserver.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Pages on disk, as they came: one file a page, a header and the body, named by a hash of the address (without credentials). A file is written beside and
 * moved into place, so that any number of processes may share the folder: each reads a whole page, old or new. That is why it is not the HTTP client's own
 * cache, whose journal belongs to one process. What cannot be read is as good as absent; what cannot be written is said once and done without.
 */
final class PageStore {
    private static final Duration BETWEEN_TRIMS = Duration.ofDays(1);

    /** Longer headers are not looked for. */
    private static final int HEADER = 4096;

    private final Path folder;
    private final InstantSource clock;
    private final AtomicBoolean complained = new AtomicBoolean();

    /**
     * A store.
     *
     * @param folder made when first needed
     */
    PageStore(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    Optional<StoredPage> read(URI address) {
        try {
            return StoredPage.decode(Files.readAllBytes(file(address)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            complain(e);
            return Optional.empty();
        }
    }

    /** The page without its body. */
    Optional<StoredPage> readHeader(URI address) {
        try (InputStream in = Files.newInputStream(file(address))) {
            return StoredPage.decodeHeader(in.readNBytes(HEADER), Files.size(file(address)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            complain(e);
            return Optional.empty();
        }
    }

    void write(URI address, StoredPage page) {
        try {
            Path target = file(address);
            Path beside = besideOf(target);
            try {
                Files.write(beside, page.encode());
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            complain(e);
        }
    }

    /** A new file in the same folder, which is there but the first time. */
    private static Path besideOf(Path target) throws IOException {
        Path folder = Objects.requireNonNull(target.getParent(), "Pages are kept in folders");
        try {
            return Files.createTempFile(folder, ".part-", "");
        } catch (NoSuchFileException e) {
            return Files.createTempFile(Files.createDirectories(folder), ".part-", "");
        }
    }

    private Path file(URI address) {
        PageContent.Digest digest = new PageContent.Digest();
        digest.add(address.toString());
        String name = digest.hexadecimal();
        return folder.resolve(name.substring(0, 2)).resolve(name.substring(2));
    }

    private void complain(IOException e) {
        if (complained.compareAndSet(false, true)) {
            LoggerFactory.getLogger(PageStore.class).info("Index pages cannot be kept in {}: {}", folder, e.toString());
        }
    }

    /** Once a day, by whoever comes first: the pages longest not written go, until the rest fit. */
    void trim(long mostBytes) {
        Path mark = folder.resolve("trimmed");
        Instant now = clock.instant();
        try {
            if (!Files.isDirectory(folder)
                    || Files.exists(mark)
                            && Files.getLastModifiedTime(mark)
                                    .toInstant()
                                    .plus(BETWEEN_TRIMS)
                                    .isAfter(now)) {
                return;
            }
            Files.write(mark, "The last time that old pages were removed\n".getBytes(StandardCharsets.UTF_8));
            Files.setLastModifiedTime(mark, FileTime.from(now));
            removeOldest(mostBytes);
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(PageStore.class).debug("Old index pages were not removed", e);
        }
    }

    private void removeOldest(long mostBytes) throws IOException {
        List<Kept> pages = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder, 2)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                pages.add(new Kept(path, Files.size(path), Files.getLastModifiedTime(path)));
            }
        }
        pages.sort(Comparator.comparing(Kept::written).reversed());
        long sum = 0;
        for (Kept page : pages) {
            sum += page.size;
            if (sum > mostBytes) {
                Files.deleteIfExists(page.path);
            }
        }
    }

    private record Kept(Path path, long size, FileTime written) {}
}
