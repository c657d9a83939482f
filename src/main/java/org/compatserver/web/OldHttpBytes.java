package org.compatserver.web;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection's bytes, of which a first request of HTTP/1.0 is made one of HTTP/1.1: a server answers version 1.0 in version 1.1 too (RFC 9110, section
 * 6.2). Such a connection ends with its first answer, as was usual.
 */
final class OldHttpBytes implements Supplier<byte @Nullable []> {
    /** Longer heads are refused. */
    private static final int LONGEST_HEAD = 2 * Routes.MAX_TARGET + 16 * 1024;

    private static final Pattern OTHER_VERSION = Pattern.compile(" HTTP/(?!1\\.[01]$)[0-9]+(\\.[0-9]+)?$");

    private final DataReader bytes;
    private boolean begun;

    OldHttpBytes(DataReader bytes) {
        this.bytes = bytes;
    }

    /** The next bytes; null at their end. */
    @Override
    public byte @Nullable [] get() {
        if (begun) {
            return more();
        }
        begun = true;
        return beginning();
    }

    private byte @Nullable [] more() {
        try {
            bytes.ensureAvailable();
            return bytes.readBytes(bytes.available());
        } catch (DataReader.InsufficientDataAvailableException e) {
            return null;
        }
    }

    private byte @Nullable [] beginning() {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        String text = "";
        while (!text.contains("\n") && text.length() <= LONGEST_HEAD) {
            byte[] next = more();
            if (next == null) {
                return read.size() == 0 ? null : read.toByteArray();
            }
            read.writeBytes(next);
            text = read.toString(StandardCharsets.ISO_8859_1);
            if (text.charAt(0) < '\n' || text.charAt(0) > '~' || text.charAt(0) == 0x16) {
                // No request begins so, but a handshake of TLS does: who waits for an answer to it shall not wait for
                // long.
                throw refused(EventType.BAD_REQUEST, Status.BAD_REQUEST_400);
            }
        }
        String line = text.lines().findFirst().orElse("");
        if (text.startsWith(line + "\r\n") && line.endsWith(" HTTP/1.0")) {
            return translated(read);
        }
        if (OTHER_VERSION.matcher(line).find()) {
            throw refused(EventType.HTTP_VERSION_NOT_SUPPORTED, Status.HTTP_VERSION_NOT_SUPPORTED_505);
        }
        return read.toByteArray();
    }

    private byte @Nullable [] translated(ByteArrayOutputStream read) {
        int end = read.toString(StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        while (end < 0) {
            byte[] next = more();
            if (next == null) {
                return null;
            }
            read.writeBytes(next);
            end = read.toString(StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            if (end < 0 && read.size() > LONGEST_HEAD) {
                throw refused(EventType.BAD_REQUEST, Status.create(431, "Request Header Fields Too Large"));
            }
        }
        String text = read.toString(StandardCharsets.ISO_8859_1);
        return (head(text.substring(0, end)) + text.substring(end + 2)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The request line and the headers as HTTP/1.1 has them, each with its end. */
    private static String head(String old) {
        StringBuilder head = new StringBuilder();
        boolean host = false;
        for (String line : old.split("\r\n", -1)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (head.isEmpty()) {
                head.append(line, 0, line.length() - 1).append("1\r\nConnection: close\r\n");
            } else if (!lower.startsWith("connection:") && !lower.startsWith("keep-alive:")) {
                host |= lower.startsWith("host:");
                head.append(line).append("\r\n");
            }
        }
        return host ? head.toString() : head.append("Host: unnamed.invalid\r\n").toString();
    }

    private static RequestException refused(EventType type, Status status) {
        return RequestException.builder()
                .type(type)
                .status(status)
                .setKeepAlive(false)
                .message(status.reasonPhrase())
                .build();
    }
}
