package org.compatserver.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.compatserver.certificate.Evidence;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.IndexFault;
import org.compatserver.index.ProjectIndex;
import org.compatserver.index.ProjectIndex.PageAnswer;
import org.compatserver.metadata.MetadataAnswer;
import org.compatserver.metadata.MetadataReader;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.CoreMetadata;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.requirement.ProjectName;

/** Evidence for the checker, straight from an index and its files, past the catalog. */
public final class IndexEvidence implements Evidence {
    private final ProjectIndex index;
    private final MetadataReader reader;

    public IndexEvidence(ProjectIndex index, MetadataReader reader) {
        this.index = index;
        this.reader = reader;
    }

    @Override
    public List<File> files(ProjectName project) {
        return switch (read(() -> index.page(project))) {
            case PageAnswer.NoSuchProject none -> List.of();
            case PageAnswer.Found found -> {
                List<File> files = new ArrayList<>();
                for (DistributionFile file : found.page().files()) {
                    if (DistributionFilename.parse(file.filename(), project)
                            instanceof Parsed.Ok<DistributionFilename>(var name)) {
                        files.add(file(file, name));
                    }
                }
                yield files;
            }
        };
    }

    private File file(DistributionFile file, DistributionFilename name) {
        return new File(
                file.filename(),
                name,
                file.requiresPython(),
                file.yanked() != null,
                file.uploadTime(),
                () -> metadata(read(() -> reader.read(file, name))));
    }

    private static <T> T read(Supplier<T> source) {
        try {
            return source.get();
        } catch (IndexFault fault) {
            throw new NotAtHand(String.valueOf(fault.getMessage()), fault);
        }
    }

    private static Metadata metadata(MetadataAnswer answer) {
        return switch (answer) {
            case MetadataAnswer.Unknowable unknowable -> new Metadata.Unknowable();
            case MetadataAnswer.Broken(var problem) -> new Metadata.Invalid(problem);
            case MetadataAnswer.Known(var text, var assumed) ->
                switch (CoreMetadata.parse(text)) {
                    case Parsed.Ok<CoreMetadata>(var metadata) -> new Metadata.Known(metadata, assumed);
                    case Parsed.Bad<CoreMetadata>(var problem) -> new Metadata.Invalid(problem.message());
                };
        };
    }
}
