package org.compatserver.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Binding;
import org.compatserver.round.Cause;
import org.compatserver.round.Result;
import org.compatserver.round.Summary;
import org.compatserver.round.SummaryWriter;
import org.compatserver.round.Tally;
import org.compatserver.snapshot.Snapshot;
import org.compatserver.snapshot.SnapshotIndex;
import org.compatserver.snapshot.SnapshotMetadata;
import org.compatserver.testing.Golden;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * FEATURE UNDER TEST: the round of 75 published packages with CPython 3.13, wheels only, as of 2026-11-20, from a recording of the index: how many pairs fail, and what that
 * comes down to. {@code bench/java org.compatserver.wiring.RealPortfolio FOLDER FILE} makes the recording anew.
 */
class RoundOfRealPackagesTest {
    private static final Path RECORDED = Path.of("src", "test", "resources", "conflicts", "portfolio-75.snapshot");

    @SuppressWarnings("NullAway.Init")
    private static Summary summary;

    @BeforeAll
    static void run() throws Exception {
        Snapshot snapshot = Snapshot.open(RECORDED);
        try (RealPortfolio portfolio = new RealPortfolio(new SnapshotIndex(snapshot), new SnapshotMetadata(snapshot))) {
            summary = portfolio.summary();
        }
    }

    @Test
    void fortySixPairsAreHeldBackAndOnePackageCannotBeInstalled() {
        Tally pairs = summary.allPairs();
        assertThat(pairs.of(Result.SUCCESS)).isEqualTo(2_655);
        assertThat(pairs.of(Result.CHECK_WARNING)).isEqualTo(46);
        assertThat(pairs.of(Result.INSTALL_ERROR)).isEqualTo(74);
        assertThat(pairs.of(Result.UNKNOWN) + pairs.open() + pairs.due()).isZero();
        assertThat(summary.inherited()).containsExactly(74L);
        assertThat(summary.unexplained()).containsExactly(0L);
    }

    @Test
    void theFirstCauseIsThatGoogleCloudIotNeedsAnOldProtobuf() {
        Cause first = summary.causes().getFirst();
        Binding pivot = Objects.requireNonNull(first.pivot());
        assertThat(pivot.project()).isEqualTo(ProjectName.of("google-cloud-iot"));
        assertThat(pivot.versions()).isEqualTo("2.9.2");
        assertThat(pivot.requirement()).startsWith("protobuf").contains("<5.0.0dev");
        assertThat(first.allPairs()).isEqualTo(43);
        assertThat(summary.causes().stream().mapToInt(Cause::allPairs).sum()).isEqualTo(46 + 74);
    }

    /** Which rule settled how many is not of this test. */
    @Test
    void theWholeSummary() throws IOException {
        String text = SummaryWriter.text(summary, RealPortfolio.MOST_CAUSES);
        Golden.check("round/portfolio-75.txt", text.replaceFirst("(?s)  Settled:.*?\\.\n", ""));
        assertThat(List.of(text.split("\n", -1))).hasSizeLessThan(60);
    }
}
