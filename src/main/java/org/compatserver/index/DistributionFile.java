package org.compatserver.index;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file of a project page.
 *
 * @param filename the last part of the address's path, decoded (pip's rule)
 * @param url its address, absolute, without fragment; {@code file:} for find-links folders
 * @param sha256 hexadecimal, lower case; null when the index gives none
 * @param requiresPython the text given; null when there is none
 * @param yanked the reason, possibly empty; null when it is not yanked (PEP 592)
 * @param uploadTime null when the index gives none (PEP 700)
 * @param size in bytes; -1 when the index gives none
 * @param coreMetadata whether the index serves the metadata beside the file (PEP 658, PEP 714)
 * @param coreMetadataSha256 that file's hash; null when there is none
 */
public record DistributionFile(
        String filename,
        String url,
        @Nullable String sha256,
        @Nullable String requiresPython,
        @Nullable String yanked,
        @Nullable Instant uploadTime,
        long size,
        boolean coreMetadata,
        @Nullable String coreMetadataSha256) {

    public DistributionFile(
            String filename,
            URI address,
            @Nullable String sha256,
            @Nullable String requiresPython,
            @Nullable String yanked,
            @Nullable Instant uploadTime,
            long size,
            boolean coreMetadata,
            @Nullable String coreMetadataSha256) {
        this(
                filename,
                address.toString(),
                sha256,
                requiresPython,
                yanked,
                uploadTime,
                size,
                coreMetadata,
                coreMetadataSha256);
    }

    /** Parsed each time: most files of a page are never fetched. */
    public URI address() {
        return URI.create(url);
    }
}
