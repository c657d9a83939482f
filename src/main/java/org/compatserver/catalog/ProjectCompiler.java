package org.compatserver.catalog;

import static org.compatserver.catalog.ProjectFormat.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.ProjectPage;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.BuildTag;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.distribution.SourceFilename;
import org.compatserver.pep.distribution.Tag;
import org.compatserver.pep.distribution.WheelFilename;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/** Turns a page into the bytes of a compiled project ({@link ProjectFormat}). Files whose names cannot be read are dropped, as pip drops them. */
final class ProjectCompiler {
    private final ProjectPage page;
    private final Heap heap = new Heap();
    private final Map<String, Integer> tagSets = new LinkedHashMap<>();
    private final Map<String, Integer> pythons = new LinkedHashMap<>();
    private final Map<List<Long>, Integer> profiles = new LinkedHashMap<>();
    private final TreeMap<Version, List<Entry>> versions = new TreeMap<>();
    private final List<BuildTag> builds;

    /** A file of the page whose name can be read. */
    private record Entry(DistributionFile file, DistributionFilename name, int tagSet, int python) {
        long kind() {
            return entry(tagSet, python, file.yanked() != null);
        }
    }

    private ProjectCompiler(ProjectPage page) {
        this.page = page;
        TreeSet<BuildTag> found = new TreeSet<>();
        for (DistributionFile file : page.files()) {
            if (DistributionFilename.parse(file.filename(), page.project())
                    instanceof Parsed.Ok<DistributionFilename>(var name)) {
                versions.computeIfAbsent(name.version(), version -> new ArrayList<>())
                        .add(entryOf(file, name));
                found.add(build(name));
            }
        }
        found.remove(BuildTag.NONE);
        builds = List.copyOf(found);
    }

    /** Compiles a page that was fetched at {@code fetchedAt}. */
    static byte[] compile(ProjectPage page, Instant fetchedAt) {
        return new ProjectCompiler(page).write(fetchedAt);
    }

    private Entry entryOf(DistributionFile file, DistributionFilename name) {
        int tagSet = switch (name) {
            case WheelFilename wheel -> number(tagSets, tagText(wheel.tags()));
            case SourceFilename source -> -1;
        };
        String requires = requiredPython(file, name);
        return new Entry(file, name, tagSet, requires == null ? -1 : number(pythons, requires));
    }

    /** What the page says; and first, what an old source archive's {@code -pyX.Y} ending says, in the same terms. */
    private static @Nullable String requiredPython(DistributionFile file, DistributionFilename name) {
        String said = file.requiresPython();
        return switch (name) {
            case WheelFilename wheel -> said;
            case SourceFilename source when source.python() == null -> said;
            case SourceFilename source -> {
                boolean counts = said != null && SpecifierSet.parse(said) instanceof Parsed.Ok<SpecifierSet>;
                yield source.requiredPython() + (counts ? "," + said : "");
            }
        };
    }

    private static String tagText(List<Tag> tags) {
        return tags.stream().map(Tag::toString).collect(Collectors.joining(" "));
    }

