package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which files count: by kind, by moment, and by how much they are believed. */
class SourcesAndMomentsTest {
    private static final String ARCHIVES = """
            a 1.0
            a 2.0
              sdist egg-info
            a 3.0
              sdist static
            a 4.0
              sdist unknowable
            """;

    @Test
    void archivesThatCanBeReadCountUnlessOnlyWheelsDo() {
        assertThat(Asking.in(ARCHIVES).ask("a<4")).isEqualTo("SUCCESS a==3.0");
        assertThat(Asking.in(ARCHIVES).ask("a<3")).isEqualTo("SUCCESS a==2.0\nassumed: a-2.0.tar.gz");
        assertThat(Asking.in(ARCHIVES).wheelsOnly().ask("a")).isEqualTo("SUCCESS a==1.0");
    }

    @Test
    void anArchiveThatCannotBeReadIsInDoubtUnlessOnlyWheelsCount() {
        assertThat(Asking.in(ARCHIVES).ask("a")).startsWith("UNKNOWN\nfile: a-4.0.tar.gz, ");
    }

    @Test
    void aStrictAnswerMayRestOnAnotherSet() {
        assertThat(Asking.in("""
                        a 1.0: b
                        b 1.0
                        b 2.0
                          sdist egg-info
                        """).strictly().ask("a")).isEqualTo("SUCCESS a==1.0 b==1.0");
    }

    @Test
    void aStrictConflictHoldsWhateverABuildTells() {
        assertThat(Asking.in("""
                        a 1.0: b<2
                        b 2.0
                          sdist egg-info
                        """).strictly().ask("a")).startsWith("INSTALL_ERROR");
        assertThat(Asking.in("""
                        a 1.0: c<2
                        b 1.0: c>=2
                          sdist egg-info
                        c 1.0
                        c 2.0
                        """).strictly().ask("a", "b")).isEqualTo("""
                        UNKNOWN
                        file: b-1.0.tar.gz, its requirements are those of its egg-info, which a build may contradict -> pip install --dry-run under the target's Python
                        description: The answer depends on what b-1.0.tar.gz needs, which cannot be known without building.""");
    }

    @Test
    void yanksAreThoseOfToday() {
        assertThat(Asking.in("""
                        a 1.0
                          uploaded 2024-01-01
                        a 2.0
                          uploaded 2024-02-01
                          yanked
                        """).asOf("2024-03-01T00:00:00Z").ask("a")).isEqualTo("""
                        SUCCESS a==1.0
                        notice: Yanks and deletions carry no date: those of today count.""");
    }

    @Test
    void aFileUploadedAtTheMomentIsTooLate() {
        assertThat(Asking.in("""
                        a 1.0
                          uploaded 2024-01-01T00:00:00Z
                        a 2.0
                          uploaded 2024-02-01T00:00:00Z
                        """).asOf("2024-02-01T00:00:01Z").ask("a")).startsWith("SUCCESS a==2.0\n");
        assertThat(Asking.in("""
                        a 1.0
                          uploaded 2024-01-01T00:00:00Z
                        a 2.0
                          uploaded 2024-02-01T00:00:00Z
                        """).asOf("2024-02-01T00:00:00Z").ask("a")).startsWith("SUCCESS a==1.0\n");
    }

    @Test
    void aFileWithoutUploadTimeCountsAndIsSaid() {
        assertThat(Asking.in("""
                        a 1.0
                          uploaded unknown
                        """).asOf("2024-02-01T00:00:00Z").ask("a")).isEqualTo("""
                        SUCCESS a==1.0
                        notice: Yanks and deletions carry no date: those of today count.
                        notice: The index gives no upload time for 1 file of 'a': they count as uploaded in time.""");
    }

    @Test
    void lagIsCountedToTheMoment() {
        assertThat(Asking.in("""
                        a 1.0
                          uploaded 2024-01-01
                        a 2.0: x<2
                          uploaded 2024-02-01
                        b 1.0: x>=2
                          uploaded 2024-01-01
                        x 1
                          uploaded 2024-01-01
                        x 2
                          uploaded 2024-01-01
                        """).asOf("2024-02-11T00:00:00Z").ask("a", "b")).startsWith("""
                        CHECK_WARNING a==1.0 b==1.0 x==2
                        held: a 2.0 -> 1.0, 1 releases, 10 days, because""");
    }
}
