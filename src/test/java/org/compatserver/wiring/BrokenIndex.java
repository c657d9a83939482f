package org.compatserver.wiring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** An index of one project, {@code demo} 1.0, on loopback, that wants credentials; in a trouble that a test sets, or (null) well. */
final class BrokenIndex implements AutoCloseable {
    static final String WHEEL = "demo-1.0-py3-none-any.whl";
    static final String SECRET = "s3cret";
    private static final String JSON = "application/vnd.pypi.simple.v1+json";
    private static final byte[] SOUND = wheel();

    private final MockWebServer web = new MockWebServer();
    volatile @Nullable Trouble trouble;

    /** What can be wrong with an index. */
    enum Trouble {
        RESET,
        TRUNCATED,
        CUT_OFF_WITHOUT_LENGTH,
        STATUS_500,
        STATUS_503_SOON,
        STATUS_503_TOMORROW,
        STATUS_401,
        SLOW,
        WRONG_CONTENT_TYPE,
        REDIRECT_LOOP,
        HUNDRED_MEGABYTES,
        WHEEL_LIES,
        WHEEL_LIES_UNDER_ITS_HASH,
        WHEEL_IS_ANOTHER,
        WHEEL_IS_CUT_OFF,
        WHEEL_IS_NOT_THERE,
        WHEEL_500
    }

    BrokenIndex() {
        web.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = request.getUrl().encodedPath();
                return path.equals("/simple/demo/")
                        ? page()
                        : path.equals("/files/" + WHEEL)
                                ? file(request)
                                : status(404).build();
            }
        });
        try {
            web.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With credentials. */
    String indexUrl() {
        return "http://user:" + SECRET + "@127.0.0.1:" + web.getPort() + "/simple/";
    }

    /** The page's address as people may see it. */
    String shownPage() {
        return "http://127.0.0.1:" + web.getPort() + "/simple/demo/";
    }

    /** The wheel's. */
    String shownFile() {
        return "http://127.0.0.1:" + web.getPort() + "/files/" + WHEEL;
    }

    private MockResponse page() {
        Trouble now = trouble;
        MockResponse.Builder page = sound();
        return (now == null
                        ? page
                        : switch (now) {
                            case RESET -> page.onResponseStart(new SocketEffect.CloseSocket(true, true, true));
                            case TRUNCATED -> page.onResponseBody(new SocketEffect.CloseSocket());
                            case CUT_OFF_WITHOUT_LENGTH -> of(JSON, "{\"files\": [{\"url\": \"demo-1.zip\"}");
                            case STATUS_500 -> status(500);
                            case STATUS_503_SOON -> status(503).addHeader("Retry-After", "0");
                            case STATUS_503_TOMORROW -> status(503).addHeader("Retry-After", "86400");
                            case STATUS_401 -> status(401);
                            case SLOW -> page.headersDelay(3, TimeUnit.SECONDS);
                            case WRONG_CONTENT_TYPE -> of("image/png", "not a picture");
                            case REDIRECT_LOOP -> status(302).addHeader("Location", "/simple/demo/");
                            case HUNDRED_MEGABYTES -> hundredMegabytes();
                            case WHEEL_LIES -> listing(null);
                            case WHEEL_LIES_UNDER_ITS_HASH -> listing(sha256(lying()));
                            case WHEEL_IS_ANOTHER -> listing("0".repeat(64));
                            case WHEEL_IS_CUT_OFF, WHEEL_IS_NOT_THERE, WHEEL_500 -> page;
                        })
                .build();
    }

    private MockResponse file(RecordedRequest request) {
        Trouble now = trouble;
        return (now == null
                        ? part(request, SOUND)
                        : switch (now) {
                            case WHEEL_LIES, WHEEL_LIES_UNDER_ITS_HASH -> part(request, lying());
                            case WHEEL_IS_ANOTHER -> whole(SOUND);
                            case WHEEL_IS_CUT_OFF -> whole(SOUND).onResponseBody(new SocketEffect.CloseSocket());
                            case WHEEL_IS_NOT_THERE -> status(404);
                            case WHEEL_500 -> status(500);
                            default -> throw new AssertionError("The page of " + now + " should not have been read");
                        })
                .build();
    }

    private static MockResponse.Builder sound() {
        return listing(sha256(SOUND));
    }

    private static MockResponse.Builder listing(@Nullable String sha256) {
        return of(JSON, """
                {"meta": {"api-version": "1.1"}, "name": "demo", "files": [
                  {"filename": "%s", "url": "/files/%s", "hashes": {%s}}]}
                """.formatted(WHEEL, WHEEL, sha256 == null ? "" : "\"sha256\": \"" + sha256 + "\""));
    }

    private static MockResponse.Builder status(int code) {
        return new MockResponse.Builder().code(code);
    }

    private static MockResponse.Builder of(String type, String body) {
        return new MockResponse.Builder().addHeader("Content-Type", type).body(body);
    }

    private static MockResponse.Builder hundredMegabytes() {
        byte[] megabyte = new byte[1 << 20];
        return new MockResponse.Builder().addHeader("Content-Type", JSON).body(new MockResponseBody() {
            @Override
            public long getContentLength() {
                return 100L << 20;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                for (int i = 0; i < 100; i++) {
                    sink.write(megabyte);
                }
            }
        });
    }

    private static MockResponse.Builder whole(byte[] file) {
        return new MockResponse.Builder().body(new Buffer().write(file));
    }

    /** Ranges of the end are served; every other request gets the whole file. */
    private static MockResponse.Builder part(RecordedRequest request, byte[] file) {
        String range = request.getHeaders().get("Range");
        if (range == null || !range.startsWith("bytes=-")) {
            return whole(file);
        }
        int from = Math.max(0, file.length - Integer.parseInt(range.substring("bytes=-".length())));
        return new MockResponse.Builder()
                .code(206)
                .addHeader("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length)
                .body(new Buffer().write(file, from, file.length - from));
    }

    private static byte[] wheel() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("demo/__init__.py"));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("demo-1.0.dist-info/METADATA"));
            zip.write("Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The wheel with a central directory that gives the place of METADATA wrong. */
    private static byte[] lying() {
        byte[] wheel = SOUND.clone();
        int record = new String(wheel, StandardCharsets.ISO_8859_1).lastIndexOf("PK\1\2");
        wheel[record + 42] ^= 1;
        return wheel;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        web.close();
    }
}
