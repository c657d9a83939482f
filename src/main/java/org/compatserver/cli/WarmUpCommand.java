package org.compatserver.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * {@code compat warm-up}: asks once what {@code compat check} and {@code compat round} are asked, of the shipped snapshot and of an index on the loopback
 * interface. The run in which the virtual machine records what later runs need from the start. The server is left out: what is recorded is loaded at every
 * start, and a server starts seldom.
 */
@Command(name = "warm-up", hidden = true, description = "Exercises the program, for the recording of its start.")
final class WarmUpCommand implements Callable<Integer> {
    private final CommandLineFace face;

    WarmUpCommand(CommandLineFace face) {
        this.face = face;
    }

    @Override
    public Integer call() throws Exception {
        Path cache = Files.createTempDirectory("compat-warm-up");
        try (PracticeIndex index = PracticeIndex.start()) {
            CommandLineFace quiet = quiet(cache);
            List<String> here = List.of("--index-url", index.address());
            boolean expected = true;
            Path list = Files.writeString(cache.resolve("list.txt"), "six\nDjango\nrequests\nflask\n");
            // twice each: first nothing is compiled yet, then all is read from the folder
            for (int i = 0; i < 2; i++) {
                expected &= check(quiet, List.of("six", "Django", "--offline")) == 0;
                expected &= check(quiet, List.of("google-api-core", "google-cloud-iot", "--offline", "--json")) == 1;
                expected &= check(quiet, join(List.of(PracticeIndex.PROJECT), here)) == 0;
                expected &= check(quiet, join(List.of(PracticeIndex.PROJECT, "no-such-project"), here)) == 1;
                expected &= round(quiet, list) == 0;
            }
            return expected ? 0 : 2;
        } finally {
            delete(cache);
        }
    }

    private CommandLineFace quiet(Path cache) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new CommandLineFace(
                face::open,
                Map.of("COMPAT_CACHE_DIR", cache.toString(), "HOME", cache.toString()),
                new Console(nowhere, nowhere, false));
    }

    private static int round(CommandLineFace face, Path list) {
        return face.run("round", list.toString(), "--offline", "--recheck");
    }

    private static int check(CommandLineFace face, List<String> arguments) {
        return face.run(join(List.of("check"), arguments).toArray(String[]::new));
    }

    private static List<String> join(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
