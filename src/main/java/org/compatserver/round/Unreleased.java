package org.compatserver.round;

import java.util.List;
import org.compatserver.pep.distribution.Tag;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Target;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * A file that is not on the index, and takes part in a round.
 *
 * @param file its name
 * @param tags of a wheel; of a source archive, none
 * @param requiresPython of its metadata; null when there is none, or when it is not known
 */
public record Unreleased(
        String file,
        ProjectName project,
        Version version,
        List<Tag> tags,
        @Nullable SpecifierSet requiresPython) {
    public Unreleased {
        tags = List.copyOf(tags);
    }

    /** Whether it could be installed there, by its tags and its Requires-Python. */
    public boolean countsOn(Target target) {
        return (tags.isEmpty() || target.tags().rank(tags) < Integer.MAX_VALUE)
                && (requiresPython == null
                        || requiresPython.contains(Version.of(target.python().toString())));
    }
}
