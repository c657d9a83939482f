package org.compatserver.round;

import java.time.LocalDate;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * Failures that are known, and put up with for a while.
 *
 * @param python only there: a minor version, or an exact one; null for all
 * @param platform only there; null for all
 * @param result only failures of this kind; null for all
 * @param until the last day on which they are put up with (UTC)
 * @param place where it is written, {@code file:line}
 */
public record Expectation(
        What what,
        @Nullable String python,
        @Nullable Platform platform,
        @Nullable Result result,
        String reason,
        LocalDate until,
        String place) {

    /** Which failures. */
    public sealed interface What {}

    /** A package by itself, and all of its pairs. */
    public record OfPackage(ProjectName project) implements What {
        @Override
        public String toString() {
            return project.toString();
        }
    }

    /** A pair of packages. */
    public record OfPair(ProjectName first, ProjectName second) implements What {
        @Override
        public String toString() {
            return first + " with " + second;
        }
    }

    /** All that come down to what one project requires of another. */
    public record OfCause(ProjectName project, ProjectName on) implements What {
        @Override
        public String toString() {
            return project + "'s requirement on " + on;
        }
    }

    /** All packages together. */
    public record OfWhole() implements What {
        @Override
        public String toString() {
            return "all packages together";
        }
    }

    boolean isOver(LocalDate today) {
        return today.isAfter(until);
    }

    boolean concerns(Target target, Result failure) {
        return (python == null
                        || python.equals(target.python().minorVersion())
                        || python.equals(target.python().toString()))
                && (platform == null || platform.equals(target.platform()))
                && (result == null || result == failure);
    }
}
