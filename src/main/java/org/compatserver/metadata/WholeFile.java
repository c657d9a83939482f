package org.compatserver.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.HttpAccess;
import org.compatserver.index.IndexFault;
import org.compatserver.index.IndexFault.Kind;

/** Fetches whole files for a moment: into a temporary file, bounded, held against their hash. A few at once. */
final class WholeFile {
    /** The largest file that is fetched when the index does not tell its size, and at all. */
    static final long LARGEST = 4L << 30;

    private static final int AT_ONCE = 4;
    private static final int LONGEST_WAIT_MINUTES = 30;

    private final HttpAccess http;
    private final Semaphore places = new Semaphore(AT_ONCE);

    WholeFile(HttpAccess http) {
        this.http = http;
    }

    /** What is made of a file while it is there. */
    @FunctionalInterface
    interface Use {
        MetadataAnswer of(Path file) throws IOException;
    }

    MetadataAnswer with(DistributionFile file, Use use) {
        await(file);
        try {
            Path temporary = Files.createTempFile("compat-", ".archive");
            try {
                fetch(file, temporary);
                return use.of(temporary);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new IndexFault(
                    Kind.FAILED,
                    "The disk failed while " + file.filename() + " was read from it (" + e.getMessage() + ")",
                    e);
        } finally {
            places.release();
        }
    }

    private void await(DistributionFile file) {
        try {
            if (!places.tryAcquire(LONGEST_WAIT_MINUTES, TimeUnit.MINUTES)) {
                throw new IndexFault(Kind.FAILED, "Too many large files are being fetched to fetch " + file.filename());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("Interrupted").initCause(e);
        }
    }

    private void fetch(DistributionFile file, Path target) throws IOException {
        long most = file.size() >= 0 ? Math.min(file.size(), LARGEST) : LARGEST;
        String found = http.read(file.address(), most, body -> store(body, target))
                .orElseThrow(() -> HttpRanges.missing(file.filename()));
        verify(file, found);
        if (file.size() >= 0 && Files.size(target) != file.size()) {
            throw new IndexFault(
                    Kind.MALFORMED,
                    file.filename() + " has " + Files.size(target) + " bytes, though the index promises " + file.size()
                            + "; whoever runs the index must look");
        }
    }

    /** @throws IndexFault if the index promises another hash than was found */
    static void verify(DistributionFile file, String found) {
        if (file.sha256() != null && !file.sha256().equals(found)) {
            throw new IndexFault(
                    Kind.MALFORMED,
                    file.filename() + " is not the file that the index promises: its sha256 is " + found + ", not "
                            + file.sha256() + "; whoever runs the index must look");
        }
    }

    static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** Writes the stream to a file; its sha256. */
    private static String store(InputStream body, Path target) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(target)) {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                digest.update(buffer, 0, count);
                out.write(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
