package org.compatserver.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.compatserver.catalog.FileMetadata.Row;
import org.compatserver.metadata.MetadataAnswer;
import org.compatserver.metadata.MetadataReader;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.CoreMetadata;
import org.compatserver.pep.requirement.Requirement;

/** Gets the metadata of files and compiles it; each file's text is read at most once, by whichever process was first. */
final class MetadataCompiler {
    private final MetadataReader reader;
    private final Map<String, Row> rows = new ConcurrentHashMap<>();

    MetadataCompiler(MetadataReader reader) {
        this.reader = reader;
    }

    /**
     * The compiled metadata of one file.
     *
     * @throws org.compatserver.index.IndexFault if it must be fetched and cannot be
     */
    FileMetadata of(CompiledProject project, int file) {
        FileHash hash = project.hash(file);
        if (hash == null) {
            return project.metadata().withoutHash(project, file, () -> fetch(project, file));
        }
        FileMetadata known = project.metadata().get(hash);
        if (known == null) {
            known = fetch(project, file);
            project.metadata().put(hash, known);
        }
        return known;
    }

    /** Whether {@link #of} would answer without asking anybody. */
    boolean isKnown(CompiledProject project, int file) {
        FileHash hash = project.hash(file);
        return hash != null && project.metadata().get(hash) != null;
    }

    private FileMetadata fetch(CompiledProject project, int file) {
        return switch (reader.read(project.file(file), project.name(file))) {
            case MetadataAnswer.Known(var text, var assumed) -> compile(text, assumed);
            case MetadataAnswer.Unknowable(var reason) -> new FileMetadata.Unknowable(reason);
            case MetadataAnswer.Broken(var problem) -> new FileMetadata.Invalid(problem);
        };
    }

    private FileMetadata compile(String text, boolean assumed) {
        return switch (CoreMetadata.parse(text)) {
            case Parsed.Bad<CoreMetadata>(var problem) -> new FileMetadata.Invalid(said(problem));
            case Parsed.Ok<CoreMetadata>(var metadata) -> {
                List<Row> found = new ArrayList<>();
                metadata.requiresDist().forEach(requirement -> found.add(row(requirement)));
                yield new FileMetadata.Known(
                        metadata.name(),
                        metadata.version(),
                        metadata.requiresPython() == null
                                ? null
                                : metadata.requiresPython().toString(),
                        new HashSet<>(metadata.providesExtra()),
                        found,
                        assumed);
            }
        };
    }

    /** The problem on one line: where the text is long, only what is around the place. */
    private static String said(Parsed.Problem problem) {
        int start = problem.text().lastIndexOf('\n', Math.max(0, problem.position() - 1)) + 1;
        int end = problem.text().indexOf('\n', problem.position());
        String line = problem.text()
                .substring(
                        Math.min(start, problem.text().length()),
                        end < 0 ? problem.text().length() : Math.max(start, end));
        return problem.message() + ": " + line.strip();
    }

    private Row row(Requirement requirement) {
        String source = requirement.toString();
        Row known = rows.get(source);
        return known != null
                ? known
                : Texts.remember(
                        rows,
                        source,
                        new Row(
                                requirement.project(),
                                requirement.extras(),
                                requirement.specifiers().toString(),
                                requirement.marker() == null
                                        ? null
                                        : requirement.marker().toString(),
                                requirement.address(),
                                source));
    }
}
