package org.compatserver.metadata;

import java.net.URI;
import java.util.Arrays;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.HttpAccess;
import org.compatserver.index.IndexFault;
import org.compatserver.index.PartReply;

/**
 * An archive on a server, read by ranges. A server that answers ranges in a way that contradicts itself counts as one that does not serve them: the whole file, held
 * against its hash, then decides.
 */
final class HttpRanges implements RangeSource {
    private final HttpAccess http;
    private final DistributionFile file;
    private final URI address;
    private final String filename;
    /** The archive's size; -1 while it is not known. */
    private long total;

    HttpRanges(HttpAccess http, DistributionFile file) {
        this.http = http;
        this.file = file;
        this.address = file.address();
        this.filename = file.filename();
        this.total = file.size();
    }

    @Override
    public Piece tail(int length) throws RangesRefused {
        PartReply reply = http.suffix(address, length);
        if (reply instanceof PartReply.Refused(long size) && size > length) {
            // Some servers know ranges, but not suffixes.
            reply = http.range(address, size - length, size - 1);
        }
        Piece piece = piece(reply);
        if (piece.end() != piece.total() || piece.bytes().length < Math.min(length, piece.total())) {
            throw new RangesRefused("The server of " + filename + " does not answer with the end when asked for it");
        }
        return piece;
    }

    @Override
    public Piece read(long offset, int length) throws RangesRefused {
        if (length == 0) {
            return new Piece(offset, new byte[0], total);
        }
        Piece piece = piece(http.range(address, offset, offset + length - 1));
        if (piece.offset() > offset || piece.end() < offset + length) {
            throw new RangesRefused("The server of " + filename + " does not answer with the range asked for");
        }
        int from = (int) (offset - piece.offset());
        return new Piece(offset, Arrays.copyOfRange(piece.bytes(), from, from + length), piece.total());
    }

    private Piece piece(PartReply reply) throws RangesRefused {
        return switch (reply) {
            case PartReply.Part(byte[] bytes, long from, long size) -> {
                if (total >= 0 && size != total) {
                    throw new RangesRefused("The server gives " + filename + " another size than was told before");
                }
                total = size;
                if (bytes.length == size) {
                    WholeFile.verify(file, WholeFile.hash(bytes));
                }
                yield new Piece(from, bytes, size);
            }
            case PartReply.Refused ignored ->
                throw new RangesRefused("The server of " + filename + " does not serve ranges");
            case PartReply.Missing ignored -> throw missing(filename);
        };
    }

    static IndexFault missing(String filename) {
        return new IndexFault(
                IndexFault.Kind.FAILED,
                "The index lists " + filename + ", but the file is not there; whoever runs the index must look");
    }
}
