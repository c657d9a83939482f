package org.compatserver.web;

import io.helidon.common.socket.SocketOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Closes connections on which no request comes about: those that send nothing, only a part of a request's head, or less than the body that they announced after they were answered without it. The
 * library has no time-out for them (its sockets take the one that it can be given only where they are no channels), and each is one of those that there may be. While a request is
 * answered, {@link SlowPeers} watches.
 */
final class Connections implements AutoCloseable {
    private final long patience;
    private final long idle;
    private final ConcurrentMap<SocketAddress, Connection> open = new ConcurrentHashMap<>();
    private final Thread watch;

    /**
     * @param patience how long a client may take for the head of its first request, and for the rest of a body that nobody read
     * @param idle how long it may take for the next request
     */
    Connections(Duration patience, Duration idle) {
        this.patience = patience.toNanos();
        this.idle = idle.toNanos();
        this.watch = Thread.ofVirtual().name("connections").start(() -> watch(patience.dividedBy(4)));
    }

    /** A connection, since when it is without a request, and how long it may be so. */
    private record Connection(SocketChannel channel, int requests, long since, long most) {
        boolean isOver(long now) {
            return requests == 0 && now - since > most;
        }
    }

    private void watch(Duration pause) {
        try {
            while (true) {
                Thread.sleep(pause);
                long now = System.nanoTime();
                open.forEach((peer, one) -> {
                    if (!one.channel.isOpen()) {
                        open.remove(peer, one);
                    } else if (one.isOver(now) && open.remove(peer, one)) {
                        close(one.channel);
                    }
                });
            }
        } catch (InterruptedException e) {
            return;
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is closed, in some way.
            return;
        }
    }

    /** A client has connected. */
    private void accepted(SocketChannel channel) {
        try {
            open.put(channel.getRemoteAddress(), new Connection(channel, 0, System.nanoTime(), patience));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request's head is there. */
    void begun(SocketAddress peer) {
        open.computeIfPresent(peer, (key, one) -> new Connection(one.channel, one.requests + 1, one.since, one.most));
    }

    /**
     * A request is answered.
     *
     * @param isRead whether all of it was read: if not, the library does so before it looks for the next one
     */
    void ended(SocketAddress peer, boolean isRead) {
        open.computeIfPresent(
                peer,
                (key, one) ->
                        new Connection(one.channel, one.requests - 1, System.nanoTime(), isRead ? idle : patience));
    }

    @Override
    public void close() {
        watch.interrupt();
    }

    /** These options, for sockets that are watched: the library asks them to set up every connection that it accepts. */
    SocketOptions watching(SocketOptions options) {
        return new Watching(options, this);
    }

    private record Watching(SocketOptions of, Connections connections) implements SocketOptions {
        @Override
        public void configureSocket(SocketChannel channel) {
            of.configureSocket(channel);
            connections.accepted(channel);
        }

        @Override
        public Map<SocketOption<?>, Object> socketOptions() {
            return of.socketOptions();
        }

        @Override
        public Duration connectTimeout() {
            return of.connectTimeout();
        }

        @Override
        public Duration readTimeout() {
            return of.readTimeout();
        }

        @Override
        public Optional<Integer> socketReceiveBufferSize() {
            return of.socketReceiveBufferSize();
        }

        @Override
        public Optional<Integer> socketSendBufferSize() {
            return of.socketSendBufferSize();
        }

        @Override
        public boolean socketReuseAddress() {
            return of.socketReuseAddress();
        }

        @Override
        public boolean socketKeepAlive() {
            return of.socketKeepAlive();
        }

        @Override
        public boolean tcpNoDelay() {
            return of.tcpNoDelay();
        }
    }
}
