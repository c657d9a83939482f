package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Notices, constraints and moments where all is well. */
class WhatElseIsSaidTest {
    @Test
    void anExtraThatDoesNotExistIsANotice() {
        assertThat(Asking.in("""
                        a 1.0
                        """).ask("a[nope]")).isEqualTo("""
                        SUCCESS a==1.0
                        notice: a 1.0 has no extra 'nope'.""");
    }

    @Test
    void anArchivedProjectIsANotice() {
        assertThat(Asking.in("""
                        project a archived
                        a 1.0
                        """).ask("a")).isEqualTo("""
                        SUCCESS a==1.0
                        notice: The index says that 'a' is archived.""");
    }

    @Test
    void aConstraintKeepsAPackageOlderWithoutHoldingItBack() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0
                        b 1.0: a>=2
                        """).constrainedBy("a<2", "zzz<1").ask("a")).isEqualTo("""
                        SUCCESS a==1.0""");
    }

    @Test
    void laterUploadsDoNotExist() {
        assertThat(Asking.in("""
                        a 1.0
                          uploaded 2024-01-01
                        a 2.0
                          uploaded 2024-06-01
                        """).asOf("2024-06-01T00:00:00Z").ask("a")).isEqualTo("""
                        SUCCESS a==1.0
                        notice: Yanks and deletions carry no date: those of today count.""");
    }

    @Test
    void aMomentInTheFutureIsSaid() {
        assertThat(Asking.in("""
                        a 1.0
                          uploaded 2024-01-01
                        """).asOf("2999-01-01T00:00:00Z").ask("a")).isEqualTo("""
                        SUCCESS a==1.0
                        notice: The moment 2999-01-01T00:00:00Z is in the future: what is uploaded until then does not count.""");
    }

    @Test
    void whatIsTakenThoughItIsYankedAndWhy() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0
                          yanked leaks memory
                        """).ask("a==2.0")).isEqualTo("""
                        SUCCESS a==2.0
                        notice: a 2.0 is yanked: leaks memory.""");
    }
}
