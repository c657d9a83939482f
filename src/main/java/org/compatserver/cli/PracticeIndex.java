package org.compatserver.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An index of one project with one wheel, on the loopback interface, for {@link WarmUpCommand}. */
final class PracticeIndex implements AutoCloseable {
    static final String PROJECT = "practice";

    private static final String WHEEL = "practice-1.0-py3-none-any.whl";
    private static final String PAGE = """
            {"meta": {"api-version": "1.1"}, "name": "practice", "versions": ["1.0"], "files": [
              {"filename": "%s", "url": "/files/%s", "hashes": {}, "requires-python": ">=3.6",
               "upload-time": "2026-01-02T03:04:05.678Z", "yanked": false}]}
            """.formatted(WHEEL, WHEEL);

    private static final int PATIENCE_MILLIS = 5_000;

    private final ServerSocket socket;

    private PracticeIndex(ServerSocket socket) {
        this.socket = socket;
    }

    static PracticeIndex start() throws IOException {
        PracticeIndex index = new PracticeIndex(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().daemon().name("practice-index").start(index::serve);
        return index;
    }

    String address() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/simple/";
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connection.setSoTimeout(PATIENCE_MILLIS);
                answer(connection);
            } catch (IOException _) {
                // the client went away, or we are being closed
            }
        }
    }

    private static void answer(Socket connection) throws IOException {
        BufferedReader request =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        String first = request.readLine();
        String line = first;
        while (line != null && !line.isEmpty()) {
            line = request.readLine();
        }
        String path = first == null ? "" : first.split(" ", 3)[1];
        if (path.equals("/simple/" + PROJECT + "/")) {
            send(connection, "200 OK", "application/vnd.pypi.simple.v1+json", PAGE.getBytes(StandardCharsets.UTF_8));
        } else if (path.equals("/files/" + WHEEL)) {
            send(connection, "200 OK", "application/octet-stream", wheel());
        } else {
            send(connection, "404 Not Found", "text/plain", new byte[0]);
        }
    }

    private static void send(Socket connection, String status, String type, byte[] body) throws IOException {
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length
                + "\r\nConnection: close\r\n\r\n";
        OutputStream out = connection.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    private static byte[] wheel() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("practice-1.0.dist-info/METADATA"));
            zip.write("Metadata-Version: 2.1\nName: practice\nVersion: 1.0\n".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
