package org.compatserver.metadata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An archive that is a file of this machine. */
final class FileRanges implements RangeSource, AutoCloseable {
    private final FileChannel channel;
    private final long total;

    FileRanges(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        total = channel.size();
    }

    @Override
    public Piece tail(int length) {
        int kept = (int) Math.min(length, total);
        return read(total - kept, kept);
    }

    @Override
    public Piece read(long offset, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try {
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
                // a channel may give less than was asked for
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bytes.hasRemaining()) {
            throw new UncheckedIOException(new IOException("The file became shorter while it was read"));
        }
        return new Piece(offset, bytes.array(), total);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
