package org.compatserver.index;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import okhttp3.Response;

/** The body of an answer, up to a bound; failures of the network are told apart from those of who reads it. */
final class BoundedBody extends FilterInputStream {
    private final URI address;
    private final long bound;
    private long count;

    private BoundedBody(InputStream body, URI address, long bound) {
        super(body);
        this.address = address;
        this.bound = bound;
    }

    /**
     * The body.
     *
     * @throws IndexFault MALFORMED, if the answer says that it is longer than the bound; reading throws the same if it is without saying so
     */
    static InputStream of(Response response, URI address, long bound) {
        if (response.body().contentLength() > bound) {
            throw HttpAccess.tooLong(address, bound);
        }
        return new BoundedBody(response.body().byteStream(), address, bound);
    }

    static InputStream of(InputStream body, URI address, long bound) {
        return new BoundedBody(body, address, bound);
    }

    static <T> T readWith(InputStream body, BodyReader<T> reader) {
        try {
            return reader.read(body);
        } catch (IOException e) {
            throw new ReaderFailed(e);
        }
    }

    @Override
    public int read() {
        try {
            int value = super.read();
            counted(value < 0 ? 0 : 1);
            return value;
        } catch (IOException e) {
            throw new HttpExchange.BrokenBody(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        try {
            int read = super.read(buffer, offset, length);
            counted(Math.max(read, 0));
            return read;
        } catch (IOException e) {
            throw new HttpExchange.BrokenBody(e);
        }
    }

    @Override
    public long skip(long n) {
        try {
            long skipped = super.skip(n);
            counted(skipped);
            return skipped;
        } catch (IOException e) {
            throw new HttpExchange.BrokenBody(e);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void counted(long more) {
        count += more;
        if (count > bound) {
            throw HttpAccess.tooLong(address, bound);
        }
    }

    /** What the reader of a body threw, on its way through the retries. */
    static final class ReaderFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final IOException reason;

        ReaderFailed(IOException reason) {
            super(reason);
            this.reason = reason;
        }

        IOException reason() {
            return reason;
        }
    }
}
