package org.compatserver.resolver.spi;

import java.util.List;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * A project's versions, as one question sees them.
 *
 * @param versions all that the index lists, ascending; positions are indices into it. Empty for a project that the index does not know
 * @param usable those with a file that counts: supported tags, Requires-Python of the index, uploaded in time, of an allowed kind
 * @param preReleases those that are pre-releases
 * @param yanked those among {@code usable} whose every file that counts is yanked
 * @param everyPreRelease whether the question admits pre-releases of this project in any case
 * @param constraint clauses that hold whenever the project is in the set, without requiring it; null when there are none
 */
public record Releases(
        List<Version> versions,
        VersionSet usable,
        VersionSet preReleases,
        VersionSet yanked,
        boolean everyPreRelease,
        @Nullable Clause constraint) {}
