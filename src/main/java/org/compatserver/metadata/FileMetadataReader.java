package org.compatserver.metadata;

import java.io.IOException;
import java.net.URI;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.HttpAccess;
import org.compatserver.index.IndexFault;
import org.compatserver.index.IndexFault.Kind;
import org.compatserver.index.IndexMeter.Event;
import org.compatserver.metadata.EssentialFields.Field;
import org.compatserver.metadata.MetadataAnswer.Broken;
import org.compatserver.metadata.MetadataAnswer.Known;
import org.compatserver.metadata.RangeSource.RangesRefused;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.distribution.SourceFilename;
import org.compatserver.pep.distribution.WheelFilename;

/**
 * Reads the metadata of files of an index, in this order:
 *
 * <ol>
 *   <li>what is kept on disk under the file's sha256;
 *   <li>the metadata file beside it, where the index declares one (PEP 658, PEP 714): its address with {@code .metadata} appended, held against its hash. One that is declared and not
 *       there (404) is passed over for the next way; pip fails then. That of a source archive counts only if it is static, as its PKG-INFO would;
 *   <li>of a wheel, the METADATA in it, by ranged reads; where the server refuses ranges or what they tell is inconsistent, the whole wheel;
 *   <li>of a source archive, the whole archive.
 * </ol>
 *
 * <p>A wheel that cannot be read as an archive is a fault ({@link Kind#MALFORMED}), whoever's it is: pip gives up on it, too, and takes no other version. A file is called
 * {@link Broken} only on bytes that agree with its sha256, or that lie on this machine: without a hash, a file that makes no sense is the index's fault. Answers about files with a hash are kept on disk for ever; others, under address and size, for as long as this process lives and
 * {@link #REMEMBERED} further ones are not asked for; those of {@code file:} addresses without a hash never.
 */
public final class FileMetadataReader implements MetadataReader {
    private static final int REMEMBERED = 4_000;
    /** A server that refused so many files, and served none, is not asked for ranges again. */
    private static final int REFUSALS = 3;

