package org.compatserver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.compatserver.testing.Golden;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: what the doctor found, told to people and machines. */
class DoctorCommandTest {
    private static final List<Finding> WELL = List.of(
            Finding.ok("Java", "25.0.3, heap up to 1,024 MB, 2 processors, its start is recorded"),
            Finding.ok("index", "[https://index.example/simple/], from PIP_INDEX_URL"),
            Finding.warning("port", "8888 cannot be had: Address already in use", "Serve on another --port"));

    private static final Finding ILL = Finding.problem(
            "reachable", "index.example cannot be reached", "Meanwhile what is kept answers; replies say so");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(List<Finding> findings, String... arguments) {
        Services.Opener opener = new Services.Opener() {
            @Override
            public Services open(Settings settings) {
                throw new AssertionError("Nothing is opened");
            }

            @Override
            public List<Finding> examine(Settings settings, int port) {
                return findings;
            }
        };
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return CommandLineFace.run(arguments, opener, Map.of(), stream, stream);
    }

    @Test
    void aWarningIsNoFailure() {
        assertThat(run(WELL, "doctor")).isZero();
        Golden.check("doctor.txt", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aProblemIs() {
        assertThat(run(List.of(ILL), "doctor", "--json")).isEqualTo(2);
        Golden.check("doctor.json", out.toString(StandardCharsets.UTF_8));
    }
}
