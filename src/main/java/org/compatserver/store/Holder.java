package org.compatserver.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to write a round, which one process has at a time. It is a lock on a file beside the database, which the operating system takes away from a process that
 * dies, however it dies: nobody has to guess from numbers of processes or from clocks whether a holder lives.
 */
final class Holder implements AutoCloseable {
    /** A lock is the whole process's, and closing any channel to the file gives it up: here is who holds what inside of this process. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private boolean closed;

    private Holder(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Null when it is held by another. */
    static @Nullable Holder of(Path database, long round) throws IOException {
        Path file = file(database, round);
        if (!HELD.add(file)) {
            return null;
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new Holder(file, channel);
            }
        } catch (OverlappingFileLockException e) {
            // held by another class loader's
        } catch (IOException e) {
            release(file, channel);
            throw e;
        }
        release(file, channel);
        return null;
    }

    private static Path file(Path database, long round) {
        return database.toAbsolutePath().resolveSibling(database.getFileName() + "." + round + ".lock");
    }

    private static void release(Path file, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD.remove(file);
        }
    }

    /** Lets another take the round. */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            release(file, channel);
        }
    }

    /** The same, when the round is written to its end, so that nobody will take it. */
    synchronized void closeForGood() throws IOException {
        if (!closed) {
            Files.deleteIfExists(file);
        }
        close();
    }

    /** For people. */
    static String name() {
        return "process " + ProcessHandle.current().pid();
    }
}
