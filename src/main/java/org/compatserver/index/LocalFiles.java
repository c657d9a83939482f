package org.compatserver.index;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import org.compatserver.index.IndexFault.Kind;

/** The same as over HTTP, of {@code file:} addresses. */
final class LocalFiles {
    private LocalFiles() {}

    /** {@code count} bytes from {@code from}; the last ones when it is negative. */
    static PartReply part(URI address, long from, long count) {
        try (FileChannel channel = FileChannel.open(path(address), StandardOpenOption.READ)) {
            long total = channel.size();
            long start = from < 0 ? Math.max(0, total - count) : from;
            if (start >= total && total > 0) {
                return new PartReply.Refused(total);
            }
            ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(Math.min(count, total - start)));
            while (buffer.hasRemaining() && channel.read(buffer, start + buffer.position()) >= 0) {
                // until it is full, or the file has become shorter
            }
            byte[] bytes = java.util.Arrays.copyOf(buffer.array(), buffer.position());
            return new PartReply.Part(bytes, start, total);
        } catch (NoSuchFileException e) {
            return new PartReply.Missing();
        } catch (IOException e) {
            throw unreadable(address, e);
        }
    }

    static Optional<byte[]> read(URI address, long mostBytes) {
        try {
            return stream(address, mostBytes, InputStream::readAllBytes);
        } catch (IOException e) {
            throw unreadable(address, e);
        }
    }

    static <T> Optional<T> stream(URI address, long mostBytes, BodyReader<T> reader) throws IOException {
        Path path = path(address);
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try (InputStream file = BoundedBody.of(Files.newInputStream(path), address, mostBytes)) {
            return Optional.of(BoundedBody.readWith(file, reader));
        } catch (HttpExchange.BrokenBody e) {
            throw unreadable(address, e);
        }
    }

    static OptionalLong size(URI address) {
        try {
            return OptionalLong.of(Files.size(path(address)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw unreadable(address, e);
        }
    }

    /** Half a file is never left where a whole one is expected: it is written beside, and moved. */
    static void write(InputStream body, Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Path beside = Files.createTempFile(folder, ".part-", "");
        try {
            Files.copy(body, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    static Path path(URI address) {
        try {
            return Path.of(new URI("file", null, address.getPath(), null));
        } catch (java.net.URISyntaxException | IllegalArgumentException e) {
            throw new IndexFault(Kind.NOT_CONFIGURED, Addresses.shown(address) + " is no path of this machine", e);
        }
    }

    private static IndexFault unreadable(URI address, Exception e) {
        return new IndexFault(Kind.FAILED, Addresses.shown(address) + " cannot be read (" + e.getMessage() + ")", e);
    }
}
