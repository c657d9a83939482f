package org.compatserver.snapshot;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.compatserver.index.ProjectPage;
import org.compatserver.metadata.MetadataAnswer;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot holds.
 *
 * @param recordedAt when the index was asked for the oldest of the pages
 * @param pages the pages of projects that the index knows
 * @param unknown projects that the index does not know
 * @param metadata what files say, per project, sorted by file name
 */
record Recording(
        Instant recordedAt,
        SortedMap<ProjectName, ProjectPage> pages,
        SortedSet<ProjectName> unknown,
        SortedMap<ProjectName, List<FileAnswer>> metadata) {

    Recording {
        pages = Collections.unmodifiableSortedMap(new TreeMap<>(pages));
        unknown = Collections.unmodifiableSortedSet(new TreeSet<>(unknown));
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /**
     * What one file says.
     *
     * @param sha256 the file's; null when the index gives none
     */
    record FileAnswer(String filename, @Nullable String sha256, MetadataAnswer answer) {
        /** Whether this is about the file with this name and hash; a hash that is missing on one side proves nothing and excludes nothing. */
        boolean isAbout(String otherName, @Nullable String otherSha256) {
            return sha256 == null || otherSha256 == null ? filename.equals(otherName) : sha256.equals(otherSha256);
        }
    }

    /** The number of metadata answers. */
    int files() {
        return metadata.values().stream().mapToInt(List::size).sum();
    }
}
