package org.compatserver.wire.rounds;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A round, as every face gives it. The components' order is the order on the wire; all of them are always there.
 *
 * @param state finished, or unfinished: it was cut off, or another process is at it; then what was found so far
 * @param ended null while it is not finished
 * @param packages sorted by name
 * @param asOf the moment asked about; null for that of the round's beginning, with all files
 * @param checks how many: packages by themselves, and pairs, on all targets
 * @param tally how they came out
 * @param targets each with its packages by themselves, and all together
 * @param causes what the failures come down to, most pairs first; numbered from 1 on
 * @param expected null where nobody said what was expected
 * @param failures the pairs that are no SUCCESS, by target, first and second
 * @param notices what else the asker should know, a sentence each
 */
public record RoundReply(
        long id,
        String state,
        Instant begun,
        @Nullable Instant ended,
        List<OfPackage> packages,
        List<String> constraints,
        @Nullable Instant asOf,
        String sources,
        boolean pre,
        boolean strict,
        long checks,
        Counts tally,
        List<OfTarget> targets,
        List<OfCause> causes,
        @Nullable Expected expected,
        Iterable<Failure> failures,
        List<String> notices) {

    /**
     * A package of the portfolio.
     *
     * @param section the heading it stands under in the portfolio; null where there is none, or it is not known
     */
    public record OfPackage(
            String name,
            List<String> requirements,
            @Nullable String section) {}

    /**
     * How checks came out.
     *
     * @param results of those that are decided, by result
     * @param undecided how many could not be decided
     * @param due how many the round has not come to
     * @param inherited how many pairs only inherit a package's own failure
     * @param rules how those that are decided were settled
     * @param origins whose work they are
     */
    public record Counts(
            Map<String, Long> results,
            long undecided,
            long due,
            long inherited,
            Map<String, Long> rules,
            Map<String, Long> origins) {}

    /** A target's results, but for its pairs. */
    public record OfTarget(
            String pythonVersion, String platform, Counts tally, List<Alone> alone, List<Whole> wholes) {}

    /**
     * A package by itself.
     *
     * @param asked false where no requirement of it counts on the target, since their markers are false: then it is a SUCCESS without pins
     * @param result null where it could not be decided
     * @param newest the newest version that its own clauses admit; null when there is none
     * @param held the version it has instead; null where that is the newest
     * @param description why it is no SUCCESS; null for SUCCESS
     */
    public record Alone(
            String name,
            boolean asked,
            @Nullable String result,
            @Nullable String newest,
            @Nullable String held,
            int pins,
            @Nullable String description) {}

    /** Packages all together, as {@link Alone}. */
    public record Whole(
            int packages,
            @Nullable String result,
            Map<String, String> held,
            @Nullable String description) {}

    /**
     * What failures come down to.
     *
     * @param pivot the requirement that all these pairs have in their clashes; null of what is no clash between releases
     * @param pairs how many it explains
     * @param pairsByTarget the same, in the order of the targets
     * @param lines the minimal core of the newest releases, with the chains of both sides; empty where the example was not asked about, as all that follows
     * @param since since which upload; null where that is not known
     * @param freedBy what would free it, a sentence each
     * @param actors who has to release what, best first
     */
    public record OfCause(
            int number,
            @Nullable Requires pivot,
            List<Requires> against,
            long pairs,
            List<Integer> pairsByTarget,
            Example example,
            List<String> lines,
            @Nullable String since,
            List<String> freedBy,
            List<String> actors) {}

    /** What releases require. */
    public record Requires(String name, String versions, String requirement, String on) {}

    /**
     * A pair that shows a cause.
     *
     * @param target its number in the list of targets, from 0 on
     */
    public record Example(String first, String second, int target) {}

    /**
     * A pair that is no SUCCESS.
     *
     * @param target its number in the list of targets, from 0 on
     * @param result null where it could not be decided; so are rule and origin
     * @param held what is held back in the set that is shown, with the version
     * @param cause the number of its cause; null where there is none
     * @param expected whether it is; null where nobody said what was expected, or it could not be decided
     */
    public record Failure(
            String first,
            String second,
            int target,
            @Nullable String result,
            @Nullable String rule,
            @Nullable String origin,
            Map<String, String> held,
            @Nullable Integer cause,
            @Nullable Boolean expected) {}

    /**
     * The round beside the file of expected failures.
     *
     * @param covered how many failures are expected
     * @param unexpected how many are not, by result
     * @param over what is no longer put up with
     * @param idle what no longer fails
     */
    public record Expected(long covered, Map<String, Long> unexpected, List<Entry> over, List<Entry> idle) {}

    /** An entry of that file. */
    public record Entry(String what, String reason, LocalDate until, String place) {}
}
