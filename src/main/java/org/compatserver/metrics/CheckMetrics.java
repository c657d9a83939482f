package org.compatserver.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.compatserver.check.CheckListener;
import org.compatserver.check.Fault;
import org.compatserver.check.Outcome;
import org.compatserver.verdict.Context.IndexSource;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Question.EngineName;
import org.compatserver.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** Checks, by what came of them. */
final class CheckMetrics implements CheckListener {
    private final Counter checks;
    private final Counter faults;
    private final Counter sources;
    private final Histogram durations;

    CheckMetrics(PrometheusRegistry registry) {
        checks = Counter.builder()
                .name("compat_checks_total")
                .help("Checks that got a verdict, by engine and result; those of rounds are not among them.")
                .labelNames("engine", "result")
                .withoutExemplars()
                .register(registry);
        faults = Counter.builder()
                .name("compat_check_faults_total")
                .help("Checks that got no verdict, by engine and by what failed.")
                .labelNames("engine", "fault")
                .withoutExemplars()
                .register(registry);
        sources = Counter.builder()
                .name("compat_check_index_total")
                .help("Verdicts by where the least fresh of their pages came from: the index, its cache, a snapshot.")
                .labelNames("source")
                .withoutExemplars()
                .register(registry);
        durations = Durations.histogram(
                registry, "compat_check_duration_seconds", "How long checks took, waits included.", "engine");
        fill();
    }

    /** What never happened yet is 0 and there, so that its rate is known from the first time on. */
    private void fill() {
        String engine = Labels.of(EngineName.RESOLVER);
        for (String result : new String[] {"success", "check_warning", "install_error", "unknown"}) {
            checks.initLabelValues(engine, result);
        }
        for (Fault.Kind kind : Fault.Kind.values()) {
            faults.initLabelValues(engine, Labels.of(kind));
        }
        for (IndexSource source : IndexSource.values()) {
            sources.initLabelValues(Labels.of(source));
        }
        sources.initLabelValues("none");
        durations.initLabelValues(engine);
    }

    @Override
    public void checked(Question question, Outcome<Verdict> outcome, long nanos) {
        String engine = Labels.of(question.engine());
        switch (outcome) {
            case Outcome.Answered<Verdict>(var verdict) -> {
                checks.labelValues(engine, result(verdict)).inc();
                sources.labelValues(source(verdict.context().indexSource())).inc();
            }
            case Outcome.Failed<Verdict>(var fault) ->
                faults.labelValues(engine, Labels.of(fault.kind())).inc();
        }
        durations.labelValues(engine).observe(Durations.seconds(nanos));
    }

    private static String result(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Success _ -> "success";
            case Verdict.CheckWarning _ -> "check_warning";
            case Verdict.InstallError _ -> "install_error";
            case Verdict.Unknown _ -> "unknown";
        };
    }

    private static String source(@Nullable IndexSource source) {
        return source == null ? "none" : Labels.of(source);
    }
}
