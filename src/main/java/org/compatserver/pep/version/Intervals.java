package org.compatserver.pep.version;

import org.compatserver.pep.version.Specifier.Operator;

/** The versions that a clause without a wildcard admits (PEP 440, "Version specifiers"; where it is silent, as Python's {@code packaging} reads it). */
final class Intervals {
    private Intervals() {}

    static VersionRanges of(Operator operator, VersionParts version) {
        return switch (operator) {
            case ARBITRARY -> VersionRanges.all();
            case COMPATIBLE -> compatible(version);
            case EQUAL -> equal(version);
            case NOT_EQUAL -> equal(version).complement();
            case AT_MOST -> VersionRanges.below(Cut.afterLocals(version));
            case AT_LEAST -> VersionRanges.from(Cut.before(version));
            case LESS -> less(version);
            case GREATER -> greater(version);
        };
    }

    /** Without a local label in the clause, local versions match too. */
    private static VersionRanges equal(VersionParts version) {
        Cut end = version.local().isEmpty() ? Cut.afterLocals(version) : Cut.after(version);
        return VersionRanges.between(Cut.before(version), end);
    }

    /** A pre-release or post-release part counts at the lower end only. */
    private static VersionRanges compatible(VersionParts version) {
        return VersionRanges.between(
                Cut.before(version),
                Cut.before(version.leastAfterPrefix(version.release().size() - 1)));
    }

    /** The pre-releases of a version that is not one itself are not below it. */
    private static VersionRanges less(VersionParts version) {
        return VersionRanges.below(Cut.before(version.isPreRelease() ? version : version.firstDevelopment()));
    }

    /** Local versions are not above; nor are post-releases, unless the version is one itself. */
    private static VersionRanges greater(VersionParts version) {
        boolean hasPosts = version.post() == null && version.dev() == null;
        return VersionRanges.from(hasPosts ? Cut.afterPosts(version) : Cut.afterLocals(version));
    }
}
