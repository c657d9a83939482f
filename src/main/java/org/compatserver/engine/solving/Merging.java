package org.compatserver.engine.solving;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.compatserver.engine.EngineFault;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.MarkerEnvironment;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Sentences;
import org.jspecify.annotations.Nullable;

/**
 * What a question asks for in sum: one requirement a project, sorted by name, so that nothing depends on the order asked.
 *
 * @param requirements without markers; empty when none counts on the target
 * @param notices a sentence for each requirement whose marker is false there, and on the moment
 */
public record Merging(List<Requirement> requirements, List<String> notices) {
    public Merging {
        requirements = List.copyOf(requirements);
        notices = List.copyOf(notices);
    }

    /**
     * Merges the requirements of each project: specifiers and, extras or.
     *
     * @throws EngineFault if a marker compares what cannot be compared
     */
    public static Merging of(Question question) {
        MarkerEnvironment environment = question.target().environment();
        SortedMap<ProjectName, Requirement> merged = new TreeMap<>();
        List<String> notices = new ArrayList<>();
        for (Requirement requirement : question.requirements()) {
            if (counts(requirement, environment)) {
                merged.merge(requirement.project(), withoutMarker(requirement), Merging::both);
            } else {
                notices.add(Sentences.dropped(requirement));
            }
        }
        if (merged.isEmpty()) {
            notices.add(Sentences.nothingLeft());
        }
        notices.sort(null);
        return new Merging(List.copyOf(merged.values()), notices);
    }

    /** With what there is to say about the moment. */
    Merging at(@Nullable Instant moment, Instant now) {
        return moment == null
                ? this
                : new Merging(
                        requirements,
                        Stream.concat(notices.stream(), Stream.of(Sentences.asOf(moment, now)))
                                .toList());
    }

    /** Whether the requirement counts in the environment.
     *
     * @throws EngineFault if its marker compares what cannot be compared
     */
    static boolean counts(Requirement requirement, MarkerEnvironment environment) {
        if (requirement.marker() == null) {
            return true;
        }
        return switch (requirement.marker().evaluate(environment, null)) {
            case Parsed.Ok<Boolean>(Boolean holds) -> holds;
            case Parsed.Bad<Boolean>(var problem) ->
                throw new EngineFault(
                        EngineFault.Kind.UNSUPPORTED,
                        "The marker of '" + requirement + "' cannot be evaluated: " + problem.message());
        };
    }

    private static Requirement withoutMarker(Requirement requirement) {
        return requirement.marker() == null
                ? requirement
                : new Requirement(
                        requirement.name(),
                        requirement.project(),
                        requirement.extras(),
                        requirement.specifiers(),
                        null,
                        requirement.address());
    }

    /** Of two spellings of the name the lesser one, whichever was asked first. */
    private static Requirement both(Requirement one, Requirement other) {
        return new Requirement(
                one.name().compareTo(other.name()) <= 0 ? one.name() : other.name(),
                one.project(),
                Stream.concat(one.extras().stream(), other.extras().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                one.specifiers().and(other.specifiers()),
                null,
                null);
    }
}
