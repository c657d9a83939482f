package org.compatserver.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.compatserver.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a process of its own prints, where. */
class CommandLineOutputTest {
    private static final JsonMapper WHOLE = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @TempDir
    Path folder = Path.of(".");

    private record Printed(int code, String out, String err) {}

    /** What this test runs with, however it was started. */
    private static String classPath() {
        return Main.class.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs())
                        .map(each -> Path.of(URI.create(each.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private Printed run(String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                "org.compatserver.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("COMPAT_") || name.startsWith("XDG_"));
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Printed(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void theWholeOfStandardOutputIsOneJsonDocument() throws Exception {
        Printed printed = run("check", "six", "Django", "--offline", "--json");
        JsonNode reply = WHOLE.readTree(printed.out());
        assertThat(reply.get("result").stringValue()).isEqualTo("SUCCESS");
        assertThat(printed.code()).isZero();
    }

    @Test
    void soIsAFault() throws Exception {
        Printed printed = run("check", "six", "--pyton", "3", "--json");
        assertThat(WHOLE.readTree(printed.out()).get("status").intValue()).isEqualTo(400);
        assertThat(printed.code()).isEqualTo(2);
    }

    @Test
    void aFolderThatCannotBeUsedIsOneLineOfWarning() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Printed printed = run("check", "six", "Django", "--offline", "--cache-dir", file.toString());
        assertThat(printed.out()).startsWith("SUCCESS");
        assertThat(printed.err().lines().filter(line -> !line.startsWith("WARNING:")))
                .singleElement()
                .asString()
                .endsWith("Nothing that is fetched is kept: the folder " + file
                        + " cannot be used; pass another as --cache-dir");
    }

    @Test
    void aSnapshotThatIsNoneIsSaidOnce() throws Exception {
        Path file = Files.writeString(folder.resolve("x.snapshot"), "no zip");
        Printed printed = run("check", "six", "--snapshot", file.toString());
        assertThat(printed.code()).isEqualTo(2);
        assertThat(printed.err().lines().filter(line -> line.startsWith("compat: ")))
                .singleElement()
                .asString()
                .startsWith("compat: ")
                .containsOnlyOnce("cannot be used");
        Printed missing = run("check", "six", "--snapshot", "no.snapshot");
        assertThat(missing.err()).contains("compat: no.snapshot cannot be used as a snapshot: there is no such file");
    }
}
