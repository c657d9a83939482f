package org.compatserver.metrics;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Histograms of durations, all with the same bounds: from half a millisecond, which a check takes of pages at hand, to the longest that anybody waits. */
final class Durations {
    private static final double[] SECONDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120
    };
    private static final double NANO = 1e-9;

    private Durations() {}

    static Histogram histogram(PrometheusRegistry registry, String name, String help, String label) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .withoutExemplars()
                .register(registry);
    }

    static double seconds(long nanos) {
        return nanos * NANO;
    }
}
