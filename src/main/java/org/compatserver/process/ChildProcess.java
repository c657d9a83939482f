package org.compatserver.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program to run to its end, with bounds on its time and on what it may print. It reads no input.
 *
 * @param command the program and its arguments; no shell reads them
 * @param environment its variables
 * @param inherits whether it gets the variables of this process, too
 * @param timeout after which it and its children are killed
 * @param outputLimit how many bytes of each of its two outputs are kept; the rest is read and dropped
 */
public record ChildProcess(
        List<String> command, Map<String, String> environment, boolean inherits, Duration timeout, int outputLimit) {
    /** How long the rest of what an ended program printed is waited for. */
    private static final Duration READING = Duration.ofSeconds(5);

    /** None outlives us, not even when we are interrupted from the keyboard or asked to end. */
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ChildProcess::end, "end-of-child-processes"));
    }

    public ChildProcess {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** With these variables beside the inherited ones. */
    public ChildProcess(List<String> command, Map<String, String> environment, Duration timeout, int outputLimit) {
        this(command, environment, true, timeout, outputLimit);
    }

    /** With these variables and no others. */
    public static ChildProcess alone(
            List<String> command, Map<String, String> environment, Duration timeout, int outputLimit) {
        return new ChildProcess(command, environment, false, timeout, outputLimit);
    }

    /** What came of it. */
    public sealed interface Result {
        /** It ended by itself. */
        record Ended(int exitCode, String output, String errors) implements Result {}

        /** It was killed, its time being over; or what it printed could not be read to its end in time. */
        record TimedOut(String output, String errors) implements Result {}

        /** It could not be started; mostly there is no such program. */
        record NotStarted(String problem) implements Result {}
    }

    /**
     * Runs it and waits for its end.
     *
     * @throws InterruptedException if the waiting thread is interrupted; the program is killed then
     */
    public Result run() throws InterruptedException {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            if (!inherits) {
                builder.environment().clear();
            }
            builder.environment().putAll(environment);
            builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File(nullDevice())));
            if (ending) {
                return new Result.NotStarted("The program is ending");
            }
            process = builder.start();
            RUNNING.add(process);
            if (ending) {
                kill(process);
            }
        } catch (IOException e) {
            return new Result.NotStarted(String.valueOf(e.getMessage()));
        }
        try {
            var output = inBackground(process.getInputStream());
            var errors = inBackground(process.getErrorStream());
            boolean ended = process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (!ended) {
                kill(process);
                return new Result.TimedOut(text(output), text(errors));
            }
            String printed = text(output);
            String complained = text(errors);
            return isWhole(output) && isWhole(errors)
                    ? new Result.Ended(process.exitValue(), printed, complained)
                    : new Result.TimedOut(printed, complained);
        } finally {
            kill(process);
            RUNNING.remove(process);
        }
    }

    private static String nullDevice() {
        return System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null";
    }

    /** None is started from here on. One that is being started sees that when it is among the running, if it was not yet there. */
    private static void end() {
        ending = true;
        RUNNING.forEach(ChildProcess::kill);
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private CompletableFuture<byte[]> inBackground(InputStream stream) {
        CompletableFuture<byte[]> bytes = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                bytes.complete(readBounded(stream));
            } catch (IOException e) {
                // Killing closes the pipe under the reader: what was read until then is gone, and nobody asks for it.
                bytes.completeExceptionally(e);
            }
        });
        return bytes;
    }

    private byte[] readBounded(InputStream stream) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            kept.write(buffer, 0, Math.min(read, outputLimit - kept.size()));
        }
        return kept.toByteArray();
    }

    /** What was printed, if all of it was read within some seconds: a grandchild that holds the pipe open must not hold us. */
    private static String text(CompletableFuture<byte[]> bytes) throws InterruptedException {
        try {
            return new String(bytes.get(READING.toMillis(), TimeUnit.MILLISECONDS), StandardCharsets.UTF_8);
        } catch (ExecutionException | TimeoutException e) {
            return "";
        }
    }

    private static boolean isWhole(CompletableFuture<byte[]> bytes) {
        return bytes.state() == Future.State.SUCCESS;
    }
}
