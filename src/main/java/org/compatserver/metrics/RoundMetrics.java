package org.compatserver.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.compatserver.round.Cell;
import org.compatserver.round.Result;
import org.compatserver.round.RoundMeter;
import org.compatserver.round.Rule;

/** Rounds, and the pairs that they settle. */
final class RoundMetrics implements RoundMeter {
    private final Counter rounds;
    private final Counter pairs;
    private final Counter open;
    private final Gauge running;

    RoundMetrics(PrometheusRegistry registry) {
        rounds = Counter.builder()
                .name("compat_rounds_total")
                .help("Rounds that are over: finished, or cut_off.")
                .labelNames("outcome")
                .withoutExemplars()
                .register(registry);
        pairs = Counter.builder()
                .name("compat_round_pairs_total")
                .help("Pairs that rounds settled, by the rule that did it and the result.")
                .labelNames("rule", "result")
                .withoutExemplars()
                .register(registry);
        open = Counter.builder()
                .name("compat_round_pairs_undecided_total")
                .help("Pairs that rounds could not decide within their budget.")
                .withoutExemplars()
                .register(registry);
        running = Gauge.builder()
                .name("compat_rounds_running")
                .help("Rounds that run now.")
                .withoutExemplars()
                .register(registry);
        rounds.initLabelValues("finished");
        rounds.initLabelValues("cut_off");
        for (Rule rule : Rule.values()) {
            if (rule != Rule.ALONE) {
                for (Result result : Result.values()) {
                    pairs.initLabelValues(Labels.of(rule), Labels.of(result));
                }
            }
        }
    }

    @Override
    public void begun() {
        running.inc();
    }

    @Override
    public void settled(byte[] cells) {
        long[] byByte = new long[Byte.MAX_VALUE + 1];
        for (byte cell : cells) {
            byByte[cell]++;
        }
        for (int packed = 0; packed < byByte.length; packed++) {
            if (byByte[packed] > 0) {
                Cell cell = Cell.of((byte) packed);
                if (cell == null) {
                    open.inc(byByte[packed]);
                } else {
                    pairs.labelValues(Labels.of(cell.rule()), Labels.of(cell.result()))
                            .inc(byByte[packed]);
                }
            }
        }
    }

    @Override
    public void ended(boolean finished) {
        running.dec();
        rounds.labelValues(finished ? "finished" : "cut_off").inc();
    }
}
