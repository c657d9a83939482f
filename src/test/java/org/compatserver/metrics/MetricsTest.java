package org.compatserver.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.compatserver.catalog.Catalog;
import org.compatserver.check.Fault;
import org.compatserver.check.Outcome;
import org.compatserver.index.IndexFault;
import org.compatserver.index.IndexMeter;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Cell;
import org.compatserver.round.Origin;
import org.compatserver.round.Result;
import org.compatserver.round.Rule;
import org.compatserver.testing.SampleVerdicts;
import org.compatserver.testing.Universe;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Question.EngineName;
import org.compatserver.web.RequestListener.Refusal;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: what a collector reads. */
class MetricsTest {
    private final IndexMeter index = new IndexMeter();
    private final Universe universe = Universe.of("project none");
    private final Catalog catalog = new Catalog(universe, universe, null, Duration.ofDays(1), () -> Instant.EPOCH);
    private final Metrics metrics = new Metrics("1.2.3", index, catalog);

    private static Question question() {
        return new Question(
                List.of("six"),
                List.of(Requirement.of("six")),
                List.of(),
                new Target(new PythonVersion(3, 13, 9), Platform.DEFAULT),
                null,
                Question.Sources.STATIC,
                false,
                false,
                EngineName.RESOLVER,
                Question.Detail.SHORT);
    }

    private void has(String... lines) {
        assertThat(metrics.text().lines()).contains(lines);
    }

    @Test
    void checksByResultFaultAndDuration() {
        has(
                "compat_checks_total{engine=\"resolver\",result=\"unknown\"} 0.0",
                "compat_check_faults_total{engine=\"resolver\",fault=\"budget\"} 0.0");
        metrics.checks().checked(question(), new Outcome.Answered<>(SampleVerdicts.success(question())), 3_000_000);
        metrics.checks()
                .checked(question(), new Outcome.Failed<>(new Fault(Fault.Kind.INDEX, "secret")), 40_000_000_000L);
        has(
                "compat_checks_total{engine=\"resolver\",result=\"success\"} 1.0",
                "compat_check_faults_total{engine=\"resolver\",fault=\"index\"} 1.0",
                "compat_check_duration_seconds_bucket{engine=\"resolver\",le=\"0.0025\"} 0",
                "compat_check_duration_seconds_bucket{engine=\"resolver\",le=\"0.005\"} 1",
                "compat_check_duration_seconds_bucket{engine=\"resolver\",le=\"30.0\"} 1",
                "compat_check_duration_seconds_bucket{engine=\"resolver\",le=\"+Inf\"} 2",
                "compat_check_duration_seconds_count{engine=\"resolver\"} 2");
        assertThat(metrics.text()).doesNotContain("secret").doesNotContain("six");
    }

    @Test
    void roundsAndPairsByRuleAndResult() {
        byte union = new Cell(Result.SUCCESS, Rule.UNION, Origin.COMPUTED).packed();
        byte solver = new Cell(Result.CHECK_WARNING, Rule.SOLVER, Origin.COMPUTED).packed();
        metrics.rounds().begun();
        metrics.rounds().settled(new byte[] {union, union, Cell.OPEN, solver});
        has(
                "compat_rounds_running 1.0",
                "compat_round_pairs_total{result=\"success\",rule=\"union\"} 2.0",
                "compat_round_pairs_total{result=\"check_warning\",rule=\"solver\"} 1.0",
                "compat_round_pairs_total{result=\"success\",rule=\"patch\"} 0.0",
                "compat_round_pairs_undecided_total 1.0");
        metrics.rounds().ended(true);
        metrics.rounds().begun();
        metrics.rounds().ended(false);
        has(
                "compat_rounds_running 0.0",
                "compat_rounds_total{outcome=\"finished\"} 1.0",
                "compat_rounds_total{outcome=\"cut_off\"} 1.0");
    }

    @Test
    void requestsByRouteMethodAndStatus() {
        metrics.requests().begun();
        metrics.requests().begun();
        has("compat_requests_in_flight 2.0");
        metrics.requests().refused(Refusal.RATE);
        metrics.requests().ended("/", "GET", 429, 100_000);
        metrics.requests().ended("/rounds/{id}", "GET", 200, 100_000);
        has(
                "compat_requests_in_flight 0.0",
                "compat_requests_total{method=\"GET\",route=\"/\",status=\"429\"} 1.0",
                "compat_requests_total{method=\"GET\",route=\"/rounds/{id}\",status=\"200\"} 1.0",
                "compat_requests_refused_total{why=\"rate\"} 1.0",
                "compat_requests_refused_total{why=\"crowd\"} 0.0",
                "compat_request_duration_seconds_count{route=\"/\"} 1");
    }

    @Test
    void pagesMetadataAndFaultsOfTheIndex() {
        index.count(IndexMeter.Event.PAGE_CONFIRMED);
        index.count(IndexMeter.Event.METADATA_KEPT);
        index.count(IndexFault.Kind.UNREACHABLE);
        has(
                "compat_index_pages_total{from=\"confirmed\"} 1.0",
                "compat_index_pages_total{from=\"disk\"} 0.0",
                "compat_metadata_total{from=\"kept\"} 1.0",
                "compat_index_faults_total{kind=\"unreachable\"} 1.0",
                "compat_catalog_lookups_total{from=\"memory\"} 0.0");
    }

    @Test
    void theMachineAndTheBuild() {
        has("compat_build_info{version=\"1.2.3\"} 1");
        assertThat(metrics.text())
                .contains("jvm_memory_used_bytes{area=\"heap\"}")
                .contains("jvm_threads_current ")
                .contains("jvm_gc_collection_seconds_count{")
                .contains("process_open_fds ");
    }
}
