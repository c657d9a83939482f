package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.compatserver.verdict.NotNewerSentences;
import org.compatserver.verdict.Sentences;
import org.compatserver.verdict.Why;
import org.compatserver.verdict.Why.About;
import org.compatserver.verdict.WhyNotNewer;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: what comes of trying for a newer version of a dependency, and who could change it. The certificate checks each trial. */
class WhyATrialTest {
    /** The ledger: who could change it, and the line, without the days. */
    private static String ledger(Asking asking, String... packages) {
        return asking.why(null, packages).notNewer().stream()
                .map(entry -> entry.canAct() + ": " + NotNewerSentences.line(entry.why()))
                .map(line -> line.replaceAll(", (the first )?out for [0-9,]+ days", ""))
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
    }

    /** What is said of one project. */
    private static String about(Why why) {
        List<String> lines = new ArrayList<>();
        switch (why.about()) {
            case null -> lines.add("no set");
            case About.NotInSet(var project, boolean known, var dragged) ->
                lines.add((known ? "not needed: " : "unknown: ")
                        + project
                        + (dragged == null ? "" : ", dragged: " + NotNewerSentences.dragged(dragged)));
            case About.InSet about -> {
                WhyNotNewer reason = about.pin().whyNotNewer();
                lines.add(about.pin().name() + " " + about.pin().version()
                        + (reason == null ? " is at its newest" : ": " + NotNewerSentences.look(reason)));
                about.requiredBy().forEach(one -> lines.add("by " + NotNewerSentences.requiredBy(one)));
                if (reason != null && reason.trial() != null) {
                    lines.add(NotNewerSentences.outcome(reason, reason.trial()));
                    NotNewerSentences.because(reason.trial()).forEach(line -> lines.add("  " + line.text()));
                }
                if (reason != null && about.best() != null) {
                    lines.add("best: " + NotNewerSentences.outcome(reason, about.best()));
                }
                about.remedies().forEach(remedy -> lines.add(Sentences.remedy(remedy)));
            }
        }
        return String.join("\n", lines);
    }

    private static final String DJANGO = """
            site 1: django<9, plugin
            plugin 1: asgiref
            django 5.2: asgiref<5
            django 5.3: asgiref<4
            asgiref 3
            asgiref 4
            """;

    @Test
    void aNewerOneWouldGoOnlyWithSomethingElseOlder() {
        assertThat(about(Asking.in(DJANGO).why("asgiref", "site"))).isEqualTo("""
                asgiref 3: django 5.3 needs asgiref<4 (site -> django)
                by django 5.3: asgiref<4 (site -> django)
                by plugin 1: asgiref (site -> plugin)
                asgiref 4 would go only with something else older, such as django 5.2 (here 5.3)
                  site 1 needs django<9
                  django 5.3 needs asgiref<4""");
    }

    @Test
    void itDoesNotGoWithWhatWasAskedForAndOneReleaseWouldLetIt() {
        assertThat(about(Asking.in(DJANGO).why("asgiref", "site", "django"))).isEqualTo("""
                asgiref 3: django 5.3, asked for, needs asgiref<4
                by django 5.3, asked for: asgiref<4
                by plugin 1: asgiref (site -> plugin)
                asgiref 4 does not go with these versions of what was asked for
                  django 5.3 needs asgiref<4
                It would fit with a release of django that allows asgiref 4 (5.3 needs asgiref<4).""");
    }

    @Test
    void theNewestThatGoesIsFound() {
        assertThat(about(Asking.in("""
                        a 1: b<9, c<4
                        b 1: c<4
                        b 2: c<2
                        c 1
                        c 2
                        c 3
                        c 4
                        """).why("c", "a"))).isEqualTo("""
                c 1: a 1, asked for, needs c<4 and b 2 needs c<2 (a -> b)
                by a 1, asked for: c<4
                by b 2: c<2 (a -> b)
                c 4 does not go with these versions of what was asked for
                  a 1 needs c<4
                best: c 3 would go only with something else older, such as b 1 (here 2)
                It would fit with a release of a that allows c 4 (1 needs c<4) and a release of b that allows c 4 (2 needs c<2).""");
    }

