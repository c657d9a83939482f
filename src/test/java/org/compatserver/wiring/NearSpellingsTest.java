package org.compatserver.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.compatserver.check.Outcome;
import org.compatserver.cli.Services;
import org.compatserver.cli.Settings;
import org.compatserver.pep.target.Platform;
import org.compatserver.testing.LoopbackIndex;
import org.compatserver.testing.Universe;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Verdict;
import org.compatserver.wire.Asked;
import org.compatserver.wire.QuestionTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that somebody may have meant, as a real index on loopback knows them. The shipped snapshot tells that there is a project named 'requests'. */
class NearSpellingsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private String answer(URI index, boolean offline, String... packages) throws Services.ConfigurationProblem {
        Settings settings = new Settings(
                index.toString(),
                List.of(),
                List.of(),
                null,
                offline,
                null,
                folder.resolve("cache"),
                null,
                13,
                Platform.DEFAULT,
                Map.of());
        try (Services services = Wiring.open(settings)) {
            QuestionTexts texts = new QuestionTexts(
                    List.of(packages), List.of(), "3", null, null, null, null, null, null, null, List.of());
            Question question = ((Asked.Read) services.reader().read(texts)).question();
            Verdict verdict = ((Outcome.Answered<Verdict>) services.checks().check(question)).answer();
            return ((Verdict.InstallError) verdict).explanation().text();
        }
    }

    @Test
    void aNameAtHandIsToldIfTheIndexKnowsIt() throws Exception {
        try (LoopbackIndex index = LoopbackIndex.start()) {
            URI address = index.serve(Universe.of("""
                    requests 2.0
                    flask 3.0
                    """));
            assertThat(answer(address, false, "Reqeusts", "flask")).isEqualTo("""
                    The index does not know a project named 'Reqeusts'.
                    Did you mean 'requests'? The index knows it.""");
            assertThat(index.pagesAskedFor()).containsExactlyInAnyOrder("reqeusts", "flask", "requests");
        }
    }

    @Test
    void offlineNobodyIsAsked() throws Exception {
        try (LoopbackIndex index = LoopbackIndex.start()) {
            URI address = index.serve(Universe.of("""
                    requests 2.0
                    """));
            String online = answer(address, false, "reqeusts");
            List<String> asked = index.pagesAskedFor();
            assertThat(answer(address, true, "reqeusts")).isEqualTo(online);
            assertThat(index.pagesAskedFor()).isEqualTo(asked);
        }
    }

    @Test
    void aNameThatTheIndexDoesNotKnowIsNotTold() throws Exception {
        try (LoopbackIndex index = LoopbackIndex.start()) {
            assertThat(answer(index.serve(Universe.of("flask 3.0")), false, "reqeusts"))
                    .isEqualTo("The index does not know a project named 'reqeusts'.");
        }
    }

    @Test
    void threeNamesAreAskedForAtMost() throws Exception {
        try (LoopbackIndex index = LoopbackIndex.start()) {
            URI address = index.serve(Universe.of("""
                    python-zzzz 1.0
                    """));
            assertThat(answer(address, false, "zzzz", "python-yyyy-python")).isEqualTo("""
                    The index does not know a project named 'python-yyyy-python'. The index does not know a project named 'zzzz'.
                    Did you mean 'python-zzzz'? The index knows it.""");
            assertThat(index.pagesAskedFor()).hasSize(2 + 3);
        }
    }
}