    private static <K> int number(Map<K, Integer> numbers, K key) {
        Integer known = numbers.putIfAbsent(key, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    private static BuildTag build(DistributionFilename name) {
        return switch (name) {
            case WheelFilename wheel -> wheel.build();
            case SourceFilename source -> BuildTag.NONE;
        };
    }

    private byte[] write(Instant fetchedAt) {
        List<List<Entry>> releases = List.copyOf(versions.values());
        int[] profileOf = releases.stream()
                .mapToInt(entries -> number(profiles, profile(entries)))
                .toArray();
        int files = releases.stream().mapToInt(List::size).sum();
        int entries = profiles.keySet().stream().mapToInt(List::size).sum();
        Sections at = Sections.of(releases.size(), files, tagSets.size(), pythons.size(), profiles.size(), entries);
        ByteBuffer body = ByteBuffer.allocate(at.heap()).order(ByteOrder.LITTLE_ENDIAN);
        writeVersions(body, at, profileOf);
        writeInterned(body, at);
        int index = 0;
        for (Map.Entry<Version, List<Entry>> release : versions.entrySet()) {
            String text = release.getValue().get(0).name().version().toString();
            for (Entry entry : release.getValue()) {
                writeFile(body, at.files() + FILE * index++, entry, text);
            }
        }
        body.putInt(AT_MAGIC, MAGIC)
                .putInt(AT_FORMAT, FORMAT)
                .putLong(AT_FETCHED, Micros.floor(fetchedAt))
                .putInt(AT_VERSIONS, releases.size())
                .putInt(AT_FILES, files)
                .putInt(AT_TAG_SETS, tagSets.size())
                .putInt(AT_PYTHONS, pythons.size())
                .putInt(AT_PROFILES, profiles.size())
                .putInt(AT_ENTRIES, entries)
                .putInt(AT_HEAP, at.heap())
                .putInt(AT_PROJECT, heap.add(page.project().normalized()))
                .putInt(AT_STATUS, heap.add(page.status()))
                .putInt(AT_DIGEST, heap.add(page.digest()));
        return sealed(body.array(), heap.toByteArray());
    }

    private static byte[] sealed(byte[] body, byte[] texts) {
        byte[] whole = Arrays.copyOf(body, body.length + texts.length);
        System.arraycopy(texts, 0, whole, body.length, texts.length);
        CRC32 checksum = new CRC32();
        checksum.update(whole, AT_VERSIONS, whole.length - AT_VERSIONS);
        ByteBuffer.wrap(whole)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(AT_LENGTH, whole.length)
                .putInt(AT_CHECKSUM, (int) checksum.getValue());
        return whole;
    }

    private static List<Long> profile(List<Entry> entries) {
        return entries.size() == 1
                ? List.of(entries.getFirst().kind())
                : entries.stream().map(Entry::kind).distinct().sorted().toList();
    }

    private void writeVersions(ByteBuffer body, Sections at, int[] profileOf) {
        int position = 0;
        int file = 0;
        for (Map.Entry<Version, List<Entry>> release : versions.entrySet()) {
            List<Entry> entries = release.getValue();
            if (release.getKey().isPreRelease()) {
                int word = at.preReleases() + 8 * (position >> 6);
                body.putLong(word, body.getLong(word) | 1L << position);
            }
            long earliest = Long.MAX_VALUE;
            long latest = Long.MIN_VALUE;
            for (Entry entry : entries) {
                long uploaded = Micros.floor(entry.file().uploadTime());
                earliest = Math.min(earliest, uploaded);
                latest = Math.max(latest, uploaded);
            }
            body.putLong(at.earliest() + 8 * position, earliest);
            body.putLong(at.latest() + 8 * position, latest);
            body.putInt(
                    at.texts() + 4 * position,
                    heap.add(entries.get(0).name().version().toString()));
            body.putInt(at.firstFiles() + 4 * position, file);
            body.putInt(at.profiles() + 4 * position, profileOf[position]);
            file += entries.size();
            position++;
        }
        body.putInt(at.firstFiles() + 4 * position, file);
    }

    private void writeInterned(ByteBuffer body, Sections at) {
        tagSets.forEach((text, number) -> body.putInt(at.tagSets() + 4 * number, heap.add(text)));
        pythons.forEach((text, number) -> body.putInt(at.pythons() + 4 * number, heap.add(text)));
        int next = 0;
        int profile = 0;
        for (List<Long> entries : profiles.keySet()) {
            body.putInt(at.profileStarts() + 4 * profile++, next);
            for (long entry : entries) {
                body.putLong(at.entries() + 8 * next++, entry);
            }
        }
        body.putInt(at.profileStarts() + 4 * profile, next);
    }

    private void writeFile(ByteBuffer body, int at, Entry entry, String versionText) {
        DistributionFile file = entry.file();
        String address = file.url();
        boolean endsWithName = address.endsWith(file.filename());
        String spelling = entry.name().version().toString();
        byte @Nullable [] sha256 = sha256(file.sha256());
        body.putLong(at + FILE_UPLOADED, Micros.floor(file.uploadTime()))
                .putLong(at + FILE_SIZE, file.size())
                .putInt(at + FILE_NAME, heap.add(file.filename()))
                .putInt(
                        at + FILE_ADDRESS,
                        heap.add(
                                endsWithName
                                        ? address.substring(
                                                0,
                                                address.length()
                                                        - file.filename().length())
                                        : address))
                .putInt(
                        at + FILE_FLAGS,
                        (sha256 == null ? 0 : HAS_SHA256)
                                | (file.coreMetadata() ? HAS_METADATA : 0)
                                | (endsWithName ? ADDRESS_ENDS_WITH_NAME : 0))
                .putInt(at + FILE_TAG_SET, entry.tagSet())
                .putInt(at + FILE_PYTHON, entry.python())
                .putInt(at + FILE_YANKED, heap.add(file.yanked()))
                .putInt(at + FILE_BUILD, builds.indexOf(build(entry.name())) + 1)
                .putInt(at + FILE_METADATA_SHA256, heap.add(file.coreMetadataSha256()))
                .putInt(at + FILE_SPELLING, spelling.equals(versionText) ? Heap.NONE : heap.add(spelling));
        if (sha256 != null) {
            body.put(at + FILE_SHA256, sha256);
        }
    }

    private static byte @Nullable [] sha256(@Nullable String text) {
        if (text == null || text.length() != 2 * FileHash.BYTES) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return null;
            }
        }
        return HexFormat.of().parseHex(text);
    }
}
