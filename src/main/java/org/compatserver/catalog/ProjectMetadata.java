package org.compatserver.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The compiled metadata of one project's files: a file that only grows, shared by processes, and what was read from it. A file's metadata is found under
 * the file's hash and never changes. Where there is no folder, or it cannot be written, all is kept in memory only.
 *
 * <p>Whoever appends holds the file's lock, reads first what others appended, and cuts off what a killed process left half written.
 */
final class ProjectMetadata {
    /** One appender a process at a time: a file lock is held by the whole process. */
    private static final ReentrantLock APPENDING = new ReentrantLock();

    private static final int LOCK_ATTEMPTS = 500;
    private static final long LOCK_PAUSE_NANOS = 2_000_000;

    private final @Nullable Path file;
    private final MetadataLog log = new MetadataLog();
    private final Map<FileHash, FileMetadata> known = new ConcurrentHashMap<>();
    private final Map<String, FileMetadata> ofFilesWithoutHash = new ConcurrentHashMap<>();
    private volatile boolean loaded;

    ProjectMetadata(@Nullable Path file) {
        this.file = file;
    }

    /** The metadata compiled under the hash; null if there is none. */
    @Nullable
    FileMetadata get(FileHash hash) {
        FileMetadata found = known.get(hash);
        if (found != null) {
            return found;
        }
        if (!loaded) {
            load();
        }
        synchronized (this) {
            found = log.find(hash);
        }
        if (found != null) {
            known.put(hash, found);
        }
        return found;
    }

    /** Keeps a file's metadata for ever. */
    void put(FileHash hash, FileMetadata metadata) {
        if (known.putIfAbsent(hash, metadata) == null && file != null) {
            APPENDING.lock();
            try {
                append(file, hash, metadata);
            } catch (IOException e) {
                // A cache that cannot be written is no reason not to answer: it stays in memory.
                return;
            } finally {
                APPENDING.unlock();
            }
        }
    }

    /** The metadata of a file of which the index gives no hash: kept for this state of the page, in memory. */
    FileMetadata withoutHash(CompiledProject project, int number, Supplier<FileMetadata> fetch) {
        String key = project.digest() + " " + number;
        FileMetadata found = ofFilesWithoutHash.get(key);
        return found != null ? found : Texts.remember(ofFilesWithoutHash, key, fetch.get());
    }

    private void load() {
        // Where locks are POSIX's, closing a file lets go of every lock that the process has on it: so nobody may be
        // appending now.
        APPENDING.lock();
        try {
            synchronized (this) {
                if (file != null && !loaded) {
                    log.read(ByteBuffer.wrap(Files.readAllBytes(file)));
                }
            }
        } catch (IOException e) {
            // Not there yet, or not readable: nothing is known, and everything can be found out again.
            return;
        } finally {
            loaded = true;
            APPENDING.unlock();
        }
    }

    private synchronized void append(Path path, FileHash hash, FileMetadata metadata) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (lock == null) {
                return;
            }
            loaded = true;
            if (channel.size() < log.length()) {
                log.clear();
            }
            log.read(readFrom(channel, log.length()));
            if (channel.size() > log.length()) {
                channel.truncate(log.length());
            }
            if (!log.contains(hash)) {
                ByteBuffer batch = log.append(hash, metadata);
                long at = channel.size();
                while (batch.hasRemaining()) {
                    at += channel.write(batch, at);
                }
            }
        }
    }

    /** The exclusive lock; null if another process keeps it for longer than any append takes. Then this metadata is not kept. */
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        for (int i = 0; i < LOCK_ATTEMPTS; i++) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            LockSupport.parkNanos(LOCK_PAUSE_NANOS);
        }
        return null;
    }

    private static ByteBuffer readFrom(FileChannel channel, int start) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - start));
        while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) >= 0) {}
        return bytes.flip();
    }
}
