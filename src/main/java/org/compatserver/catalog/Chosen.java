package org.compatserver.catalog;

import java.time.Instant;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * The file of a version that would be installed: the best one that counts and whose metadata is of this version.
 *
 * @param uploadTime null when the index does not say
 * @param spelling the project's name as the metadata spells it; in normal form where that cannot be known
 * @param version as the file spells it
 * @param assumed whether the metadata was put together from a source archive's egg-info
 */
public record Chosen(
        String filename, @Nullable Instant uploadTime, String spelling, Version version, boolean assumed) {}
