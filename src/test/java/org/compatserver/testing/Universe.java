package org.compatserver.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.ProjectIndex;
import org.compatserver.index.ProjectPage;
import org.compatserver.metadata.MetadataAnswer;
import org.compatserver.metadata.MetadataReader;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

/**
 * A small index, written as text, that answers from memory. One release a block:
 *
 * <pre>
 * # a comment
 * a 2.0: b>=1, c[x]&lt;2&amp;!=1.5      requirements after the colon; a comma before a name starts the next, '&amp;' joins clauses
 *   requires d>=1; extra == "x"   a requirement, verbatim
 *   extra x                       Provides-Extra
 *   python >=3.8                  Requires-Python, of index and metadata
 *   metadata-python >=3.9         Requires-Python, of the metadata only
 *   yanked broke everything       yanked, the reason may be left out
 *   uploaded 2024-01-02           or with a time of day; "uploaded unknown" for an index without upload times
 *   wheel cp313-cp313-win_amd64   instead of py3-none-any; repeatable; a build tag may stand before it
 *   sdist static                  or egg-info, unknowable, broken; without any "wheel" line there is no wheel then
 *   invalid                       has a Requires-Dist that cannot be read
 *   metadata-name z               the metadata's Name, if not the project's
 *   metadata-version 9            the metadata's Version, if not the release's
 * project old archived            a project's status; or a project without releases
 * </pre>
 *
 * <p>Two blocks of one version are one release with the files of both, in that order. Unless said otherwise the n-th block, from 0, was uploaded n days
 * after {@link #FIRST_UPLOAD}.
 */
public final class Universe implements ProjectIndex, MetadataReader {
    /** When the first block's files were uploaded. */
    public static final Instant FIRST_UPLOAD = Instant.parse("2024-01-01T00:00:00Z");

    /** When all pages were fetched, unless {@link #fetchedAt} says otherwise. */
    public static final Instant FETCHED = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<ProjectName, ProjectPage> pages;
    private final Map<String, MetadataAnswer> metadata;
    private final Instant fetchedAt;
    private final Map<ProjectName, AtomicInteger> pageRequests = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> metadataRequests = new ConcurrentHashMap<>();

    private Universe(Map<ProjectName, ProjectPage> pages, Map<String, MetadataAnswer> metadata, Instant fetchedAt) {
        this.pages = Collections.unmodifiableMap(pages);
        this.metadata = Collections.unmodifiableMap(metadata);
        this.fetchedAt = fetchedAt;
    }

    /**
     * The universe written as {@code text}.
     *
     * @throws IllegalArgumentException with the line's number, if a line cannot be read
     */
    public static Universe of(String text) {
        UniverseParser parser = new UniverseParser();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            try {
                parser.line(lines.get(i));
            } catch (IllegalArgumentException problem) {
                throw new IllegalArgumentException(
                        "Line %d of the universe, '%s': %s".formatted(i + 1, lines.get(i), problem.getMessage()),
                        problem);
            }
        }
        Map<ProjectName, ProjectPage> pages = new LinkedHashMap<>();
        Map<String, MetadataAnswer> metadata = new LinkedHashMap<>();
        parser.finish(pages, metadata);
        return new Universe(pages, metadata, FETCHED);
    }

    /** The universe in the file {@code universes/NAME} of the test resources. */
    public static Universe resource(String name) {
        try (InputStream in = Universe.class.getResourceAsStream("/universes/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no test resource universes/" + name);
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, with pages fetched at another time. */
    public Universe fetchedAt(Instant instant) {
        return new Universe(pages, metadata, instant);
    }

    /** All pages by project, in the text's order; for whoever wants to know the truth without asking. */
    public Map<ProjectName, ProjectPage> pages() {
        return pages;
    }

    /** The files of the project's page, in its order; none for an unknown project. */
    public List<DistributionFile> files(ProjectName project) {
        ProjectPage page = pages.get(project);
        return page == null ? List.of() : page.files();
    }

    /** What each file says about itself, by file name; for whoever wants to know the truth without asking. */
    public Map<String, MetadataAnswer> metadata() {
        return metadata;
    }

    /** How often the project's page was asked for. */
    public int pageRequests(ProjectName project) {
        return count(pageRequests.get(project));
    }

    /** How often the metadata of the file was asked for. */
    public int metadataRequests(String filename) {
        return count(metadataRequests.get(filename));
    }

    @Override
    public PageAnswer page(ProjectName project) {
        pageRequests.computeIfAbsent(project, key -> new AtomicInteger()).incrementAndGet();
        ProjectPage page = pages.get(project);
        return page == null
                ? new PageAnswer.NoSuchProject(project, fetchedAt, Source.LIVE)
                : new PageAnswer.Found(page, fetchedAt, Source.LIVE);
    }

    @Override
    public MetadataAnswer read(DistributionFile file, DistributionFilename name) {
        metadataRequests
                .computeIfAbsent(file.filename(), key -> new AtomicInteger())
                .incrementAndGet();
        MetadataAnswer answer = metadata.get(file.filename());
        if (answer == null) {
            throw new AssertionError("No such file in the universe: " + file.filename());
        }
        return answer;
    }

    private static int count(@Nullable AtomicInteger counter) {
        return counter == null ? 0 : counter.get();
    }
}
