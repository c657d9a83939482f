package org.compatserver.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.atomic.LongAdder;
import org.compatserver.web.RequestListener;

/** Requests, by route. */
final class RequestMetrics implements RequestListener {
    private final Counter requests;
    private final Counter refused;
    private final Histogram durations;
    private final LongAdder inside = new LongAdder();

    RequestMetrics(PrometheusRegistry registry) {
        requests = Counter.builder()
                .name("compat_requests_total")
                .help("Requests that were answered, by route, method and status.")
                .labelNames("route", "method", "status")
                .withoutExemplars()
                .register(registry);
        refused = Counter.builder()
                .name("compat_requests_refused_total")
                .help("Requests that were refused for want of room: crowd, of all clients; client, of one at once;"
                        + " rate, of one in a second.")
                .labelNames("why")
                .withoutExemplars()
                .register(registry);
        durations = Durations.histogram(
                registry,
                "compat_request_duration_seconds",
                "How long requests took, from their head to the end of the answer.",
                "route");
        for (Refusal why : Refusal.values()) {
            refused.initLabelValues(Labels.of(why));
        }
        GaugeWithCallback.builder()
                .name("compat_requests_in_flight")
                .help("Requests that are being answered now.")
                .callback(gauge -> gauge.call((double) inside.sum()))
                .register(registry);
    }

    @Override
    public void begun() {
        inside.increment();
    }

    @Override
    public void refused(Refusal why) {
        refused.labelValues(Labels.of(why)).inc();
    }

    @Override
    public void ended(String route, String method, int status, long nanos) {
        inside.decrement();
        requests.labelValues(route, method, Integer.toString(status)).inc();
        durations.labelValues(route).observe(Durations.seconds(nanos));
    }
}
