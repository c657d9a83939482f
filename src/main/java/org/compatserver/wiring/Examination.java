package org.compatserver.wiring;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.compatserver.cli.Finding;
import org.compatserver.cli.Settings;
import org.compatserver.index.HttpAccess;
import org.compatserver.index.IndexConfiguration;
import org.compatserver.index.IndexFault;
import org.compatserver.index.PagePolicy;
import org.compatserver.index.SimpleIndex;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.process.ChildProcess;
import org.compatserver.round.RoundStore.RoundProblem;
import org.compatserver.store.SqliteRounds;

/** Looks at everything that the program depends on, one thing after the other, other programs all together, each within a time-out; what is not there is told, never thrown. */
final class Examination {
    private static final Runtime.Version LEAST = Runtime.Version.parse("25.0.3");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_OUTPUT = 4096;
    private static final int NEWEST_MINOR = 15;
    private static final int OLDEST_MINOR = 6;
    private static final long MEGABYTE = 1 << 20;

    private final Settings settings;
    private final int port;
    private final InstantSource clock = Instant::now;
    private final List<Finding> findings = new ArrayList<>();

    Examination(Settings settings, int port) {
        this.settings = settings;
        this.port = port;
    }

    List<Finding> findings() {
        java();
        index();
        cache();
        data();
        snapshot();
        interpreters();
        sandbox();
        port();
        return findings;
    }

    private void java() {
        Runtime.Version version = Runtime.version();
        boolean recorded = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:AOTCache="))
                .anyMatch(argument -> Files.isReadable(Path.of(argument.substring(argument.indexOf('=') + 1))));
        String found = String.format(
                Locale.ROOT,
                "%s, heap up to %,d MB, %d processors, %s",
                version,
                Runtime.getRuntime().maxMemory() / MEGABYTE,
                Runtime.getRuntime().availableProcessors(),
                recorded ? "its start is recorded" : "its start is not recorded");
        findings.add(
                version.compareTo(LEAST) >= 0
                        ? Finding.ok("Java", found)
                        : Finding.problem(
                                "Java",
                                found,
                                "Install 25.0.3 or later: earlier builds can leave a request waiting for ever"));
    }

    private void index() {
        if (settings.snapshot() != null) {
            findings.add(Finding.ok("index", "none is asked: --snapshot answers"));
            return;
        }
        try {
            IndexConfiguration configuration = Evidence.configuration(settings, Folders.cache(settings), clock);
            findings.add(Finding.ok("index", configuration.indexes() + ", from " + IndexOrigin.of(settings)));
            network(configuration);
            if (settings.offline()) {
                findings.add(Finding.ok("reachable", "not asked: --offline"));
            } else {
                reach(configuration);
            }
        } catch (IndexFault fault) {
            findings.add(Finding.problem(
                    "index",
                    String.valueOf(fault.getMessage()),
                    "Until then only the shipped snapshot answers, with --offline"));
        }
    }

    private void network(IndexConfiguration configuration) {
        List<String> proxies = Stream.of("https_proxy", "http_proxy", "all_proxy", "no_proxy")
                .flatMap(name -> Stream.of(name, name.toUpperCase(Locale.ROOT)))
                .filter(name -> !settings.environment().getOrDefault(name, "").isBlank())
                .toList();
        String proxy = configuration.network().proxies().forAll().isPresent()
                ? "pip's setting"
                : proxies.isEmpty() ? "none" : String.join(", ", proxies);
        findings.add(Finding.ok("proxy", proxy));
        Path authorities = configuration.network().authorities();
        if (authorities == null) {
            findings.add(Finding.ok("certificates", "Java's own authorities"));
        } else {
            findings.add(
                    Files.isReadable(authorities)
                            ? Finding.ok("certificates", authorities.toString())
                            : Finding.problem(
                                    "certificates",
                                    authorities + " cannot be read",
                                    "Correct PIP_CERT, REQUESTS_CA_BUNDLE or SSL_CERT_FILE"));
        }
    }

    private void reach(IndexConfiguration configuration) {
        long begun = System.nanoTime();
        try (HttpAccess access =
                new HttpAccess(configuration.network(), configuration.httpSettings(), HttpAccess.userAgent(), clock)) {
            var answer =
                    new SimpleIndex(configuration, access, null, PagePolicy.DEFAULT, clock).page(ProjectName.of("pip"));
            long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
            findings.add(Finding.ok(
                    "reachable",
                    String.format(Locale.ROOT, "yes, a page in %,d ms (%s)", millis, answer.source())
                            .replace(" (LIVE)", "")));
        } catch (IndexFault fault) {
            findings.add(Finding.problem(
                    "reachable",
                    String.valueOf(fault.getMessage()),
                    "Meanwhile what is kept answers, then the shipped snapshot; replies say so"));
        }
    }

