package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names are taken for misspelled ones. */
class SpellingTest {
    private static List<String> candidates(String written, String... known) {
        return Spelling.candidates(
                        ProjectName.of(written),
                        Arrays.stream(known).map(ProjectName::of).toList())
                .stream()
                .map(ProjectName::normalized)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "flask, flask, 0",
        "flask, flaks, 1",
        "flask, flas, 1",
        "flask, flaskk, 1",
        "flask, fl, 3",
        "ca, abc, 3",
        "'', abc, 3"
    })
    void anEditIsALetterMoreLessOrOtherOrTwoSwapped(String a, String b, int edits) {
        assertThat(Spelling.distance(a, b)).isEqualTo(edits);
        assertThat(Spelling.distance(b, a)).isEqualTo(edits);
    }

    @Test
    void anEditForEveryFiveLetters() {
        assertThat(candidates("flaks", "flask", "falcon", "black")).containsExactly("flask");
        assertThat(candidates("flak", "flask")).doesNotContain("flask");
        assertThat(candidates("tensrflwo", "tensorflow")).doesNotContain("tensorflow");
        assertThat(candidates("tenserflwo", "tensorflow")).containsExactly("tensorflow");
    }

    @Test
    void theNearestFirstThenByName() {
        assertThat(candidates("tenserflow", "tenserfly", "tensorflow", "tensorfly", "tenserflox"))
                .containsExactly("tenserflox", "tensorflow", "tenserfly");
    }

    @Test
    void separatorsDoNotCount() {
        assertThat(candidates("scikitlearn", "scikit-learn")).containsExactly("scikit-learn");
    }

    @Test
    void affixesWhereNothingIsNearThoseThatAreKnownFirst() {
        assertThat(candidates("dateutil", "python-dateutil", "six"))
                .containsExactly("python-dateutil", "pydateutil", "dateutil-python");
        assertThat(candidates("yaml", "pyyaml")).containsExactly("pyyaml", "python-yaml", "yaml-python");
        assertThat(candidates("python-flask", "flask")).first().isEqualTo("flask");
        assertThat(candidates("pyflask")).first().isEqualTo("flask");
    }

    @Test
    void aNameIsNotMistakenForItself() {
        assertThat(candidates("flask", "flask")).doesNotContain("flask");
    }
}
