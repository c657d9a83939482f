package org.compatserver.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question, as every face gives it: over HTTP, as {@code --json}, and behind the command line's text. The components' order is the
 * order on the wire; all of them are always there.
 *
 * @param result SUCCESS, CHECK_WARNING, INSTALL_ERROR or UNKNOWN
 * @param packages what was asked, as it was asked
 * @param description null on SUCCESS; else one to three sentences
 * @param requirements all pins in the form of pip freeze; null when there is none
 * @param dependencyInfo one a pin, by name, in the same order; null when there is none
 * @param pythonVersion exact
 * @param asOf the moment asked about; null for now
 * @param indexTime fetch time of the oldest page used
 * @param indexSource live, cache or snapshot: the least fresh used
 * @param heldBack requested packages that are older than they could be alone
 * @param alternatives what would be held back instead, a list each
 * @param dragged dependencies older than in the answer to one of the packages alone, or gone
 * @param unknown files on which the answer depends
 * @param assumed source archives whose egg-info was taken at its word
 * @param explanation why; null on SUCCESS
 * @param since since when the packages as a whole have not fitted at their newest; null where that was not asked, and on SUCCESS
 * @param notices what else the asker should know, a sentence each
 */
public record Reply(
        String result,
        List<String> packages,
        @Nullable String description,
        @Nullable String requirements,
        @Nullable Map<String, Dependency> dependencyInfo,
        String pythonVersion,
        String platform,
        String sources,
        String engine,
        @Nullable Instant asOf,
        @Nullable Instant indexTime,
        @Nullable String indexSource,
        List<Held> heldBack,
        List<List<Alternative>> alternatives,
        List<Dragged> dragged,
        List<UnknownFile> unknown,
        List<String> assumed,
        @Nullable Explained explanation,
        @Nullable Beginning since,
        Instant checkedAt,
        List<String> notices) {

    /**
     * A pin and how current it is.
     *
     * @param whyNotNewer null when it is the latest or newer
     */
    public record Dependency(
            String installedVersion,
            @Nullable Instant installedVersionTime,
            String latestVersion,
            @Nullable Instant latestVersionTime,
            Instant currentTime,
            boolean isLatest,
            @Nullable NotNewer whyNotNewer) {}

    /**
     * A requested package that is held back.
     *
     * @param from its newest version
     * @param to the version it is held at
     * @param since since when what holds it back has done so, of the requested packages those counting that are needed for that; null where that was not asked
     */
    public record Held(
            String name,
            String from,
            String to,
            int releasesBehind,
            @Nullable Long lagDays,
            String because,
            @Nullable Beginning since) {}

    /** The same in another set; implausible when that set holds something back by more than three years. */
    public record Alternative(
            String name,
            String from,
            String to,
            int releasesBehind,
            @Nullable Long lagDays,
            String because,
            @Nullable Beginning since,
            boolean implausible) {}

    /**
     * A dependency that is older together than alone.
     *
     * @param from the newest version that it has in the answers to the requested packages alone
     * @param to its version here; null when it is gone
     * @param because why, a clause without its full stop; null where that is not evident
     * @param boundBy the clauses that exclude the version it has alone, each by itself
     */
    public record Dragged(
            String name,
            String from,
            @Nullable String to,
            @Nullable String because,
            List<NotNewer.BoundBy> boundBy) {}

    /** A file whose metadata cannot be had without building it. */
    public record UnknownFile(String file, String reason, String settledBy) {}

    /**
     * Why.
     *
     * @param text for people: all of the following
     * @param summary one sentence
     * @param lines the argument, from what was asked for down to where it clashes; none of them can be left out, unless the budget ended before that was found out
     * @param remedies what would free it, a sentence each; of many some, unless all was asked for
     * @param freedBy the same as data, all of it
     * @param hints what else bears on it, a sentence each
     * @param tree the argument as data; null where there is no proof
     */
    public record Explained(
            String text,
            String summary,
            List<Told> lines,
            List<String> remedies,
            List<Freed> freedBy,
            List<String> hints,
            @Nullable ProofTree tree) {}

    /**
     * One line of an argument.
     *
     * @param steps the numbers of those steps of the tree that say it
     */
    public record Told(String text, List<Integer> steps) {}
}
