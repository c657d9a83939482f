package org.compatserver.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.compatserver.testing.Universe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compiled files are shared, and none of them is precious. */
class SharedFolderTest {
    private static final String UNIVERSE = """
            a 1: b>=1; python_version > "3", c[x,y]<2
              extra q
              requires d; extra == "q"
            a 2: b>=1
              sdist egg-info
            a 3
              sdist unknowable
            a 4
              invalid
            b 1
            c 1
            d 1
            """;
    private static final List<String> VERSIONS = List.of("1", "2", "3", "4");

    @TempDir
    Path folder;

    @Test
    void metadataIsReadOnceForAllProcesses() {
        Universe universe = Universe.of(UNIVERSE);
        List<List<String>> first = allOf(Worlds.in(folder, universe));
        int requests = requests(universe);

        List<List<String>> second = allOf(Worlds.in(folder, universe));
        assertThat(second).isEqualTo(first);
        assertThat(requests(universe)).isEqualTo(requests);
        assertThat(Worlds.in(folder, universe).source(Worlds.ALL).chosen(Worlds.project("a"), 1))
                .isNotNull()
                .satisfies(file -> assertThat(file.assumed()).isTrue());
    }

    @Test
    void aCompiledFileThatIsCutOrChangedAnywhereIsMadeAgain() throws IOException {
        Universe universe = Universe.of(UNIVERSE);
        List<List<String>> expected = allOf(Worlds.in(folder, universe));
        Random random = new Random(7);
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < 40; i++) {
                byte[] broken = i < 20 ? cut(whole, random) : changed(whole, random);
                Files.write(file, broken);
                assertThat(allOf(Worlds.in(folder, universe)))
                        .as("%s broken: %s", file.getFileName(), HexFormat.of().formatHex(broken))
                        .isEqualTo(expected);
            }
            allOf(Worlds.in(folder, Universe.of(UNIVERSE)));
        }
    }

    private static byte[] cut(byte[] whole, Random random) {
        return java.util.Arrays.copyOf(whole, random.nextInt(whole.length));
    }

    private static byte[] changed(byte[] whole, Random random) {
        byte[] changed = whole.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoReasonNotToAnswer() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Universe universe = Universe.of(UNIVERSE);

        assertThat(allOf(Worlds.in(file, universe))).isEqualTo(allOf(Worlds.inMemory(universe)));
    }

    @Test
    void leavesNoTemporaryFiles() throws IOException {
        allOf(Worlds.in(folder, Universe.of(UNIVERSE)));

        assertThat(files()).extracting(file -> file.getFileName().toString()).allMatch(name -> !name.contains("part"));
    }

    @Test
    void manyCatalogsMayWriteAtOnce() throws Exception {
        Universe universe = Universe.of(FolderWriter.universe());
        List<List<String>> expected = FolderWriter.allOf(Worlds.inMemory(universe));
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<List<String>>>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(threads.submit(() -> FolderWriter.allOf(Worlds.in(folder, universe))));
            }
            for (Future<List<List<String>>> one : running) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(expected);
            }
        }
        int requests = requests(universe);
        assertThat(FolderWriter.allOf(Worlds.in(folder, universe))).isEqualTo(expected);
        assertThat(requests(universe)).as("all of it was kept").isEqualTo(requests);
    }

    @Test
    void processesMayWriteAtOnce() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            place(FolderWriter.class) + File.pathSeparator + place(Catalog.class),
                            FolderWriter.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            folder.resolveSibling(folder.getFileName() + ".log").toFile())
                    .start());
        }
        for (Process process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        Universe universe = Universe.of(FolderWriter.universe());
        List<List<String>> read = FolderWriter.allOf(Worlds.in(folder, universe));
        assertThat(requests(universe)).as("all of it was kept").isZero();
        assertThat(read).isEqualTo(FolderWriter.allOf(Worlds.inMemory(universe)));
    }

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static List<List<String>> allOf(Catalog catalog) {
        CatalogSource source = catalog.source(Worlds.ALL);
        return Stream.concat(
                        VERSIONS.stream().map(version -> Worlds.required(source, "a", version)),
                        Stream.of(Worlds.required(source, "a[q]", "1")))
                .toList();
    }

    private static int requests(Universe universe) {
        return universe.metadata().keySet().stream()
                .mapToInt(universe::metadataRequests)
                .sum();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
