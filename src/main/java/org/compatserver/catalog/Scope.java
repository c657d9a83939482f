package org.compatserver.catalog;

import java.time.Instant;
import java.util.List;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * The part of the index that one question sees.
 *
 * @param asOf only files uploaded before it exist, and those whose upload time the index does not say; null means all files
 * @param wheelsOnly whether source archives are passed over
 * @param preReleases whether pre-releases are admitted in any case
 * @param constraints clauses on projects that need not take part; those whose marker is false on the target do not count
 */
public record Scope(
        Target target, @Nullable Instant asOf, boolean wheelsOnly, boolean preReleases, List<Requirement> constraints) {
    public Scope {
        constraints = List.copyOf(constraints);
    }

    /** The same at another moment. */
    Scope at(@Nullable Instant moment) {
        return new Scope(target, moment, wheelsOnly, preReleases, constraints);
    }

    /** All that there is now for the target, source archives included, pre-releases only where something admits them. */
    public static Scope of(Target target) {
        return new Scope(target, null, false, false, List.of());
    }
}
