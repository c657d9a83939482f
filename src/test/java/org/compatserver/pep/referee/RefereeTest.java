package org.compatserver.pep.referee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.compatserver.testing.PythonEnvironment;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Python's {@code packaging} answers the same: each class of {@link #CLASSES} on thousands of seeded cases. Where we mean to differ, the class lists
 * the difference with its reason, and the report says how many cases it explained. Another seed: {@code -Dreferee.seed=42}. A class more is a
 * function in {@code referee/cases_*.py} and a {@link CaseClass}, listed here.
 */
class RefereeTest {
    private static final long SEED = Long.getLong("referee.seed", 20_261_122L);

    private static final List<CaseClass> CLASSES = Stream.of(
                    FileCases.classes(),
                    TagCases.classes(),
                    MetadataCases.classes(),
                    VersionCases.classes(),
                    MarkerCases.classes(),
                    RequirementCases.classes())
            .flatMap(List::stream)
            .toList();

    @TestFactory
    Stream<DynamicTest> agreesWithPackagingOn() {
        Referee referee = new Referee(PythonEnvironment.find(), SEED);
        return CLASSES.stream()
                .map(kind -> dynamicTest(kind.name(), () -> {
                    Referee.Outcome outcome = referee.compare(kind);
                    System.out.printf(
                            "referee: %s: %,d cases, %,d agree, deliberate differences: %s%n",
                            kind.name(), outcome.cases(), outcome.agreed(), outcome.explained());
                    assertThat(outcome.unexplained())
                            .as("%s: %,d of %,d cases differ", kind.name(), outcome.faults(), outcome.cases())
                            .isEmpty();
                    assertThat(outcome.explained())
                            .as("each deliberate difference is met by some case")
                            .doesNotContainValue(0);
                }));
    }

    @Test
    void asksEnoughCasesOfEachClass() {
        assertThat(CLASSES)
                .allSatisfy(kind -> assertThat(kind.generated()).as(kind.name()).isGreaterThanOrEqualTo(5_000));
        assertThat(CLASSES).extracting(CaseClass::name).doesNotHaveDuplicates();
        assertThat(CLASSES.stream().mapToInt(CaseClass::generated).sum()).isGreaterThanOrEqualTo(200_000);
    }
}
