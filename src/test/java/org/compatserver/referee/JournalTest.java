package org.compatserver.referee;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.version.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal: what was answered is known in the next run, whatever happened to this one. */
class JournalTest {
    private static final Interpreter PYTHON =
            new Interpreter(Path.of("python"), new PythonVersion(3, 13, 0), Platform.DEFAULT);
    private static final Answer SET = new Answer.Installed(List.of(
            new Answer.Pin(ProjectName.of("a"), Version.of("1.0"), "A-1.0-py3-none-any.whl"),
            new Answer.Pin(ProjectName.of("b-c"), Version.of("2.0rc1"), "")));

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void chooseAFile() {
        file = folder.resolve("new").resolve("answers.jsonl");
    }

    private static Ask ask(String... requirements) {
        return new Ask("pip 26.3", PYTHON, true, List.of(requirements), null, TODAY, "https://index.example/simple/");
    }

    private void keep(Ask ask, Answer answer) throws IOException {
        try (Journal journal = Journal.open(file)) {
            journal.keep(ask, answer, 1.5);
        }
    }

    @Test
    void answersAreThereInTheNextRun() throws IOException {
        keep(ask("a"), SET);
        keep(ask("b"), new Answer.Impossible("No matching distribution found for \"b\" ü"));
        try (Journal journal = Journal.open(file)) {
            assertThat(journal.find(ask("a"))).contains(SET);
            assertThat(journal.find(ask("b")))
                    .contains(new Answer.Impossible("No matching distribution found for \"b\" ü"));
            assertThat(journal.find(ask("c"))).isEmpty();
        }
    }

    @Test
    void aBreakdownIsNotKept() throws IOException {
        keep(ask("a"), new Answer.Broken("no network"));
        assertThat(file).isEmptyFile();
    }

    @Test
    void whateverTheAnswerDependsOnMakesAnotherQuestion() throws IOException {
        keep(ask("a", "b"), SET);
        Ask asked = ask("a", "b");
        Interpreter other = new Interpreter(Path.of("python"), new PythonVersion(3, 13, 1), Platform.DEFAULT);
        Instant then = Instant.parse("2026-11-20T00:00:00Z");
        try (Journal journal = Journal.open(file)) {
            assertThat(List.of(
                            ask("b", "a"),
                            new Ask("pip 26.2", PYTHON, true, asked.requirements(), null, TODAY, asked.index()),
                            new Ask("pip 26.3", other, true, asked.requirements(), null, TODAY, asked.index()),
                            new Ask("pip 26.3", PYTHON, false, asked.requirements(), null, TODAY, asked.index()),
                            new Ask("pip 26.3", PYTHON, true, asked.requirements(), then, TODAY, asked.index()),
                            new Ask(
                                    "pip 26.3",
                                    PYTHON,
                                    true,
                                    asked.requirements(),
                                    null,
                                    TODAY.plusDays(1),
                                    asked.index()),
                            new Ask(
                                    "pip 26.3",
                                    PYTHON,
                                    true,
                                    asked.requirements(),
                                    null,
                                    TODAY,
                                    "https://other.example/")))
                    .allSatisfy(ask -> assertThat(journal.find(ask)).isEmpty());
        }
    }

    @Test
    void anAnswerAboutAMomentIsGoodOnAnyDay() throws IOException {
        Instant then = Instant.parse("2026-11-20T00:00:00Z");
        keep(new Ask("pip 26.3", PYTHON, true, List.of("a"), then, TODAY, "i"), SET);
        try (Journal journal = Journal.open(file)) {
            assertThat(journal.find(new Ask("pip 26.3", PYTHON, true, List.of("a"), then, TODAY.plusDays(9), "i")))
                    .contains(SET);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 40, 100})
    void aCutLastLineIsAskedAgainAndSpoilsNothing(int missing) throws IOException {
        keep(ask("a"), SET);
        keep(ask("b"), SET);
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - missing));
        keep(ask("c"), SET);
        try (Journal journal = Journal.open(file)) {
            assertThat(journal.find(ask("a"))).contains(SET);
            assertThat(journal.find(ask("b")).isPresent()).isEqualTo(missing == 1);
            assertThat(journal.find(ask("c"))).contains(SET);
        }
    }
}
