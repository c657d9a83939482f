package org.compatserver.index;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import okhttp3.Response;
import org.compatserver.index.HttpExchange.Ask;
import org.compatserver.index.IndexFault.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Files of an index, whole or in parts: over HTTP(S) with pip's credentials, proxies and authorities, time-outs and bounded retries; and {@code file:}
 * addresses. Safe for many threads. Each method throws {@link IndexFault} when the file cannot be had for a reason other than not being there (404, 410), and
 * {@link java.util.concurrent.CancellationException} when the thread is interrupted.
 */
public final class HttpAccess implements AutoCloseable {
    /** A server that knows no parts sends the whole; up to so many bytes that is taken instead. */
    private static final long SMALL = 1 << 18;

    private final HttpExchange exchange;
    private final HttpSettings settings;
    private final IndexMeter meter = new IndexMeter();

    /**
     * Access to files and pages.
     *
     * @param userAgent how we call ourselves
     * @param clock for Retry-After, and to know when to try an unreachable place again
     */
    public HttpAccess(NetworkConfiguration network, HttpSettings settings, String userAgent, InstantSource clock) {
        this.exchange = new HttpExchange(network, settings, userAgent, clock);
        this.settings = settings;
    }

    /** Counts what whoever reads through this was answered. */
    public IndexMeter meter() {
        return meter;
    }

    /** How this program calls itself: {@code compatibility-server/VERSION (Java 25.0.3; Linux amd64)}. */
    public static String userAgent() {
        @Nullable String version = HttpAccess.class.getPackage().getImplementationVersion();
        return "compatibility-server/" + (version == null ? "dev" : version) + " (Java "
                + System.getProperty("java.version") + "; " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ")";
    }

    /** The bytes from {@code from} to {@code to}, both in; fewer where the file ends before. */
    public PartReply range(URI address, long from, long to) {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("No range: " + from + "-" + to);
        }
        return Addresses.isLocal(address)
                ? LocalFiles.part(address, from, to - from + 1)
                : part(address, "bytes=" + from + "-" + to, to - from + 1);
    }

    /** The last {@code count} bytes; the whole file where it is shorter. */
    public PartReply suffix(URI address, long count) {
        if (count <= 0) {
            throw new IllegalArgumentException("No suffix: " + count);
        }
        return Addresses.isLocal(address)
                ? LocalFiles.part(address, -1, count)
                : part(address, "bytes=-" + count, count);
    }

    private PartReply part(URI address, String range, long most) {
        // an encoding would be of the whole file, and parts of that are of no use
        Map<String, String> headers = Map.of("Range", range, "Accept-Encoding", "identity");
        return exchange.send(
                new Ask("GET", address, headers, settings.page()),
                (response, place) -> readPart(response, place, most));
    }

    private static PartReply readPart(Response response, URI address, long most) throws IOException {
        return switch (response.code()) {
            case 404, 410 -> new PartReply.Missing();
            case 206 -> readPartial(response, address, most);
            case 416 ->
                new PartReply.Refused(
                        ContentRange.totalOf(response.header("Content-Range")).orElse(-1));
            default -> readWhole(response, address);
        };
    }

    private static PartReply readPartial(Response response, URI address, long most) throws IOException {
        Optional<ContentRange> range = ContentRange.parse(response.header("Content-Range"));
        if (range.isEmpty() || range.get().length() > most) {
            return new PartReply.Refused(-1);
        }
        byte[] bytes = readAll(response, address, most);
        return bytes.length == range.get().length()
                ? new PartReply.Part(bytes, range.get().from(), range.get().total())
                : new PartReply.Refused(range.get().total());
    }

    private static PartReply readWhole(Response response, URI address) throws IOException {
        long length = response.body().contentLength();
        return length < 0 || length > SMALL
                ? new PartReply.Refused(length)
                : new PartReply.Part(readAll(response, address, SMALL), 0, length);
    }

    /**
     * The whole file; empty when it is not there.
     *
     * @throws IndexFault also MALFORMED, if it is longer than {@code mostBytes}
     */
    public Optional<byte[]> get(URI address, long mostBytes) {
        if (Addresses.isLocal(address)) {
            return LocalFiles.read(address, mostBytes);
        }
        return exchange.send(
                new Ask("GET", address, Map.of(), settings.page()),
                (response, place) ->
                        isMissing(response) ? Optional.empty() : Optional.of(readAll(response, place, mostBytes)));
    }

    /** The file's length as the server gives it; empty when the file is not there or its length is not said. */
    public OptionalLong size(URI address) {
        if (Addresses.isLocal(address)) {
            return LocalFiles.size(address);
        }
        return exchange.send(
                new Ask("HEAD", address, Map.of("Accept-Encoding", "identity"), settings.page()), (response, place) -> {
                    @Nullable String length = response.header("Content-Length");
                    return isMissing(response) || length == null || !length.matches("\\d{1,18}")
                            ? OptionalLong.empty()
                            : OptionalLong.of(Long.parseLong(length));
                });
    }

    /**
     * Writes the whole file to {@code target} (replaced if it is there); false when the file is not there.
     *
     * @throws IndexFault also MALFORMED, if it is longer than {@code mostBytes}
     * @throws IOException if {@code target} cannot be written
     */
    public boolean download(URI address, Path target, long mostBytes) throws IOException {
        return read(address, mostBytes, body -> {
                    LocalFiles.write(body, target);
                    return true;
                })
                .orElse(false);
    }

    /**
     * Has the file read while it arrives; empty when it is not there. What is left unread is not fetched. The reader must not ask for other files meanwhile.
     *
     * @throws IndexFault also MALFORMED, if more than {@code mostBytes} would be read
     * @throws IOException what the reader threw
     */
    public <T> Optional<T> read(URI address, long mostBytes, BodyReader<T> reader) throws IOException {
        try {
            if (Addresses.isLocal(address)) {
                return LocalFiles.stream(address, mostBytes, reader);
            }
            return exchange.send(
                    new Ask("GET", address, Map.of("Accept-Encoding", "identity"), settings.file()),
                    (response, place) -> {
                        if (isMissing(response)) {
                            return Optional.empty();
                        }
                        InputStream body = BoundedBody.of(response, place, mostBytes);
                        return Optional.of(BoundedBody.readWith(body, reader));
                    });
        } catch (BoundedBody.ReaderFailed e) {
            throw e.reason();
        }
    }

    /** A page, for {@link SimpleIndex}. */
    <T> T page(URI address, Map<String, String> headers, HttpExchange.Answer<T> answer) {
        return exchange.send(new Ask("GET", address, headers, settings.page()), answer);
    }

    static boolean isMissing(Response response) {
        return response.code() == 404 || response.code() == 410;
    }

    static byte[] readAll(Response response, URI address, long mostBytes) throws IOException {
        try (InputStream body = BoundedBody.of(response, address, mostBytes)) {
            return body.readAllBytes();
        }
    }

    static IndexFault tooLong(URI address, long mostBytes) {
        return new IndexFault(
                Kind.MALFORMED,
                Addresses.shown(address) + " is longer than the " + mostBytes
                        + " bytes that are read of it; whoever runs the index must look");
    }

    @Override
    public void close() {
        exchange.close();
    }
}
