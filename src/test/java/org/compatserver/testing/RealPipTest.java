package org.compatserver.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.compatserver.testing.RealPip.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real pip reads universes from loopback, and each of its ways to answer is told apart. */
@SuppressWarnings("NullAway.Init")
class RealPipTest {
    private static final String TEXT = """
            a 1.0
            a 2.0: b<2, c
            a 3.0b1
            b 1.0
            b 2.0
              sdist unknowable
            c 1.0
              requires b>=2
            c 0.9
            d 1.0: a==2, b>1
            e 1.0
              metadata-python <3
            """;

    private static RealPip pip;
    private static LoopbackIndex index;
    private static URI address;

    @BeforeAll
    static void start() {
        pip = RealPip.start(1);
        index = LoopbackIndex.start();
        address = index.serve(Universe.of(TEXT));
    }

    @AfterAll
    static void stop() {
        pip.close();
        index.close();
    }

    private static String ask(String... arguments) {
        return switch (pip.install(address, List.of(arguments))) {
            case Answer.Installed(var pins) -> pins.toString();
            case Answer.Refused(var message) -> message;
            case Answer.Defective(var defect) -> defect.toString();
        };
    }

    @Test
    void itSaysWhatItWouldInstall() {
        assertThat(ask("a")).isEqualTo("{a=2.0, b=1.0, c=0.9}");
        assertThat(ask("a<2")).isEqualTo("{a=1.0}");
        assertThat(ask("--pre", "a")).isEqualTo("{a=3.0b1}");
        assertThat(ask("nothing; python_version<'3'")).isEqualTo("{}");
    }

    @Test
    void itSaysThatItCannotBeDone() {
        assertThat(ask("a==9")).contains("No matching distribution found for a==9");
        assertThat(ask("unheard-of")).contains("No matching distribution found for unheard-of");
        assertThat(ask("b>=2")).contains("No matching distribution found for b>=2");
        assertThat(ask("a==2", "a==1")).contains("ResolutionImpossible");
        assertThat(ask("d")).contains("No matching distribution found for b>1");
        assertThat(ask("e")).contains("requires a different Python");
    }

    @Test
    void theCommandLineSaysTheSame() {
        for (String asked : List.of("a", "d")) {
            assertThat(pip.installByCommandLine(address, List.of(asked)))
                    .isEqualTo(pip.install(address, List.of(asked)));
        }
    }

    /** Where metadata alone excludes the Python, pip forgets while going back why it passed over the other versions: here f 1.0, which did not go with c 2.0. */
    @Test
    void itRefusesInOneOrderWhatItInstallsInTheOther() {
        URI other = index.serve(Universe.of("""
                c 1.0: g>=2
                c 1.1: e
                c 2.0: e, f, g>=3
                e 1.0: g==2
                f 1.0: g
                f 2.0
                  metadata-python >=4
                g 2.0
                  metadata-python >=4
                g 2.1
                g 3.0
                """));
        assertThat(pip.install(other, List.of("f", "c"))).hasToString("Installed[pins={c=1.0, f=1.0, g=3.0}]");
        assertThat(pip.install(other, List.of("c", "f"))).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void whatSaysNothingAboutThePackagesIsAFailureOfTheTest() {
        assertThatThrownBy(() -> pip.install(address, List.of("--no-such-option", "a")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("pip failed with exit code 2");
        assertThatThrownBy(() -> pip.install(URI.create("http://127.0.0.1:9/simple/"), List.of("--retries", "1", "a")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("did not answer pip");
    }
}