    @Test
    void aNewerVersionThatOnlyABuildCanReadMayGo() {
        assertThat(about(Asking.in("""
                        a 1: d<3
                        d 1
                        d 2
                          sdist unknowable
                        d 3
                        """).why("d", "a"))).isEqualTo("""
                d 1: a 1, asked for, needs d<3
                by a 1, asked for: d<3
                d 3 does not go with these versions of what was asked for
                  a 1 needs d<3
                best: whether d 2 would go depends on what a build of d-2.tar.gz tells
                It would fit with a release of a that allows d 3 (1 needs d<3).""");
    }

    /** Whose newest allows it follows whoever keeps that from being here. */
    @Test
    void theLedgerFollowsWhoCouldChangeWhatIsInTheWay() {
        assertThat(ledger(Asking.in("""
                        a 1: b<2, e
                        b 1: c<2
                        b 2: c
                        c 1
                        c 2
                        e 1: f<2
                        f 1
                        f 2
                        """), "a")).isEqualTo("""
                ASKED_FOR: b 1, newest 2 (1 newer release): a 1, asked for, needs b<2
                ASKED_FOR: c 1, newest 2 (1 newer release): b 1 needs c<2 (a -> b; its newest, 2, allows it)
                OTHERS: f 1, newest 2 (1 newer release): e 1 needs f<2 (a -> e)""");
    }

    @Test
    void whatIsOlderBecauseSomethingIsHeldBackSaysSo() {
        assertThat(ledger(Asking.in("""
                        a 1: d<2
                        a 2: c>=2, d
                        b 1: c<2
                        c 1
                        c 2
                        d 1
                        d 2
                        """), "a", "b")).isEqualTo("""
                ASKED_FOR: c 1, newest 2 (1 newer release): b 1, asked for, needs c<2
                CONFLICT: a 1, newest 2 (1 newer release): b 1 needs c<2 and a 2 needs c>=2
                CONFLICT: d 1, newest 2 (1 newer release): a 1, asked for, needs d<2 (its newest, 2, allows it)""");
    }

    /** Nothing excludes status 2; that it cannot be had is found by trying. */
    @Test
    void whatALookDoesNotTellIsTried() {
        assertThat(ledger(Asking.in("""
                        beam 1: status
                        status 1
                        status 2: deep
                        deep 1: gone
                        """), "beam")).isEqualTo("""
                null: status 1, newest 2 (1 newer release): status 2 needs deep, which needs gone, which the index does not know; status 2 does not go with these versions of what was asked for""");
    }

    @Test
    void whatNothingRequiresIsSaidToBeNotNeeded() {
        Asking asking = Asking.in("""
                a 1: x
                b 1: x<2
                x 1
                x 2: y
                y 1
                z 1
                """);
        assertThat(about(asking.why("z", "a", "b"))).isEqualTo("not needed: z");
        assertThat(about(asking.why("no-such", "a", "b"))).isEqualTo("unknown: no-such");
        assertThat(about(asking.why("y", "a", "b"))).isEqualTo("not needed: y, dragged: x 2 needs it, and x is 1 here");
        assertThat(about(asking.why("a", "a", "b"))).isEqualTo("a 1 is at its newest\nby you: a");
        assertThat(about(asking.why("a", "a", "no-such"))).isEqualTo("no set");
    }

    @Test
    void aFullExplanationTriesToo() {
        String universe = """
                beam 1: status
                status 1
                status 2: deep
                deep 1: gone
                """;
        assertThat(Asking.in(universe).notNewer("beam")).contains("a longer look");
        assertThat(Asking.in(universe).inFull().notNewer("beam")).contains("status 2 does not go");
    }
}
