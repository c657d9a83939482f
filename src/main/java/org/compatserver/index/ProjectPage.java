package org.compatserver.index;

import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

/**
 * What an index says about one project (PEP 503, PEP 691): its files, in the page's order. With several indexes, the files of all, in the order in which
 * pip would see them.
 *
 * @param status the project's status (PEP 792: {@code active}, {@code archived}, {@code deprecated}, {@code quarantined}); null when the index says none
 * @param digest a hash of everything above, hexadecimal: equal digests mean equal pages
 */
public record ProjectPage(
        ProjectName project,
        List<DistributionFile> files,
        @Nullable String status,
        String digest) {
    public ProjectPage {
        files = List.copyOf(files);
    }
}
