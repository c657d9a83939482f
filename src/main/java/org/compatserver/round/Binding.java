package org.compatserver.round;

import java.util.Comparator;
import org.compatserver.pep.requirement.ProjectName;

/**
 * One side of a clash: what a release requires.
 *
 * @param project who requires it
 * @param versions which of its versions, as a phrase for people: {@code 2.9.2}, {@code 2.31.0 to 2.44.0}
 * @param requirement as its metadata has it: {@code protobuf<5.0.0dev,>=3.19.5}
 * @param on the project that is required
 */
public record Binding(ProjectName project, String versions, String requirement, ProjectName on)
        implements Comparable<Binding> {
    private static final Comparator<Binding> ORDER = Comparator.comparing(Binding::on)
            .thenComparing(Binding::project)
            .thenComparing(Binding::versions)
            .thenComparing(Binding::requirement);

    @Override
    public int compareTo(Binding other) {
        return ORDER.compare(this, other);
    }
}
