package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * A proof, as a graph of steps in which lemmas may be shared: claims that cannot all hold together, and why. A proof of impossibility ends in no
 * claim, or in the question alone (PubGrub's derivation graph).
 */
public sealed interface Derivation {
    /** The claims that cannot all hold together; at most one a subject. */
    List<Claim> conclusion();

    /** The facts that it rests on, each once, those nearest to its end last; found without recursion, since proofs can be deep. */
    default List<Fact> facts() {
        List<Fact> found = new ArrayList<>();
        Set<Derivation> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Derivation> stack = new ArrayList<>(List.of(this));
        while (!stack.isEmpty()) {
            Derivation next = stack.removeLast();
            if (!seen.add(next)) {
                continue;
            }
            switch (next) {
                case Fact fact -> found.add(fact);
                case Step step -> {
                    stack.add(step.left());
                    stack.add(step.right());
                }
            }
        }
        return new ArrayList<>(new LinkedHashSet<>(found.reversed()));
    }

    /** A statement about the question or the index. */
    record Fact(List<Claim> conclusion, Ground ground) implements Derivation {
        public Fact {
            conclusion = List.copyOf(conclusion);
        }
    }

    /** Whatever satisfies the conclusion satisfies {@code left}'s or {@code right}'s, so it cannot be. */
    record Step(List<Claim> conclusion, Derivation left, Derivation right) implements Derivation {
        public Step {
            conclusion = List.copyOf(conclusion);
        }
    }

    /** What is given a version: a project, a project with one extra, or the question itself ({@link #QUESTION}). */
    record Subject(@Nullable ProjectName project, @Nullable Extra extra) {
        public static final Subject QUESTION = new Subject(null, null);

        @Override
        public String toString() {
            return project == null
                    ? "the question"
                    : extra == null ? project.normalized() : project + "[" + extra + "]";
        }
    }

    /**
     * A claim about a subject.
     *
     * @param positive true: the subject is chosen, at one of the versions. False: it is not chosen at any of them (elsewhere, or not at all)
     */
    record Claim(Subject subject, boolean positive, Versions versions) {}

    /** Versions of a project, as runs in its ascending list of versions. Of the question there is one version, and it is always meant: no runs. */
    record Versions(List<Run> runs) {
        public Versions {
            runs = List.copyOf(runs);
        }

        /** Whether a run holds the version. */
        public boolean contains(Version version) {
            for (Run run : runs) {
                if (run.first().compareTo(version) <= 0 && version.compareTo(run.last()) <= 0) {
                    return true;
                }
            }
            return false;
        }

        /** All versions from {@code first} to {@code last}, both in. */
        public record Run(Version first, Version last) {}
    }

    /** Why a fact holds. */
    sealed interface Ground {
        /** The question asks for it: {question, not project in range}. */
        record Asked(Requirement requirement) implements Ground {}

        /**
         * Metadata requires it: {dependents, not project in what any of the requirements allows}.
         *
         * @param requirements each of the dependents has one of them
         */
        record Requires(List<String> requirements) implements Ground {
            public Requires {
                requirements = List.copyOf(requirements);
            }

            public Requires(String requirement) {
                this(List.of(requirement));
            }
        }

        /** A project with an extra is the project: {project[extra] in some versions, not project in the same}. */
        record SameVersion() implements Ground {}

        /** The versions cannot be used: {project in versions}. */
        record CannotBeUsed(Unavailable reason) implements Ground {}

        /** The question's constraints exclude the versions: {project in versions}. */
        record Constrained(String specifiers) implements Ground {}

        /**
         * Nothing in such a set admits these pre-releases, while a final release fits: {project in the pre-releases, each other project of the set absent or in
         * versions that change nothing about it} (pip's rule).
         *
         * @param presumed whether there are too many releases to read all that could: then none that was read does, and a notice says so
         */
        record PreReleaseNotAdmitted(Version finalRelease, boolean presumed) implements Ground {}

        /** Nothing in such a set pins these yanked versions: {project in them, each other project of the set absent or in versions that change nothing about it} (PEP 592). */
        record YankedNotAdmitted(boolean presumed) implements Ground {}

        /** The same of exactly one set, in which {@code reason} holds: {project in a version, each other project of the set in its version}. */
        record NotAdmittedThere(String reason) implements Ground {}

        /** What is being proved impossible is a set with all requested packages at their newest: {question, project in the versions older than it}. */
        record OnlyNewest() implements Ground {}

        /** What is being proved impossible is a set that is newer in some package than one already found: {question, each package at most as new}. */
        record BeyondFound() implements Ground {}
    }
}
