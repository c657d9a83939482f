package org.compatserver.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.compatserver.catalog.Catalog;
import org.compatserver.index.IndexFault;
import org.compatserver.index.IndexMeter;
import org.compatserver.index.IndexMeter.Event;

/** What is counted where it happens, and read when somebody asks. */
final class IndexMetrics {
    private IndexMetrics() {}

    static void register(PrometheusRegistry registry, IndexMeter meter, Catalog catalog) {
        CounterWithCallback.builder()
                .name("compat_catalog_lookups_total")
                .help("Look-ups of compiled pages, by where they were found: memory, folder; or the index client was"
                        + " asked.")
                .labelNames("from")
                .callback(counter -> {
                    Catalog.Lookups lookups = catalog.lookups();
                    counter.call((double) lookups.memory(), "memory");
                    counter.call((double) lookups.folder(), "folder");
                    counter.call((double) lookups.index(), "index");
                })
                .register(registry);
        CounterWithCallback.builder()
                .name("compat_index_pages_total")
                .help("Pages that the index client gave: from memory, disk, the index (fetched, confirmed), or stale"
                        + " because it could not be asked.")
                .labelNames("from")
                .callback(counter -> {
                    counter.call((double) meter.of(Event.PAGE_MEMORY), "memory");
                    counter.call((double) meter.of(Event.PAGE_DISK), "disk");
                    counter.call((double) meter.of(Event.PAGE_FETCHED), "fetched");
                    counter.call((double) meter.of(Event.PAGE_CONFIRMED), "confirmed");
                    counter.call((double) meter.of(Event.PAGE_STALE), "stale");
                })
                .register(registry);
        CounterWithCallback.builder()
                .name("compat_metadata_total")
                .help("Metadata of single files, by where it came from: kept on disk, or fetched.")
                .labelNames("from")
                .callback(counter -> {
                    counter.call((double) meter.of(Event.METADATA_KEPT), "kept");
                    counter.call((double) meter.of(Event.METADATA_FETCHED), "fetched");
                })
                .register(registry);
        CounterWithCallback.builder()
                .name("compat_index_faults_total")
                .help("Faults of the index, whether something else answered or not.")
                .labelNames("kind")
                .callback(counter -> {
                    for (IndexFault.Kind kind : IndexFault.Kind.values()) {
                        counter.call((double) meter.of(kind), Labels.of(kind));
                    }
                })
                .register(registry);
    }
}