    private void cache() {
        Path folder = Folders.cache(settings);
        if (!isWritable(folder)) {
            findings.add(Finding.warning(
                    "cache folder",
                    folder + " cannot be written",
                    "Nothing fetched is kept: pass another --cache-dir"));
            return;
        }
        findings.add(Finding.ok(
                "cache folder",
                String.format(
                        Locale.ROOT,
                        "%s: %,d pages, metadata of %,d files, %,d files of compiled pages",
                        folder,
                        files(folder.resolve("pages")),
                        files(folder.resolve("metadata")),
                        files(folder.resolve("compiled")))));
    }

    private void data() {
        Path folder = Folders.data(settings);
        Path file = folder.resolve("rounds.db");
        if (!isWritable(folder)) {
            findings.add(Finding.warning(
                    "data folder", folder + " cannot be written", "Rounds cannot be kept: pass another --data-dir"));
        } else if (!Files.exists(file)) {
            findings.add(Finding.ok("data folder", folder + ": no rounds yet"));
        } else {
            try {
                int rounds = new SqliteRounds(file, "doctor", SqliteRounds.Limits.DEFAULT)
                        .rounds(Integer.MAX_VALUE)
                        .size();
                findings.add(Finding.ok("data folder", folder + ": " + rounds + " rounds"));
            } catch (RoundProblem problem) {
                findings.add(Finding.problem(
                        "data folder", String.valueOf(problem.getMessage()), "Move " + file + " away, or mend it"));
            }
        }
    }

    private void snapshot() {
        try {
            ShippedSnapshot shipped = new ShippedSnapshot();
            Instant recorded = shipped.recordedAt();
            findings.add(Finding.ok(
                    "shipped snapshot",
                    "of " + recorded + ", " + shipped.namesAtHand().size() + " projects"));
        } catch (IndexFault fault) {
            findings.add(
                    Finding.warning("shipped snapshot", String.valueOf(fault.getMessage()), "Build the program anew"));
        }
    }

    private void interpreters() {
        List<Callable<String>> asked = new ArrayList<>();
        for (int minor = NEWEST_MINOR; minor >= OLDEST_MINOR; minor--) {
            String name = "python3." + minor;
            if (onPath(name)) {
                asked.add(() -> name + " (" + firstWords(run(name, "-m", "pip", "--version"), "no pip") + ")");
            }
        }
        if (onPath("uv")) {
            asked.add(() -> firstWords(run("uv", "--version"), "uv"));
        }
        List<String> found = together(asked);
        findings.add(Finding.ok(
                "interpreters",
                found.isEmpty() ? "none by version; only compat referee needs any" : String.join(", ", found)));
    }

    /** What each says, in order. */
    private static List<String> together(List<Callable<String>> asked) {
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            return each.invokeAll(asked).stream().map(Future::resultNow).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private void sandbox() {
        boolean works = onPath("bwrap")
                && !run("bwrap", "--ro-bind", "/", "/", "echo", "works").isEmpty();
        findings.add(Finding.ok(
                "sandbox",
                works
                        ? "bwrap works"
                        : onPath("bwrap") ? "bwrap is there and does not work" : "no bwrap; nothing needs it yet"));
    }

    private void port() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("0.0.0.0", port));
            findings.add(Finding.ok("port", port + " is free"));
        } catch (IOException | IllegalArgumentException e) {
            findings.add(
                    Finding.warning("port", port + " cannot be had: " + e.getMessage(), "Serve on another --port"));
        }
    }

    private boolean onPath(String program) {
        return Stream.of(settings.environment().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, program)));
    }

    /** What it prints; empty where it fails, or takes too long. */
    private static String run(String... command) {
        try {
            return switch (new ChildProcess(
                            List.of(command), Map.of("PIP_DISABLE_PIP_VERSION_CHECK", "1"), PATIENCE, MOST_OUTPUT)
                    .run()) {
                case ChildProcess.Result.Ended(int code, String output, String _) -> code == 0 ? output.strip() : "";
                case ChildProcess.Result.TimedOut _, ChildProcess.Result.NotStarted _ -> "";
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static String firstWords(String output, String otherwise) {
        String[] words = output.split("\\s+", -1);
        return words.length < 2 ? otherwise : words[0] + " " + words[1];
    }

    /** Whether things can be kept there; the folder need not be there yet. */
    private static boolean isWritable(Path folder) {
        Path place = folder.toAbsolutePath();
        while (place != null && !Files.exists(place)) {
            place = place.getParent();
        }
        return place != null && Files.isDirectory(place) && Files.isWritable(place);
    }

    private static long files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            return inside.filter(Files::isRegularFile).count();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
