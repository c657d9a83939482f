package org.compatserver.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SIGTERM and SIGINT (Ctrl-C), as a request to end that can be waited for: the first one ends the wait, the second ends the process at once. The virtual machine's own way, shutdown
 * hooks, knows of no second signal and of no exit code but 128 + the signal's number. Its interface to signals is outside the platform's specification (module
 * jdk.unsupported), so it is looked up; where it is not there, or signals are left alone (-Xrs), a shutdown hook is all there is.
 */
final class Signals {
    private static final int FATAL = 128;
    private static final List<String> NAMES = List.of("TERM", "INT");

    private final Duration most;
    private final AtomicInteger first = new AtomicInteger();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    /**
     * From now on signals are requests.
     *
     * @param most how long what is to be ended may take
     */
    Signals(Duration most) {
        this.most = most;
        if (NAMES.stream().filter(this::handle).count() == 0) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::asHook));
        }
    }

    private boolean handle(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object one = signal.getConstructor(String.class).newInstance(name);
            int number = (Integer) signal.getMethod("getNumber").invoke(one);
            InvocationHandler calls = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    came(number);
                    yield null;
                }
                case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                case "hashCode" -> System.identityHashCode(proxy);
                default -> name;
            };
            Object proxy = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, calls);
            var _ = signal.getMethod("handle", signal, handler).invoke(null, one, proxy);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private void came(int number) {
        if (first.compareAndSet(0, number)) {
            asked.countDown();
        } else {
            Runtime.getRuntime().halt(FATAL + number);
        }
    }

    private void asHook() {
        asked.countDown();
        try {
            boolean _ = done.await(most.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the first one. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** What was to be ended has ended, or will not. */
    void done() {
        done.countDown();
    }

    /** The exit code of a process that a signal ended (128 + its number), for an end that was not clean. */
    int code() {
        return FATAL + first.get();
    }
}
