package org.compatserver.index;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.compatserver.pep.requirement.ProjectName;
import org.slf4j.LoggerFactory;

/**
 * Local places of files beside the indexes, as pip reads them: a folder's files, the HTML pages in it, a single file, and an index that is a folder. Read
 * anew each time.
 */
final class FindLinks {
    private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

    private FindLinks() {}

    /** Whether the address is that of an archive, to be taken as it is. */
    static boolean isArchive(URI address) {
        String name = Addresses.filename(address).toLowerCase(Locale.ROOT);
        return name.endsWith(".whl")
                || name.endsWith(".zip")
                || name.matches(".*\\.(tar(\\.[a-z0-9]+)?|tgz|tbz|txz|tlz)");
    }

    /** The files that a local place holds; none, with a remark in the log, where there is no such place. */
    static List<DistributionFile> filesOf(URI place) {
        List<DistributionFile> files = new ArrayList<>();
        for (Path path : pathsOf(place)) {
            if (!isHtml(path)) {
                files.add(file(path.toUri()));
            }
        }
        return files;
    }

    /** The links of the HTML pages that a local place holds, or is. */
    static List<DistributionFile> linksOf(URI place) {
        List<DistributionFile> files = new ArrayList<>();
        for (Path path : pathsOf(place)) {
            if (isHtml(path)) {
                page(path).ifPresent(content -> files.addAll(content.files()));
            }
        }
        return files;
    }

    /** A file known by its address only. */
    static DistributionFile file(URI address) {
        return new DistributionFile(Addresses.filename(address), address, null, null, null, null, -1, false, null);
    }

    /**
     * The project's page in an index that is a folder.
     *
     * @throws IndexFault NOT_CONFIGURED if there is no such folder, as where an address lacks its scheme
     */
    static Optional<PageContent> pageIn(URI index, ProjectName project) {
        Path folder = LocalFiles.path(index);
        if (!Files.isDirectory(folder)) {
            throw new IndexFault(
                    IndexFault.Kind.NOT_CONFIGURED,
                    "The index " + folder + " is no folder; an address of another machine starts with https://");
        }
        return page(folder.resolve(project.normalized()).resolve("index.html"));
    }

    /** Whether a file's name starts as those of the project do; the rest is judged by who reads the whole name. */
    static boolean mayBelongTo(ProjectName project, DistributionFile file) {
        String start = project.normalized() + "-";
        String name = SEPARATORS.matcher(file.filename()).replaceAll("-").toLowerCase(Locale.ROOT);
        return name.startsWith(start);
    }

    private static Optional<PageContent> page(Path path) {
        return LocalFiles.read(path.toUri(), PagePolicy.DEFAULT.mostPageBytes())
                .map(body -> PageContent.read(PageContent.OLD_HTML, path.toUri(), body));
    }

    private static boolean isHtml(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".html") || name.endsWith(".htm");
    }

    private static List<Path> pathsOf(URI place) {
        Path path = LocalFiles.path(place);
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            LoggerFactory.getLogger(FindLinks.class).debug("No such place of links: {}", path);
            return List.of();
        }
        try (Stream<Path> paths = Files.list(path)) {
            // By name: a folder's own order differs from machine to machine, and of equal files the last listed wins.
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new IndexFault(
                    IndexFault.Kind.FAILED, "The folder of links " + path + " cannot be read; check its rights", e);
        }
    }
}
