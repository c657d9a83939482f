package org.compatserver.catalog;

import static org.compatserver.catalog.ProjectFormat.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.ProjectPage;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * One state of a project's page, as {@link ProjectCompiler} wrote it, read where it lies. What is computed from it is kept here: the views of scopes and
 * the clauses met. A page that changed is another object, one that did not is the same.
 */
final class CompiledProject {
    private static final int MOST_VIEWS = 64;
    private static final int MOST_CLAUSES = 10_000;

    private final ProjectName project;
    private final boolean known;
    private final ByteBuffer buffer;
    private final Sections at;
    private final int versionCount;
    private final List<Version> versions;
    private final VersionSet preReleases;
    private final String[] tagSets;
    private final String[] pythons;
    private final ProjectMetadata metadata;
    private final Map<ScopeTable, ProjectView> views = new ConcurrentHashMap<>();
    private final Map<String, Clause> clauses = new ConcurrentHashMap<>();

    private CompiledProject(ProjectName project, boolean known, ByteBuffer buffer, ProjectMetadata metadata) {
        this.project = project;
        this.known = known;
        this.buffer = buffer;
        this.metadata = metadata;
        this.versionCount = buffer.getInt(AT_VERSIONS);
        this.at = Sections.of(
                versionCount,
                buffer.getInt(AT_FILES),
                buffer.getInt(AT_TAG_SETS),
                buffer.getInt(AT_PYTHONS),
                buffer.getInt(AT_PROFILES),
                buffer.getInt(AT_ENTRIES));
        this.versions = new Versions(new Version[versionCount]);
        this.preReleases = VersionSet.where(versionCount, this::isPreRelease);
        this.tagSets = texts(at.tagSets(), buffer.getInt(AT_TAG_SETS));
        this.pythons = texts(at.pythons(), buffer.getInt(AT_PYTHONS));
    }

