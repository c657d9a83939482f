package org.compatserver.verdict;

import java.time.Instant;
import java.util.List;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * Can these be installed together, there, then?
 *
 * @param packages what was asked, in the asker's spelling and order, for the echo
 * @param requirements the same, read; at least one, none with an address
 * @param constraints clauses on projects that need not take part (pip's {@code --constraint})
 * @param asOf the moment: only files uploaded before it exist; null means now, with all files
 * @param since whether it is to be said since when the packages do not fit
 */
public record Question(
        List<String> packages,
        List<Requirement> requirements,
        List<Requirement> constraints,
        Target target,
        @Nullable Instant asOf,
        Sources sources,
        boolean preReleases,
        boolean strict,
        EngineName engine,
        Detail explain,
        boolean since) {

    public Question {
        packages = List.copyOf(packages);
        requirements = List.copyOf(requirements);
        constraints = List.copyOf(constraints);
        if (requirements.isEmpty()) {
            throw new IllegalArgumentException("A question needs at least one requirement");
        }
    }

    /** One that does not ask since when. */
    public Question(
            List<String> packages,
            List<Requirement> requirements,
            List<Requirement> constraints,
            Target target,
            @Nullable Instant asOf,
            Sources sources,
            boolean preReleases,
            boolean strict,
            EngineName engine,
            Detail explain) {
        this(packages, requirements, constraints, target, asOf, sources, preReleases, strict, engine, explain, false);
    }

    /** The verdict asked for alone. */
    public Question withoutSince() {
        return about(packages, requirements, asOf);
    }

    /** The same at another moment, without since when. */
    public Question at(@Nullable Instant moment) {
        return about(packages, requirements, moment);
    }

    /** The same of some of the requirements, without since when. */
    public Question about(List<Requirement> some) {
        return about(some.stream().map(Requirement::toString).toList(), some, asOf);
    }

    /** The same for another target; not since when. */
    public Question on(Target other) {
        return new Question(
                packages, requirements, constraints, other, asOf, sources, preReleases, strict, engine, explain, false);
    }

    private Question about(List<String> words, List<Requirement> some, @Nullable Instant moment) {
        return new Question(
                words, some, constraints, target, moment, sources, preReleases, strict, engine, explain, false);
    }

    /** Which files count. */
    public enum Sources {
        /** Wheels, and source archives whose metadata can be read without building. */
        STATIC,
        /** Wheels only. */
        WHEELS,
        /** All, built where needed; only the pip engine can. */
        BUILD
    }

    /** Who is to answer. */
    public enum EngineName {
        RESOLVER,
        PIP
    }

    /** How much the explanation says. */
    public enum Detail {
        SHORT,
        FULL
    }
}
