package org.compatserver.certificate;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.compatserver.pep.distribution.CoreMetadata;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

/** What the index says, as the checker reads it: straight from pages and metadata, without the catalog. */
public interface Evidence {
    /** Thrown where what the index says cannot be read now: that speaks neither for an answer nor against it. */
    final class NotAtHand extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotAtHand(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The files of a project whose names can be read, in the page's order; empty for an unknown project. May throw {@link NotAtHand}, as reading metadata may. */
    List<File> files(ProjectName project);

    /**
     * One file.
     *
     * @param requiresPython the index's text; null when there is none
     * @param uploaded null when the index does not say
     * @param metadata reads the file's metadata
     */
    record File(
            String filename,
            DistributionFilename name,
            @Nullable String requiresPython,
            boolean yanked,
            @Nullable Instant uploaded,
            Supplier<Metadata> metadata) {}

    /** What a file says about itself. */
    sealed interface Metadata {
        record Known(CoreMetadata metadata, boolean assumed) implements Metadata {}

        /** It cannot be had without building. */
        record Unknowable() implements Metadata {}

        /** It cannot be read. */
        record Invalid(String problem) implements Metadata {}
    }
}
