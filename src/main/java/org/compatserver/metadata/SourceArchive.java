package org.compatserver.metadata;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Takes out of a source archive the few small files that may hold its metadata. Nothing is ever unpacked to disk, and names in the archive are
 * only compared.
 */
final class SourceArchive {
    /** The most bytes that are unpacked while looking; the largest source archives unpack to less. */
    private static final long MOST_UNPACKED = 4L << 30;

    private static final int MOST_ENTRIES = 500_000;
    private static final int MOST_FILES = 256;
    private static final int LARGEST_FILE = 4 * 1024 * 1024;
    private static final int XZ_MEMORY_KIB = 256 * 1024;

    private SourceArchive() {}

    /**
     * The metadata files in the archive.
     *
     * @param extension with its dot, as in the file's name
     * @return by path in the archive, without a leading {@code ./}
     * @throws BrokenArchive if it is not an archive of that form, or is cut off; unsupported, if its form is not known here, or it unpacks to more than the
     *     bounds allow
     */
    static SortedMap<String, byte[]> metadataFiles(Path file, String extension) throws BrokenArchive {
        Collector collector = new Collector();
        try {
            if (extension.equalsIgnoreCase(".zip")) {
                readZip(file, collector);
            } else {
                readTar(file, extension.toLowerCase(Locale.ROOT), collector);
            }
        } catch (TooMuch e) {
            throw BrokenArchive.unsupported(String.valueOf(e.getMessage()));
        } catch (IOException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            // Of a damaged archive the library complains in all these ways.
            throw new BrokenArchive("It cannot be unpacked (" + e.getMessage() + ")", e);
        }
        return collector.found;
    }

    private static void readZip(Path file, Collector collector) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                collector.count(0);
                if (collector.wants(entry.getName()) && !entry.isDirectory() && !entry.isUnixSymlink()) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        collector.take(entry.getName(), content);
                    }
                }
            }
        }
    }

    private static void readTar(Path file, String extension, Collector collector) throws IOException, BrokenArchive {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                InputStream unpacked = new Bounded(unpacking(raw, extension));
                TarArchiveInputStream tar = new TarArchiveInputStream(unpacked, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                collector.count(Math.max(0, entry.getSize()));
                if (plain(entry) && collector.wants(entry.getName())) {
                    collector.take(entry.getName(), tar);
                }
            }
        }
    }

    private static boolean plain(ArchiveEntry entry) {
        return entry instanceof TarArchiveEntry tar && tar.isFile() && !tar.isSymbolicLink() && !tar.isLink();
    }

    private static InputStream unpacking(InputStream raw, String extension) throws IOException, BrokenArchive {
        return switch (extension) {
            case ".tar" -> raw;
            case ".tar.gz", ".tgz" ->
                GzipCompressorInputStream.builder()
                        .setInputStream(raw)
                        .setDecompressConcatenated(true)
                        .get();
            case ".tar.bz2", ".tbz" -> new BZip2CompressorInputStream(raw, true);
            case ".tar.xz", ".txz" -> new XZInputStream(raw, XZ_MEMORY_KIB);
            case ".tar.lzma", ".tlz" -> new LZMAInputStream(raw, XZ_MEMORY_KIB);
            default -> throw BrokenArchive.unsupported("source archives of the form " + extension + " are not read");
        };
    }

    /** The archive goes beyond a bound. */
    private static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;

        TooMuch(String message) {
            super(message);
        }
    }

    /** Ends a stream that goes on for too long, whatever the archive says of itself. */
    private static final class Bounded extends FilterInputStream {
        private long left = MOST_UNPACKED;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            use(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            use(count);
            return count;
        }

        @Override
        public long skip(long wanted) throws IOException {
            long count = super.skip(wanted);
            use(count);
            return count;
        }

        private void use(long count) throws TooMuch {
            left -= Math.max(0, count);
            if (left < 0) {
                throw new TooMuch("it unpacks to more than " + MOST_UNPACKED + " bytes");
            }
        }
    }

    /** What was found on the way through an archive. */
    private static final class Collector {
        final SortedMap<String, byte[]> found = new TreeMap<>();
        private int entries;
        private long announced;

        void count(long size) throws TooMuch {
            entries++;
            announced += size;
            if (entries > MOST_ENTRIES) {
                throw new TooMuch("it has more than " + MOST_ENTRIES + " entries");
            }
            if (announced > MOST_UNPACKED) {
                throw new TooMuch("it unpacks to more than " + MOST_UNPACKED + " bytes");
            }
        }

        /** Whether an entry may hold metadata: {@code PKG-INFO} and {@code pyproject.toml} of the top directory, two files of any egg-info. */
        boolean wants(String name) {
            String[] parts = path(name).split("/", -1);
            String last = parts[parts.length - 1];
            if (parts.length == 2 && (last.equals("PKG-INFO") || last.equals("pyproject.toml"))) {
                return true;
            }
            return parts.length >= 3
                    && parts[parts.length - 2].endsWith(".egg-info")
                    && (last.equals("PKG-INFO") || last.equals("requires.txt"));
        }

        void take(String name, InputStream content) throws IOException {
            byte[] bytes = content.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw new TooMuch("its " + path(name) + " has more than " + LARGEST_FILE + " bytes");
            }
            if (found.size() < MOST_FILES || found.containsKey(path(name))) {
                found.put(path(name), bytes);
            }
        }

        private static String path(String name) {
            return name.startsWith("./") ? name.substring(2) : name;
        }
    }
}
