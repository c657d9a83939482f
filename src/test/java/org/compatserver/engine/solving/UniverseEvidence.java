package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.compatserver.certificate.Evidence;
import org.compatserver.index.DistributionFile;
import org.compatserver.metadata.MetadataAnswer;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.CoreMetadata;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.testing.Universe;

/** A universe as the certificate's evidence. */
public record UniverseEvidence(Universe universe) implements Evidence {
    @Override
    public List<File> files(ProjectName project) {
        List<File> files = new ArrayList<>();
        for (DistributionFile file : universe.files(project)) {
            if (DistributionFilename.parse(file.filename(), project)
                    instanceof Parsed.Ok<DistributionFilename>(DistributionFilename name)) {
                files.add(new File(
                        file.filename(),
                        name,
                        file.requiresPython(),
                        file.yanked() != null,
                        file.uploadTime(),
                        () -> metadata(file.filename())));
            }
        }
        return files;
    }

    private Metadata metadata(String filename) {
        MetadataAnswer answer = Objects.requireNonNull(universe.metadata().get(filename));
        return switch (answer) {
            case MetadataAnswer.Known(String text, boolean assumed) ->
                switch (CoreMetadata.parse(text)) {
                    case Parsed.Ok<CoreMetadata>(CoreMetadata read) -> new Metadata.Known(read, assumed);
                    case Parsed.Bad<CoreMetadata>(var problem) -> new Metadata.Invalid(problem.message());
                };
            case MetadataAnswer.Unknowable _ -> new Metadata.Unknowable();
            case MetadataAnswer.Broken(String problem) -> new Metadata.Invalid(problem);
        };
    }
}
