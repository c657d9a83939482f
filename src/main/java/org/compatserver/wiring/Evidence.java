package org.compatserver.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.compatserver.cli.Services.ConfigurationProblem;
import org.compatserver.cli.Settings;
import org.compatserver.index.ConfigurationReader;
import org.compatserver.index.FallbackIndex;
import org.compatserver.index.FaultyIndex;
import org.compatserver.index.HttpAccess;
import org.compatserver.index.HttpSettings;
import org.compatserver.index.IndexConfiguration;
import org.compatserver.index.IndexFault;
import org.compatserver.index.IndexMeter;
import org.compatserver.index.PagePolicy;
import org.compatserver.index.ProjectIndex;
import org.compatserver.index.SimpleIndex;
import org.compatserver.index.Surroundings;
import org.compatserver.metadata.FallbackMetadata;
import org.compatserver.metadata.FileMetadataReader;
import org.compatserver.metadata.MetadataReader;
import org.compatserver.metadata.MetadataStore;
import org.compatserver.metadata.OfflineMetadata;
import org.compatserver.snapshot.BadSnapshot;
import org.compatserver.snapshot.Snapshot;
import org.compatserver.snapshot.SnapshotIndex;
import org.compatserver.snapshot.SnapshotMetadata;

/**
 * Where answers are taken from.
 *
 * @param folder where what is compiled from these, and from no others, is kept
 * @param maxAge how old a page may be before the index is asked again
 * @param meter counts what comes from them
 * @param release lets go of connections
 */
record Evidence(
        ProjectIndex index, MetadataReader metadata, Path folder, Duration maxAge, IndexMeter meter, Runnable release) {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    /** As the settings say: a snapshot alone; or the index, and where it cannot be had its cache, then the shipped snapshot. */
    static Evidence of(Settings settings, UnaryOperator<HttpSettings> waits, InstantSource clock)
            throws ConfigurationProblem {
        Folders.complainUnlessUsable(Folders.cache(settings));
        Path snapshot = settings.snapshot();
        return snapshot != null ? recorded(snapshot, settings) : live(settings, waits, clock);
    }

    private static Evidence recorded(Path file, Settings settings) throws ConfigurationProblem {
        try {
            Snapshot snapshot = Snapshot.open(file);
            Path folder = compiled(
                    Folders.cache(settings),
                    file.toAbsolutePath() + " " + Files.getLastModifiedTime(file) + " " + Files.size(file));
            return new Evidence(
                    new SnapshotIndex(snapshot),
                    new SnapshotMetadata(snapshot),
                    folder,
                    FOR_EVER,
                    new IndexMeter(),
                    () -> {});
        } catch (BadSnapshot e) {
            throw new ConfigurationProblem(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new ConfigurationProblem("The snapshot " + file + " cannot be used: " + e.getMessage());
        }
    }

    private static Evidence live(Settings settings, UnaryOperator<HttpSettings> waits, InstantSource clock)
            throws ConfigurationProblem {
        Path cache = Folders.cache(settings);
        ShippedSnapshot shipped = new ShippedSnapshot();
        MetadataStore store = new MetadataStore(cache);
        Optional<Duration> maxAge = Optional.ofNullable(settings.maxAge());
        IndexConfiguration configuration;
        try {
            configuration = configuration(settings, cache, clock);
        } catch (IndexFault fault) {
            if (!settings.offline()) {
                throw new ConfigurationProblem(String.valueOf(fault.getMessage()));
            }
            return new Evidence(
                    new FallbackIndex(new FaultyIndex(fault), shipped),
                    new FallbackMetadata(new OfflineMetadata(store, null), shipped),
                    compiled(cache, "shipped"),
                    FOR_EVER,
                    new IndexMeter(),
                    () -> {});
        }
        HttpAccess access = new HttpAccess(
                configuration.network(), waits.apply(configuration.httpSettings()), HttpAccess.userAgent(), clock);
        ProjectIndex index =
                new SimpleIndex(configuration, access, cache, PagePolicy.of(maxAge, settings.offline()), clock);
        MetadataReader reader = new FileMetadataReader(access, store);
        MetadataReader metadata = settings.offline() ? new OfflineMetadata(store, reader) : reader;
        return new Evidence(
                new FallbackIndex(index, shipped),
                new FallbackMetadata(metadata, shipped),
                compiled(cache, configuration.indexes() + " " + configuration.findLinks()),
                maxAge.orElse(PagePolicy.USUAL),
                access.meter(),
                access::close);
    }

    /** Where the index is, and how it is reached. */
    static IndexConfiguration configuration(Settings settings, Path cache, InstantSource clock) {
        ConfigurationReader.Flags flags = new ConfigurationReader.Flags(
                Optional.ofNullable(settings.indexUrl()), settings.extraIndexUrls(), settings.findLinks());
        return ConfigurationReader.read(
                flags,
                Surroundings.ofThisMachine(settings.environment()),
                InstalledPip.defaultIndex(cache, settings.environment(), clock));
    }

    private static Path compiled(Path cache, String what) {
        return cache.resolve("compiled").resolve(Folders.key(what));
    }
}
