package org.compatserver.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.compatserver.pep.distribution.Tag;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * A project as a scope sees it: which versions have a file that counts, which file is tried first, and what has been found out about their
 * dependencies. The filters are pip's, in pip's order (resolution semantics, "Link filter order in pip"): tags, upload time, kind, an old source archive's Python, Requires-Python.
 */
final class ProjectView {
    private static final int STANDING = 1;
    private static final int YANKED = 2;

    private final CompiledProject project;
    private final ScopeTable scope;
    private final @Nullable ProjectView later;
    private final String[] tagTexts;
    private final String[] pythonTexts;
    private final int[] ranks;
    private final boolean[] pythonFits;
    private final VersionSet usable;
    private final VersionSet yanked;
    private final AtomicReferenceArray<@Nullable Answer> answers;
    private final AtomicReferenceArray<@Nullable Chosen> chosen;
    private final Map<Extra, AtomicReferenceArray<@Nullable Answer>> answersWithExtra = new ConcurrentHashMap<>();
    private int filesWithoutTime = -1;

    /** @param later the view of a later moment that differs in nothing else; null when there is none */
    ProjectView(CompiledProject project, ScopeTable scope, @Nullable ProjectView later) {
        this.project = project;
        this.scope = scope;
        this.later = later;
        this.tagTexts = project.tagSets();
        this.pythonTexts = project.pythons();
        this.ranks = new int[tagTexts.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = scope.target().rank(tagTexts[i]);
        }
        this.pythonFits = new boolean[pythonTexts.length];
        for (int i = 0; i < pythonFits.length; i++) {
            pythonFits[i] = scope.target().pythonFits(pythonTexts[i]);
        }
        int[] states = states();
        int size = states.length;
        this.usable = VersionSet.where(size, position -> states[position] != 0);
        this.yanked = VersionSet.where(size, position -> states[position] == YANKED);
        this.answers = new AtomicReferenceArray<>(size);
        this.chosen = new AtomicReferenceArray<>(size);
    }

    CompiledProject project() {
        return project;
    }

    /** Versions with a file that counts. */
    VersionSet usable() {
        return usable;
    }

    /** Versions whose every file that counts is yanked. */
    VersionSet yanked() {
        return yanked;
    }

    /** For each version, whether a file counts that is not yanked, and whether one does that is. */
    private int[] states() {
        long[][] entries = project.profileEntries();
        int[] ofProfile = new int[entries.length];
        for (int i = 0; i < entries.length; i++) {
            for (long entry : entries[i]) {
                ofProfile[i] |= state(entry);
            }
        }
        int[] states = project.profiles();
        if (!scope.hasMoment()) {
            for (int i = 0; i < states.length; i++) {
                states[i] = ofProfile[states[i]];
            }
            return states;
        }
        long[] earliest = project.earliestUploads();
        long[] latest = project.latestUploads();
        for (int i = 0; i < states.length; i++) {
            states[i] =
                    scope.exists(latest[i]) ? ofProfile[states[i]] : scope.exists(earliest[i]) ? stateOfFiles(i) : 0;
        }
        return states;
    }

    private int stateOfFiles(int position) {
        int state = 0;
        for (int file = project.firstFile(position); file < project.endOfFiles(position); file++) {
            if (scope.exists(project.uploaded(file))) {
                state |= state(project.kind(file));
            }
        }
        return state;
    }

    private int state(long entry) {
        return !counts(entry) ? 0 : ProjectFormat.yanked(entry) ? YANKED : STANDING;
    }

    private boolean counts(long entry) {
        int python = ProjectFormat.python(entry);
        return kindCounts(ProjectFormat.tagSet(entry)) && (python < 0 || pythonFits[python]);
    }

    private boolean kindCounts(int tagSet) {
        return tagSet < 0 ? !scope.wheelsOnly() : ranks[tagSet] < Integer.MAX_VALUE;
    }

    private boolean counts(int file) {
        return scope.exists(project.uploaded(file)) && counts(project.kind(file));
    }

    /**
     * The files of a version that would be tried, the best first: those not yanked, or if all that count are yanked, these; by tags, build tag, and the
     * one listed last first (pip sorts ascending and walks backwards).
     */
    List<Integer> candidates(int position) {
        List<Integer> standing = new ArrayList<>();
        List<Integer> withdrawn = new ArrayList<>();
        for (int file = project.firstFile(position); file < project.endOfFiles(position); file++) {
            if (counts(file)) {
                (ProjectFormat.yanked(project.kind(file)) ? withdrawn : standing).add(file);
            }
        }
        List<Integer> candidates = standing.isEmpty() ? withdrawn : standing;
        if (candidates.size() > 1) {
            candidates.sort(Comparator.comparingInt(this::rank)
                    .thenComparing(project::build, Comparator.reverseOrder())
                    .thenComparing(Comparator.reverseOrder()));
        }
        return candidates;
    }

    private int rank(int file) {
        int tagSet = project.tagSet(file);
        return tagSet < 0 ? Integer.MAX_VALUE : ranks[tagSet];
    }

