package org.compatserver.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.compatserver.catalog.Catalog;
import org.compatserver.check.CheckListener;
import org.compatserver.index.IndexMeter;
import org.compatserver.round.RoundMeter;
import org.compatserver.web.RequestListener;

/**
 * All metrics of a process. Labels have few values, known beforehand: results, rules, routes, statuses; never a package, a client or a text that somebody
 * sent. Safe for many threads.
 */
public final class Metrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final CheckMetrics checks = new CheckMetrics(registry);
    private final RoundMetrics rounds = new RoundMetrics(registry);
    private final RequestMetrics requests = new RequestMetrics(registry);

    /** @param version of the program */
    public Metrics(String version, IndexMeter index, Catalog catalog) {
        IndexMetrics.register(registry, index, catalog);
        JvmMetrics.builder().register(registry);
        Info.builder()
                .name("compat_build_info")
                .help("The program's version; always 1.")
                .labelNames("version")
                .register(registry)
                .setLabelValues(version);
    }

    /** Counts checks. */
    public CheckListener checks() {
        return checks;
    }

    /** Counts rounds. */
    public RoundMeter rounds() {
        return rounds;
    }

    /** Counts requests. */
    public RequestListener requests() {
        return requests;
    }

    /** Everything, as it is now. */
    public String text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream(16 * 1024);
        try {
            writer.write(text, registry.scrape(), EscapingScheme.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
