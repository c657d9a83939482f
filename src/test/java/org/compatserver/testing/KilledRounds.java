package org.compatserver.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.compatserver.round.RoundStore.Header;
import org.compatserver.store.SqliteRounds;

/**
 * Kills a process (SIGKILL) at random moments of its round, lets others go on with it, and compares what came of it with a round that nobody disturbed. {@code bench/kill} runs it.
 *
 * <pre>
 * SHAPE PROJECTS SEED FOLDER KILLS MINUTES     no process may take more minutes than that
 * </pre>
 */
public final class KilledRounds {
    /** What the rounds are of, to the store. */
    public static final String SOURCE = "test";

    /** A process says so when it begins with its round. */
    public static final String BEGUN = "begun";

    /** How often moments are drawn at most, until one of them is amid the round. */
    public static final int DRAWS = 5;

    private final List<String> command;
    private final Path folder;
    private final Duration patience;
    private final Consumer<String> say;

    /** @param command runs the round: to it are added the store's file and that of the digest */
    public KilledRounds(List<String> command, Path folder, Duration patience, Consumer<String> say) {
        this.command = List.copyOf(command);
        this.folder = folder;
        this.patience = patience;
        this.say = say;
    }

    /**
     * What came of both.
     *
     * @param undisturbed lines of the {@link RoundDigest}
     * @param killed how many processes were killed before their end, with something of the round kept and something not
     */
    public record Outcome(List<String> undisturbed, List<String> resumed, int killed) {}

    public static void main(String[] arguments) throws Exception {
        List<String> command = command(MadeUpProcess.class, arguments[0], arguments[1], arguments[2]);
        Path folder = Files.createDirectories(Path.of(arguments[3]));
        KilledRounds rounds = new KilledRounds(
                command, folder, Duration.ofMinutes(Long.parseLong(arguments[5])), System.out::println);
        Outcome outcome = rounds.run(Integer.parseInt(arguments[4]), DRAWS, new Random(Long.parseLong(arguments[2])));
        if (outcome.killed() == 0) {
            System.out.println("NOTHING TESTED: no process was killed amid its round");
            System.exit(1);
        }
        boolean equal = outcome.undisturbed().equals(outcome.resumed());
        System.out.printf(
                "%s: %d lines of results, killed %d times%n",
                equal ? "The same results, each once" : "DIFFERENT RESULTS",
                outcome.undisturbed().size(),
                outcome.killed());
        System.exit(equal ? 0 : 1);
    }

    /** Runs a class, which writes a round, in a process of its own. */
    public static List<String> command(Class<?> type, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                type.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** What this process runs with, however it was started. */
    public static String classPath() {
        return KilledRounds.class.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs())
                        .map(each -> Path.of(URI.create(each.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    /**
     * Runs all of these processes.
     *
     * @param draws how often the moments are drawn at most, until one of them is amid the round
     */
    public Outcome run(int kills, int draws, Random random) throws IOException, InterruptedException {
        Instant start = Instant.now();
        List<String> undisturbed = toItsEnd("undisturbed");
        Duration whole = Duration.between(start, Instant.now());
        say.accept("Undisturbed: " + whole.toSeconds() + " s");
        int killed = 0;
        String name = "";
        for (int draw = 1; draw <= draws && killed == 0; draw++) {
            name = "killed-" + draw;
            for (int i = 0; i < kills; i++) {
                killed += kill(name, (long) (random.nextDouble() * 1.5 * whole.toMillis() / kills)) ? 1 : 0;
            }
        }
        return new Outcome(undisturbed, toItsEnd(name), killed);
    }

    /** When a process is to be killed. */
    @FunctionalInterface
    public interface Moment {
        /** Waits for it; called when the process has begun with its round. */
        void await(Process process) throws InterruptedException;
    }

    /** The store of the rounds of that name. */
    public SqliteRounds store(String name) {
        return new SqliteRounds(folder.resolve(name + ".db"), SOURCE, SqliteRounds.Limits.DEFAULT);
    }

    /** Whether it was amid its round, so long after it had begun. */
    private boolean kill(String name, long millis) throws IOException, InterruptedException {
        boolean killed = kill(name, process -> process.waitFor(millis, TimeUnit.MILLISECONDS));
        List<Header> kept = store(name).rounds(2);
        say.accept(killed ? "Killed after " + millis + " ms, " + told(kept) : "Had ended by itself");
        return killed && kept.size() == 1 && isAmid(kept.getFirst());
    }

    /** Begins or goes on with the round of that name, and kills that process; false if it had ended by itself. */
    public boolean kill(String name, Moment moment) throws IOException, InterruptedException {
        Process process = start(name, Redirect.PIPE);
        try {
            waitUntilBegun(process);
            moment.await(process);
            return process.isAlive();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static boolean isAmid(Header header) {
        return header.ended() == null && header.decided() > 0;
    }

    private static String told(List<Header> kept) {
        return kept.size() == 1
                ? kept.getFirst().decided() + " of " + kept.getFirst().checks() + " checks are kept"
                : kept.size() + " rounds are kept";
    }

    /** Runs the round of that name, or goes on with it, to its end: the lines of its {@link RoundDigest}. */
    public List<String> toItsEnd(String name) throws IOException, InterruptedException {
        Process process = start(name, Redirect.DISCARD);
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    "The process did not come to its end: " + Files.readString(folder.resolve(name + ".log")));
        }
        return Files.readAllLines(folder.resolve(name + ".digest"));
    }

    private Process start(String name, Redirect output) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.add(folder.resolve(name + ".db").toString());
        all.add(folder.resolve(name + ".digest").toString());
        return new ProcessBuilder(all)
                .redirectOutput(output)
                .redirectError(folder.resolve(name + ".log").toFile())
                .start();
    }

    private static void waitUntilBegun(Process process) throws IOException {
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.equals(BEGUN)) {
            line = output.readLine();
        }
    }
}
