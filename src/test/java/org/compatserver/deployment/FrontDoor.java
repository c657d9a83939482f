package org.compatserver.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before servers as a cluster's service does: each new connection goes to the next server that says it is ready, and stays there. Whether one is ready is asked
 * ten times a second.
 */
final class FrontDoor implements AutoCloseable {
    private static final int MILLIS_BETWEEN_LOOKS = 100;

    private final ServerSocket door = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    private final List<Integer> servers = new CopyOnWriteArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private volatile List<Integer> ready = List.of();

    FrontDoor() throws IOException {
        Thread.ofVirtual().start(this::watch);
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return door.getLocalPort();
    }

    void add(ServerProcess server) {
        servers.add(server.port());
    }

    boolean sendsTo(ServerProcess server) {
        return ready.contains(server.port());
    }

    private void watch() {
        while (!door.isClosed()) {
            ready = servers.stream().filter(FrontDoor::isReady).toList();
            try {
                Thread.sleep(MILLIS_BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static boolean isReady(int port) {
        try (HttpConnection connection = new HttpConnection(port)) {
            return connection.get("/health/ready").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void connect(Socket client) {
        List<Integer> now = ready;
        try (client;
                Socket server = new Socket(
                        InetAddress.getLoopbackAddress(), now.get(Math.floorMod(next.getAndIncrement(), now.size())))) {
            Thread back = Thread.ofVirtual().start(() -> pass(server, client));
            pass(client, server);
            back.join();
        } catch (IOException | IndexOutOfBoundsException | ArithmeticException e) {
            // no server takes it: the client sees a closed connection
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one side is gone, so the other one is of no use
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    /** One connection of a client that sends nothing twice, so that every lost request shows. */
    static final class HttpConnection implements AutoCloseable {
        /** A reply, and whether the server keeps the connection open. */
        record Reply(int status, boolean keptOpen) {}

        private final Socket socket;

        HttpConnection(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(60_000);
        }

        Reply get(String target) throws IOException {
            String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String[] status = line().split(" ");
            int length = 0;
            boolean keptOpen = true;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String name = header.substring(0, header.indexOf(':'));
                String value = header.substring(header.indexOf(':') + 1).strip();
                length = name.equalsIgnoreCase("Content-Length") ? Integer.parseInt(value) : length;
                keptOpen &= !(name.equalsIgnoreCase("Connection") && value.equalsIgnoreCase("close"));
            }
            if (socket.getInputStream().readNBytes(length).length < length) {
                throw new IOException("the reply is cut off");
            }
            return new Reply(Integer.parseInt(status[1]), keptOpen);
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = socket.getInputStream().read();
                    c != '\n';
                    c = socket.getInputStream().read()) {
                if (c < 0) {
                    throw new IOException("the connection was closed before the reply");
                }
                line.append((char) c);
            }
            return line.toString().strip();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
