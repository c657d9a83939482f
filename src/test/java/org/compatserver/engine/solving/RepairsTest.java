package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.compatserver.verdict.Remedy;
import org.compatserver.verdict.Repair;
import org.compatserver.verdict.RepairSentences;
import org.compatserver.verdict.Repairs;
import org.compatserver.verdict.Repairs.Order;
import org.compatserver.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** What to change in a question so that it fits, and what comes of it. */
class RepairsTest {
    private static final String THREE_PARTIES = """
            app 1: lib<3
              uploaded 2020-01-01
            app 2: lib>=2
              uploaded 2025-01-01
            lib 1
              uploaded 2019-01-01
            lib 2
              uploaded 2021-01-01
            lib 3
              uploaded 2022-01-01
            tool 1: lib<2
              uploaded 2023-01-01
            tool 2: lib>=3
              uploaded 2024-01-01
            """;

    private static String text(Repairs repairs) {
        List<String> lines = new ArrayList<>();
        for (Repair repair : repairs.repairs()) {
            lines.add(RepairSentences.changes(repair) + ": " + RepairSentences.outcome(repair));
        }
        for (Remedy remedy : repairs.remedies()) {
            lines.add("or " + RepairSentences.remedy(remedy));
        }
        if (repairs.repairs().isEmpty()) {
            lines.add(RepairSentences.nothing(repairs));
        } else if (!repairs.complete()) {
            lines.add("and more");
        }
        return String.join("\n", lines);
    }

    @Test
    void whatFitsNeedsNone() {
        assertThat(text(Asking.in("a 1").repairs("a"))).isEqualTo("Nothing to repair: they fit as they are, each at its newest.");
    }

    @Test
    void oneClauseIsDroppedOrTheOther() {
        assertThat(text(Asking.in(THREE_PARTIES).repairs("app>=2", "lib<3,>=1", "tool==2")))
                .isEqualTo("""
                        lib>=1,<3 -> lib>=1: gives app 2, lib 3 and tool 2, nothing held back
                        tool==2 -> tool: gives app 2, lib 2 and tool 1 (1 release, 731 days behind 2)""");
    }
}
