package org.compatserver.testing;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.pep.version.Version;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real pip, of the version that {@link PythonEnvironment} pins, without settings of anyone. It is asked what it would install: wheels only, nothing is
 * downloaded or built. Safe for many threads; so many questions are answered at once as there are processes.
 */
public final class RealPip implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    /** Of computing; a usual run takes a twentieth of a second. */
    private static final int SECONDS = 60;

    /** What an exit code says that was a signal. */
    private static final int CPU_TIME_OVER = -24;

    private static final List<String> OPTIONS = List.of(
            "install",
            "--dry-run",
            "--ignore-installed",
            "--only-binary",
            ":all:",
            "--no-cache-dir",
            "--disable-pip-version-check",
            "--no-input",
            "--quiet",
            "--report",
            "-",
            "--index-url");

    private final BlockingQueue<Driver> idle = new LinkedBlockingQueue<>();
    private final List<Driver> drivers = new ArrayList<>();
    private final Target target;

    private RealPip(int processes) {
        PythonEnvironment environment = PythonEnvironment.find();
        for (int i = 0; i < processes; i++) {
            drivers.add(new Driver(environment.command("/referee/pip_driver.py")));
        }
        idle.addAll(drivers);
        target = drivers.getFirst().target;
    }

    /** What pip says. */
    public sealed interface Answer {
        /** It would install these, by normalised name. */
        record Installed(SortedMap<String, Version> pins) implements Answer {}

        /** It says that it cannot be done. */
        record Refused(String message) implements Answer {}

        /** It breaks off without an answer, for a reason that is in itself: it crashes, or does not come to an end. */
        record Defective(Defect defect) implements Answer {}
    }

    /** pip's known ways not to answer. */
    public enum Defect {
        /** A RecursionError. */
        RECURSION,
        /** It gives up after so many rounds that it calls the resolution too deep. */
        TOO_DEEP,
        /** It computes on and on. */
        ENDLESS
    }

    /** Starts so many processes. */
    public static RealPip start(int processes) {
        return new RealPip(processes);
    }

    /** Where this pip installs: its Python, and the newest platform tag that it supports. */
    public Target target() {
        return target;
    }

    /**
     * What pip would install.
     *
     * @param arguments requirements, in this order, and options
     * @throws AssertionError if it fails for a reason that says nothing about the packages
     */
    public Answer install(URI index, List<String> arguments) {
        return ask(index, arguments, false);
    }

    /** The same from a pip started by its command line; the answer must not differ. */
    public Answer installByCommandLine(URI index, List<String> arguments) {
        return ask(index, arguments, true);
    }

    private Answer ask(URI index, List<String> arguments, boolean fresh) {
        List<String> all = new ArrayList<>(OPTIONS);
        all.add(index.toString());
        all.addAll(arguments);
        JsonNode outcome = run(Map.of("arguments", all, "seconds", SECONDS, "fresh", fresh));
        int exit = outcome.get("exit").asInt();
        String errors = outcome.get("errors").asString();
        if (errors.contains("Retrying")) {
            throw new AssertionError("The index on loopback did not answer pip: " + errors);
        }
        if (exit == 0) {
            return new Answer.Installed(pins(JSON.readTree(outcome.get("output").asString())));
        }
        if (exit == 1 && isConflict(errors)) {
            return new Answer.Refused(errors.strip());
        }
        if (exit == CPU_TIME_OVER) {
            return new Answer.Defective(Defect.ENDLESS);
        }
        if (exit == 1 && errors.contains("resolution-too-deep")) {
            return new Answer.Defective(Defect.TOO_DEEP);
        }
        if (exit == 2 && errors.contains("RecursionError")) {
            return new Answer.Defective(Defect.RECURSION);
        }
        throw new AssertionError("pip failed with exit code " + exit + " on " + all + ": " + errors);
    }

    private static boolean isConflict(String errors) {
        return errors.contains("ERROR: No matching distribution found for ")
                || errors.contains("ERROR: ResolutionImpossible: ")
                || errors.contains(" requires a different Python: ")
                || errors.contains("ERROR: Packages require a different Python. ");
    }

    private static SortedMap<String, Version> pins(JsonNode report) {
        SortedMap<String, Version> pins = new TreeMap<>();
        for (JsonNode installed : report.get("install")) {
            JsonNode metadata = installed.get("metadata");
            pins.put(
                    ProjectName.of(metadata.get("name").asString()).normalized(),
                    Version.of(metadata.get("version").asString()));
        }
        return pins;
    }

    private JsonNode run(Map<String, Object> order) {
        try {
            Driver driver = idle.take();
            try {
                return driver.run(order);
            } finally {
                idle.add(driver);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    @Override
    public void close() {
        drivers.forEach(Driver::close);
    }

    /** One process; one order at a time. */
    private static final class Driver {
        private final Process process;
        private final BufferedReader output;
        private final BufferedWriter input;
        final Target target;

        Driver(List<String> command) {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("PIP_"));
            environment.put("PIP_CONFIG_FILE", "/dev/null");
            environment.put("NO_PROXY", "127.0.0.1");
            environment.put("no_proxy", "127.0.0.1");
            try {
                process = builder.start();
            } catch (IOException e) {
                throw new UncheckedIOException("pip's driver cannot be started", e);
            }
            output = process.inputReader(StandardCharsets.UTF_8);
            input = process.outputWriter(StandardCharsets.UTF_8);
            JsonNode hello = read();
            String[] python = hello.get("python").asString().split("\\.", -1);
            target = new Target(
                    new PythonVersion(
                            Integer.parseInt(python[0]), Integer.parseInt(python[1]), Integer.parseInt(python[2])),
                    Platform.parse(hello.get("platform").asString()).orElseThrow());
        }

        JsonNode run(Map<String, Object> order) {
            try {
                input.write(JSON.writeValueAsString(order));
                input.write('\n');
                input.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("pip's driver has ended", e);
            }
            return read();
        }

        private JsonNode read() {
            try {
                return JSON.readTree(Objects.requireNonNull(output.readLine(), "pip's driver has ended; see above"));
            } catch (IOException e) {
                throw new UncheckedIOException("pip's driver cannot be read", e);
            }
        }

        void close() {
            process.destroyForcibly();
        }
    }
}
