package org.compatserver.deployment;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.compatserver.testing.KilledRounds;

/** A server in a process of its own, as a replica is, which answers from the shipped snapshot. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern SERVING = Pattern.compile("Serving on http://[^:]+:([0-9]+)");

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one on any free port of the loopback interface.
     *
     * @param settings environment variables beside the process's own
     * @param folder where it keeps what it keeps
     */
    static ServerProcess start(Map<String, String> settings, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                // not the one of the tests, which is on the same class path
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                KilledRounds.classPath(),
                "org.compatserver.Main",
                "serve",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--offline",
                "--cache-dir",
                folder.resolve("cache").toString(),
                "--data-dir",
                folder.resolve("data").toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("COMPAT_"));
        builder.environment().putAll(settings);
        Process process =
                builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader log = process.errorReader();
        StringBuilder said = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher serving = SERVING.matcher(line);
            if (serving.find()) {
                // Nobody reads on otherwise, and a full pipe would stop it.
                Thread.ofVirtual().start(() -> log.lines().forEach(more -> {}));
                return new ServerProcess(process, Integer.parseInt(serving.group(1)));
            }
            said.append(line).append('\n');
        }
        throw new IOException("It ended before it served: " + said);
    }

    int port() {
        return port;
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** The exit code, once it has ended. */
    int ended() throws InterruptedException {
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
