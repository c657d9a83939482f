package org.compatserver.testing;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.compatserver.index.HttpAccess;
import org.compatserver.index.IndexConfiguration;
import org.compatserver.index.NetworkConfiguration;
import org.compatserver.index.PagePolicy;
import org.compatserver.index.ProjectIndex;
import org.compatserver.index.SimpleIndex;
import org.compatserver.metadata.FileMetadataReader;
import org.compatserver.metadata.MetadataReader;
import org.compatserver.metadata.MetadataStore;

/** Our own reading of an index over HTTP, wired as in the program, at a fixed time ({@link Universe#FETCHED}). */
public record LoopbackClient(ProjectIndex index, MetadataReader metadata, HttpAccess access) implements AutoCloseable {

    /**
     * A client of one index.
     *
     * @param address as {@link LoopbackIndex#serve} gives it
     * @param cache a folder for what is kept
     */
    public static LoopbackClient of(URI address, Path cache) {
        InstantSource clock = InstantSource.fixed(Universe.FETCHED);
        IndexConfiguration configuration =
                new IndexConfiguration(List.of(address), List.of(), NetworkConfiguration.DIRECT, Optional.empty());
        HttpAccess access =
                new HttpAccess(configuration.network(), configuration.httpSettings(), HttpAccess.userAgent(), clock);
        return new LoopbackClient(
                new SimpleIndex(configuration, access, cache, PagePolicy.DEFAULT, clock),
                new FileMetadataReader(access, new MetadataStore(cache)),
                access);
    }

    @Override
    public void close() {
        access.close();
    }
}
