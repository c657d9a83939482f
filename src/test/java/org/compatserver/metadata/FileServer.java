package org.compatserver.metadata;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;

/** A server of files on loopback that can behave well and badly. */
final class FileServer implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    /** How ranges are answered. */
    enum Ranges {
        SERVED,
        /** Only ranges with a start: of the end alone it says 416. */
        NO_SUFFIX,
        /** 200 and the whole file. */
        IGNORED,
        /** 416 for every range. */
        REFUSED,
        /** The right Content-Range with other bytes. */
        WRONG_BYTES,
        /** Content-Range with another start than the bytes have. */
        WRONG_START,
        /** Another total each time. */
        WRONG_TOTAL,
        /** 206 without Content-Range. */
        UNSAID,
        /** Half of the part, then the connection is cut. */
        CUT,
        /** 503 */
        FAILING
    }

    private final MockWebServer server = new MockWebServer();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final AtomicInteger different = new AtomicInteger();
    final List<String> requests = java.util.Collections.synchronizedList(new ArrayList<>());
    final AtomicLong sent = new AtomicLong();
    volatile Ranges ranges = Ranges.SERVED;
    volatile boolean cutWholeFiles;

    FileServer() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        server.start();
    }

    URI put(String name, byte[] content) {
        files.put("/files/" + name, content);
        return server.url("/files/" + name).uri();
    }

    private MockResponse answer(RecordedRequest request) {
        String range = request.getHeaders().get("Range");
        String path = request.getUrl().encodedPath();
        requests.add(path.substring(path.lastIndexOf('/') + 1) + (range == null ? "" : " " + range));
        byte[] file = files.get(path);
        if (file == null) {
            return new MockResponse.Builder().code(404).build();
        }
        Matcher matcher = RANGE.matcher(range == null ? "" : range);
        return matcher.matches() && ranges != Ranges.IGNORED
                ? part(file, matcher.group(1), matcher.group(2))
                : whole(file);
    }

    private MockResponse whole(byte[] file) {
        MockResponse.Builder response = new MockResponse.Builder().body(new Buffer().write(file));
        sent.addAndGet(file.length);
        return (cutWholeFiles ? response.onResponseBody(new SocketEffect.CloseSocket()) : response).build();
    }

    private MockResponse part(byte[] file, String first, String last) {
        MockResponse refused = new MockResponse.Builder()
                .code(416)
                .addHeader("Content-Range", "bytes */" + file.length)
                .build();
        if (ranges == Ranges.FAILING) {
            return new MockResponse.Builder().code(503).build();
        }
        if (ranges == Ranges.REFUSED || first.isEmpty() && ranges == Ranges.NO_SUFFIX) {
            return refused;
        }
        int from = first.isEmpty() ? Math.max(0, file.length - Integer.parseInt(last)) : Integer.parseInt(first);
        int to = first.isEmpty() ? file.length : Math.min(file.length, Integer.parseInt(last) + 1);
        Buffer bytes = new Buffer().write(file, from, to - from);
        if (ranges == Ranges.WRONG_BYTES) {
            bytes = new Buffer().write(new byte[to - from]);
        }
        int shift = ranges == Ranges.WRONG_START ? 1 : 0;
        int total = file.length + (ranges == Ranges.WRONG_TOTAL ? different.incrementAndGet() : shift);
        sent.addAndGet(to - from);
        MockResponse.Builder response = new MockResponse.Builder().code(206).body(bytes);
        if (ranges != Ranges.UNSAID) {
            response.addHeader("Content-Range", "bytes " + (from + shift) + "-" + (to - 1 + shift) + "/" + total);
        }
        return (ranges == Ranges.CUT ? response.onResponseBody(new SocketEffect.CloseSocket()) : response).build();
    }

    @Override
    public void close() {
        server.close();
    }
}