    /**
     * Reads compiled bytes.
     *
     * @return null if they are not the whole of a compiled page of the project, in this format
     */
    static @Nullable CompiledProject open(ProjectName project, ByteBuffer bytes, ProjectMetadata metadata) {
        ByteBuffer buffer = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.limit() < HEADER
                || buffer.getInt(AT_MAGIC) != MAGIC
                || buffer.getInt(AT_FORMAT) != FORMAT
                || buffer.getInt(AT_LENGTH) != buffer.limit()) {
            return null;
        }
        CRC32 checksum = new CRC32();
        checksum.update(buffer.slice(AT_VERSIONS, buffer.limit() - AT_VERSIONS));
        if (buffer.getInt(AT_CHECKSUM) != (int) checksum.getValue()) {
            return null;
        }
        CompiledProject opened = new CompiledProject(project, true, buffer, metadata);
        return project.normalized().equals(opened.text(buffer.getInt(AT_PROJECT))) ? opened : null;
    }

    /** A project that the index does not know. */
    static CompiledProject unknown(ProjectName project, ProjectMetadata metadata) {
        byte[] bytes = ProjectCompiler.compile(new ProjectPage(project, List.of(), null, ""), java.time.Instant.EPOCH);
        return new CompiledProject(project, false, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), metadata);
    }

    ProjectName project() {
        return project;
    }

    /** Whether the index knows the project. */
    boolean known() {
        return known;
    }

    /** The page's digest. */
    String digest() {
        return Objects.requireNonNull(text(buffer.getInt(AT_DIGEST)));
    }

    /** When the page had been fetched at the time these bytes were opened or last stamped, in microseconds. */
    long fetched() {
        return buffer.getLong(AT_FETCHED);
    }

    @Nullable
    String status() {
        return text(buffer.getInt(AT_STATUS));
    }

    /** Ascending; each is read when it is first asked for. */
    List<Version> versions() {
        return versions;
    }

    VersionSet preReleases() {
        return preReleases;
    }

    ProjectMetadata metadata() {
        return metadata;
    }

    /** The project as a scope sees it. */
    ProjectView view(ScopeTable scope) {
        ProjectView view = views.get(scope);
        if (view == null) {
            if (views.size() >= MOST_VIEWS) {
                views.clear();
            }
            ScopeTable later = scope.later();
            ProjectView made = new ProjectView(this, scope, later == null ? null : view(later));
            if (scope.isOver()) {
                return made;
            }
            ProjectView other = views.putIfAbsent(scope, made);
            view = other == null ? made : other;
        }
        return view;
    }

    /** Lets go of what is kept for a scope. */
    void forget(ScopeTable scope) {
        views.remove(scope);
    }

    /** How many scopes something is kept for. */
    int scopes() {
        return views.size();
    }

    /** Version clauses read against these versions. */
    Clause clause(SpecifierSet specifiers, String text) {
        Clause clause = clauses.get(text);
        if (clause == null) {
            if (clauses.size() >= MOST_CLAUSES) {
                clauses.clear();
            }
            VersionSet.Builder allowed = new VersionSet.Builder(versionCount);
            specifiers.spans(versions).forEach(span -> allowed.add(span.from(), span.to()));
            clause = new Clause(specifiers, allowed.build(), specifiers.namesPreRelease(), specifiers.pins());
            clauses.put(text, clause);
        }
        return clause;
    }

    /** Earliest upload of each version's files, microseconds. */
    long[] earliestUploads() {
        return longs(at.earliest(), versionCount);
    }

    long[] latestUploads() {
        return longs(at.latest(), versionCount);
    }

    /** Number of each version's profile. */
    int[] profiles() {
        return ints(at.profiles(), versionCount);
    }

    /** The kinds of file in each profile, see {@link ProjectFormat#entry}. */
    long[][] profileEntries() {
        int count = buffer.getInt(AT_PROFILES);
        int[] starts = ints(at.profileStarts(), count + 1);
        long[][] entries = new long[count][];
        for (int i = 0; i < count; i++) {
            entries[i] = longs(at.entries() + 8 * starts[i], starts[i + 1] - starts[i]);
        }
        return entries;
    }

    /** All views share it. */
    String[] tagSets() {
        return tagSets;
    }

    /** All views share it. */
    String[] pythons() {
        return pythons;
    }

    /** Number of the first file of the version; the files of one version are numbered in the page's order. */
    int firstFile(int position) {
        return buffer.getInt(at.firstFiles() + 4 * position);
    }

    /** One past the number of the version's last file. */
    int endOfFiles(int position) {
        return firstFile(position + 1);
    }

    long kind(int file) {
        return entry(tagSet(file), field(file, FILE_PYTHON), field(file, FILE_YANKED) != Heap.NONE);
    }

    /** -1 for a source archive. */
    int tagSet(int file) {
        return field(file, FILE_TAG_SET);
    }

    /** Why the file was yanked, empty where no reason was given; null where it was not yanked. */
    @Nullable
    String yankReason(int file) {
        return text(field(file, FILE_YANKED));
    }

    /** Orders the files of one version that have equally good tags: higher is better. */
    int build(int file) {
        return field(file, FILE_BUILD);
    }

    /** Upload time in microseconds. */
    long uploaded(int file) {
        return buffer.getLong(at.files() + FILE * file + FILE_UPLOADED);
    }

    String filename(int file) {
        return Objects.requireNonNull(text(field(file, FILE_NAME)));
    }

    @Nullable
    FileHash hash(int file) {
        return (field(file, FILE_FLAGS) & HAS_SHA256) == 0
                ? null
                : FileHash.read(buffer, at.files() + FILE * file + FILE_SHA256);
    }

    /** The version in the file's own spelling. */
    Version spelledVersion(int file, int position) {
        String spelling = text(field(file, FILE_SPELLING));
        return spelling == null ? versions.get(position) : Version.of(spelling);
    }

    /** What the file's name says. */
    DistributionFilename name(int file) {
        return DistributionFilename.parse(filename(file), project).orElseThrow();
    }

    /** The file as the page described it. */
    DistributionFile file(int file) {
        int flags = field(file, FILE_FLAGS);
        String filename = filename(file);
        String address = Objects.requireNonNull(text(field(file, FILE_ADDRESS)));
        FileHash hash = hash(file);
        int python = field(file, FILE_PYTHON);
        return new DistributionFile(
                filename,
                (flags & ADDRESS_ENDS_WITH_NAME) == 0 ? address : address + filename,
                hash == null ? null : hash.toString(),
                python < 0 ? null : text(buffer.getInt(at.pythons() + 4 * python)),
                text(field(file, FILE_YANKED)),
                Micros.instant(uploaded(file)),
                buffer.getLong(at.files() + FILE * file + FILE_SIZE),
                (flags & HAS_METADATA) != 0,
                text(field(file, FILE_METADATA_SHA256)));
    }

    private boolean isPreRelease(int position) {
        return (buffer.getLong(at.preReleases() + 8 * (position >> 6)) & 1L << position) != 0;
    }

    private int field(int file, int field) {
        return buffer.getInt(at.files() + FILE * file + field);
    }

    private @Nullable String text(int offset) {
        return Heap.read(buffer, at.heap(), offset);
    }

    private String[] texts(int start, int count) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = Objects.requireNonNull(text(buffer.getInt(start + 4 * i)));
        }
        return texts;
    }

    private int[] ints(int start, int count) {
        int[] values = new int[count];
        buffer.slice(start, 4 * count)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer()
                .get(values);
        return values;
    }

    private long[] longs(int start, int count) {
        long[] values = new long[count];
        buffer.slice(start, 8 * count)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(values);
        return values;
    }

    /** Reads a version's text when it is first asked for: a binary search over 2,000 versions reads eleven. */
    private final class Versions extends AbstractList<Version> implements RandomAccess {
        private final @Nullable Version[] read;

        Versions(@Nullable Version[] read) {
            this.read = read;
        }

        @Override
        public Version get(int position) {
            Version version = read[position];
            if (version == null) {
                version = Version.of(Objects.requireNonNull(text(buffer.getInt(at.texts() + 4 * position))));
                read[position] = version;
            }
            return version;
        }

        @Override
        public int size() {
            return versionCount;
        }
    }
}
