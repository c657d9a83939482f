package org.compatserver.catalog;

import java.time.Instant;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.PackageSource;
import org.jspecify.annotations.Nullable;

/** What the solver may pick from, and what else a verdict needs to know of it. */
public interface ReleaseSource extends PackageSource {
    /** The clauses read against the project's versions. */
    Clause clause(ProjectName project, SpecifierSet specifiers);

    /** When the first of the version's files that count was uploaded; null when that is not known. */
    @Nullable
    Instant released(ProjectName project, int position);

    /** The file that would be installed; null if no file of the version counts, or files are not known. */
    @Nullable
    Chosen chosen(ProjectName project, int position);

    /** What is said of the project, in short: equal only if nothing that sources of the same kind tell of it differs. Empty where nothing ever changes. */
    default String digest(ProjectName project) {
        return "";
    }
}