    /** Why a version has no file that counts; of -1, why the project has no version. */
    Unavailable unavailable(int position) {
        if (position < 0) {
            return project.known() ? new Unavailable.NoFile() : new Unavailable.UnknownProject();
        }
        List<Integer> existing = new ArrayList<>();
        for (int file = project.firstFile(position); file < project.endOfFiles(position); file++) {
            if (scope.exists(project.uploaded(file))) {
                existing.add(file);
            }
        }
        if (existing.isEmpty()) {
            return new Unavailable.UploadedLater();
        }
        for (int file : existing.reversed()) {
            int python = ProjectFormat.python(project.kind(file));
            if (kindCounts(project.tagSet(file)) && python >= 0) {
                return new Unavailable.RequiresPython(pythonTexts[python]);
            }
        }
        List<String> tags = existing.stream()
                .filter(file -> project.tagSet(file) >= 0)
                .flatMap(file -> TargetTable.parseTags(tagTexts[project.tagSet(file)]).stream())
                .map(Tag::toString)
                .distinct()
                .toList();
        return tags.isEmpty() ? new Unavailable.SourceOnly() : new Unavailable.NoMatchingWheel(tags);
    }

    /** The first upload among the files of a version that count; null when the index says none. */
    @Nullable
    Instant released(int position) {
        long first = Long.MAX_VALUE;
        for (int file = project.firstFile(position); file < project.endOfFiles(position); file++) {
            if (counts(file) && project.uploaded(file) != Micros.UNKNOWN) {
                first = Math.min(first, project.uploaded(file));
            }
        }
        return first == Long.MAX_VALUE ? null : Micros.instant(first);
    }

    /** When the files of a version that count were uploaded: each microsecond once, ascending. */
    long[] uploads(int position) {
        return IntStream.range(project.firstFile(position), project.endOfFiles(position))
                .filter(this::counts)
                .mapToLong(project::uploaded)
                .sorted()
                .distinct()
                .toArray();
    }

    /** The files of a version that count and were uploaded in that microsecond. */
    List<String> uploadedAt(int position, long micros) {
        return IntStream.range(project.firstFile(position), project.endOfFiles(position))
                .filter(file -> counts(file) && project.uploaded(file) == micros)
                .mapToObj(project::filename)
                .toList();
    }

    /** As {@link #released}, with files that the question's moment hides. */
    @Nullable
    Instant uploadedEver(int position) {
        long first = Long.MAX_VALUE;
        for (int file = project.firstFile(position); file < project.endOfFiles(position); file++) {
            if (counts(project.kind(file)) && project.uploaded(file) != Micros.UNKNOWN) {
                first = Math.min(first, project.uploaded(file));
            }
        }
        return first == Long.MAX_VALUE ? null : Micros.instant(first);
    }

    /** Why the version was yanked: the first reason given for a file that counts; null where there is none. */
    @Nullable
    String yankReason(int position) {
        for (int file = project.firstFile(position); file < project.endOfFiles(position); file++) {
            String reason = counts(file) ? project.yankReason(file) : null;
            if (reason != null && !reason.isBlank()) {
                return reason;
            }
        }
        return null;
    }

    /** How many files have no upload time; counted once. */
    int filesWithoutTime() {
        int known = filesWithoutTime;
        if (known < 0) {
            known = countFilesWithoutTime();
            filesWithoutTime = known;
        }
        return known;
    }

    private int countFilesWithoutTime() {
        int count = 0;
        int end = project.versions().isEmpty()
                ? 0
                : project.firstFile(project.versions().size());
        for (int file = 0; file < end; file++) {
            count += project.uploaded(file) == Micros.UNKNOWN ? 1 : 0;
        }
        return count;
    }

    /** The newest version that pip would take if nothing but its name were asked for; -1 if none is usable. */
    int newest(boolean preReleases) {
        VersionSet finals = usable.minus(project.preReleases());
        VersionSet admitted = preReleases || finals.isEmpty() ? usable : finals;
        VersionSet standing = admitted.minus(yanked);
        return (standing.isEmpty() ? admitted : standing).highest();
    }

    /** What was found out before about the file of a version that would be installed; null for nothing. */
    @Nullable
    Chosen chosen(int position) {
        return chosen.get(position);
    }

    void choose(int position, @Nullable Chosen file) {
        chosen.set(position, file);
    }

    /** What was found out before about the dependencies of a version; null for nothing. */
    @Nullable
    Answer answer(@Nullable Extra extra, int position) {
        AtomicReferenceArray<@Nullable Answer> known = extra == null ? answers : answersWithExtra.get(extra);
        Answer answer = known == null ? null : known.get(position);
        return answer == null ? inherited(extra, position) : answer;
    }

    /** As long as the file that is chosen later exists, it is chosen: the others that exist are among those that it is preferred to. */
    private @Nullable Answer inherited(@Nullable Extra extra, int position) {
        Answer answer = later == null ? null : later.answer(extra, position);
        if (answer == null || answer.file() < 0 || !scope.exists(project.uploaded(answer.file()))) {
            return null;
        }
        remember(extra, position, answer);
        return answer;
    }

    void remember(@Nullable Extra extra, int position, Answer answer) {
        AtomicReferenceArray<@Nullable Answer> known = extra == null
                ? answers
                : answersWithExtra.computeIfAbsent(extra, key -> new AtomicReferenceArray<>(answers.length()));
        known.set(position, answer);
    }
}