    private final HttpAccess http;
    private final MetadataStore store;
    private final WholeFile wholeFiles;
    private final SingleFlight<MetadataAnswer> flights = new SingleFlight<>();
    private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();
    private final Set<String> servesRanges = ConcurrentHashMap.newKeySet();
    private final Map<String, MetadataAnswer> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, MetadataAnswer> eldest) {
            return size() > REMEMBERED;
        }
    };

    public FileMetadataReader(HttpAccess http, MetadataStore store) {
        this.http = http;
        this.store = store;
        this.wholeFiles = new WholeFile(http);
    }

    @Override
    public MetadataAnswer read(DistributionFile file, DistributionFilename name) {
        Optional<MetadataAnswer> kept = kept(file);
        if (kept.isPresent()) {
            http.meter().count(Event.METADATA_KEPT);
            return kept.get();
        }
        String scheme = String.valueOf(file.address().getScheme()).toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https", "file").contains(scheme)) {
            throw new IndexFault(
                    Kind.OFFLINE,
                    "The metadata of " + file.filename() + " is not in the cache, and its address is no longer known");
        }
        return flights.share(
                key(file),
                () -> kept(file).orElseGet(() -> {
                    MetadataAnswer answer = counted(file, name);
                    keep(file, answer);
                    return answer;
                }));
    }

    private Optional<MetadataAnswer> kept(DistributionFile file) {
        if (file.sha256() != null) {
            return store.find(file.sha256());
        }
        synchronized (remembered) {
            return Optional.ofNullable(remembered.get(key(file)));
        }
    }

    private void keep(DistributionFile file, MetadataAnswer answer) {
        if (file.sha256() != null) {
            store.keep(file.sha256(), answer);
        } else if (!isLocal(file)) {
            synchronized (remembered) {
                remembered.put(key(file), answer);
            }
        }
    }

    private static String key(DistributionFile file) {
        return file.sha256() != null ? file.sha256() : file.size() + " " + file.address();
    }

    private static boolean isLocal(DistributionFile file) {
        return "file".equalsIgnoreCase(file.address().getScheme());
    }

    private MetadataAnswer counted(DistributionFile file, DistributionFilename name) {
        try {
            MetadataAnswer answer = fetch(file, name);
            http.meter().count(Event.METADATA_FETCHED);
            return answer;
        } catch (IndexFault fault) {
            http.meter().count(fault.kind());
            throw fault;
        }
    }

    private MetadataAnswer fetch(DistributionFile file, DistributionFilename name) {
        Optional<MetadataAnswer> sibling = file.coreMetadata() ? sibling(file, name) : Optional.empty();
        if (sibling.isPresent()) {
            return sibling.get();
        }
        return switch (name) {
            case WheelFilename wheel -> ofWheel(file, wheel);
            case SourceFilename source ->
                wholeFiles.with(file, path -> orFault(file, SourceMetadata.read(path, source)));
        };
    }

    private Optional<MetadataAnswer> sibling(DistributionFile file, DistributionFilename name) {
        // pip appends to the text of the address, whatever it ends with
        URI address = URI.create(file.address() + ".metadata");
        Optional<byte[]> content = http.get(address, WheelMetadata.LARGEST);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        String found = HexFormat.of().formatHex(WholeFile.sha256().digest(content.get()));
        String promised = file.coreMetadataSha256();
        if (promised != null && !promised.equals(found)) {
            throw new IndexFault(
                    Kind.MALFORMED,
                    file.filename() + ".metadata is not the file that the index promises: its sha256 is " + found
                            + ", not " + promised + "; whoever runs the index must look");
        }
        try {
            List<Field> fields = EssentialFields.read(content.get());
            boolean counts = name instanceof WheelFilename || SourceMetadata.isStatic(fields);
            return counts ? Optional.of(new Known(EssentialFields.text(fields), false)) : Optional.empty();
        } catch (BrokenArchive e) {
            return Optional.empty();
        }
    }

    private MetadataAnswer ofWheel(DistributionFile file, WheelFilename name) {
        String server = String.valueOf(file.address().getRawAuthority());
        if (!isLocal(file) && !refusesRanges(server)) {
            try {
                RangeSource ranges = new HttpRanges(http, file);
                MetadataAnswer answer = known(WheelMetadata.read(ranges, name.project()));
                servesRanges.add(server);
                return answer;
            } catch (RangesRefused e) {
                refusals.computeIfAbsent(server, any -> new AtomicInteger()).incrementAndGet();
            } catch (BrokenArchive e) {
                // The server or the file is wrong; the whole file and its hash will tell which.
            }
        }
        return wholeFiles.with(file, path -> {
            try (FileRanges ranges = new FileRanges(path)) {
                return known(WheelMetadata.read(ranges, name.project()));
            } catch (BrokenArchive e) {
                if (e.isUnreadable()) {
                    throw broken(file, String.valueOf(e.getMessage()));
                }
                return orFault(file, e.answer());
            } catch (RangesRefused e) {
                throw new IOException("A file of this machine has ranges", e);
            }
        });
    }

    private boolean refusesRanges(String server) {
        AtomicInteger count = refusals.get(server);
        return count != null && count.get() >= REFUSALS && !servesRanges.contains(server);
    }

    private static Known known(byte[] metadata) throws BrokenArchive {
        return new Known(EssentialFields.text(EssentialFields.read(metadata)), false);
    }

    /** The answer; a fault where it calls a file broken that nothing vouches for. */
    private static MetadataAnswer orFault(DistributionFile file, MetadataAnswer answer) {
        if (answer instanceof Broken(var problem) && file.sha256() == null && !isLocal(file)) {
            throw broken(file, problem);
        }
        return answer;
    }

    private static IndexFault broken(DistributionFile file, String problem) {
        String what = isLocal(file)
                ? file.filename() + " is broken: " + problem + "; whoever made it must look"
                : file.sha256() == null
                        ? "What the index sent as " + file.filename() + " is broken: " + problem
                                + "; whoever runs the index must look"
                        : file.filename() + " is broken, though it has the hash that the index promises: " + problem
                                + "; whoever published it must look";
        return new IndexFault(Kind.MALFORMED, what);
    }
}
