package org.compatserver.catalog;

import java.util.List;
import java.util.Set;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/** What a file says about itself, read once: the compiled form of its metadata. */
sealed interface FileMetadata {

    /**
     * Metadata that can be read.
     *
     * @param requiresPython canonical text; null for none
     * @param assumed whether it was put together from a source archive's egg-info
     */
    record Known(
            String name,
            Version version,
            @Nullable String requiresPython,
            Set<Extra> extras,
            List<Row> rows,
            boolean assumed)
            implements FileMetadata {
        public Known {
            extras = Set.copyOf(extras);
            rows = List.copyOf(rows);
        }
    }

    /** It cannot be had without building the file. */
    record Unknowable(String reason) implements FileMetadata {}

    /** It cannot be read. */
    record Invalid(String problem) implements FileMetadata {}

    /**
     * One requirement; the same object for all files of a project that say the same.
     *
     * @param specifiers canonical text, empty for any version
     * @param marker canonical text; null for everywhere
     * @param address of a direct reference; null for none
     * @param source the whole requirement's canonical text
     */
    record Row(
            ProjectName target,
            List<Extra> extras,
            String specifiers,
            @Nullable String marker,
            @Nullable String address,
            String source) {
        public Row {
            extras = List.copyOf(extras);
        }
    }
}
