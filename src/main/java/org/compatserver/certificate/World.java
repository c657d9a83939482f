package org.compatserver.certificate;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.compatserver.certificate.Evidence.File;
import org.compatserver.certificate.Evidence.Metadata;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.BuildTag;
import org.compatserver.pep.distribution.CoreMetadata;
import org.compatserver.pep.distribution.SourceFilename;
import org.compatserver.pep.distribution.WheelFilename;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.SupportedTags;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Question;
import org.jspecify.annotations.Nullable;

/** The index as one question sees it: which files count, which one of a version would be installed, and what it requires. */
final class World {
    private final Question question;
    private final Evidence evidence;
    private final SupportedTags tags;
    private final Version python;
    private final Map<ProjectName, List<Release>> releases = new HashMap<>();

    World(Question question, Evidence evidence) {
        this.question = question;
        this.evidence = evidence;
        this.tags = question.target().tags();
        this.python = Version.of(question.target().python().toString());
    }

    /**
     * A version of a project.
     *
     * @param candidates the files that count, in the order in which they would be tried; empty when none does
     * @param yanked whether all of these are yanked
     */
    record Release(ProjectName project, Version version, List<File> candidates, boolean yanked) {
        boolean usable() {
            return !candidates.isEmpty();
        }
    }

    /** What can be said of a version beyond its page. */
    sealed interface State {
        /** It can be installed, from this file. */
        record Installable(File file, CoreMetadata metadata, boolean assumed) implements State {}

        /** What it requires cannot be known without building; to a strict question its egg-info does not count. */
        record Unknowable(File file) implements State {}

        /** It cannot be installed. */
        record Impossible() implements State {}
    }

    Question question() {
        return question;
    }

    /** All versions of the project, ascending. */
    List<Release> releases(ProjectName project) {
        return releases.computeIfAbsent(project, this::readReleases);
    }

    List<Version> versions(ProjectName project) {
        return releases(project).stream().map(Release::version).toList();
    }

    @Nullable
    Release release(ProjectName project, Version version) {
        return releases(project).stream()
                .filter(release -> release.version().equals(version))
                .findFirst()
                .orElse(null);
    }

    private List<Release> readReleases(ProjectName project) {
        Map<Version, List<File>> byVersion = new TreeMap<>();
        for (File file : evidence.files(project)) {
            byVersion
                    .computeIfAbsent(file.name().version(), v -> new ArrayList<>())
                    .add(file);
        }
        List<Release> result = new ArrayList<>();
        byVersion.forEach((version, files) -> result.add(readRelease(project, version, files)));
        return result;
    }

    /** Of equal files the one listed last is tried first: pip sorts ascending and walks backwards. */
    private Release readRelease(ProjectName project, Version version, List<File> files) {
        List<File> counting = files.stream().filter(this::counts).toList();
        List<File> standing = counting.stream().filter(file -> !file.yanked()).toList();
        List<File> candidates = new ArrayList<>(standing.isEmpty() ? counting : standing);
        candidates.sort(Comparator.comparingInt(this::rank).reversed().thenComparing(World::build));
        return new Release(project, version, candidates.reversed(), standing.isEmpty() && !counting.isEmpty());
    }

    private boolean counts(File file) {
        return kindCounts(file) && uploadedInTime(file.uploaded()) && pythonFits(file.requiresPython());
    }

    private boolean kindCounts(File file) {
        return switch (file.name()) {
            case WheelFilename wheel -> tags.rank(wheel.tags()) < Integer.MAX_VALUE;
            case SourceFilename source ->
                question.sources() != Question.Sources.WHEELS
                        && source.fits(
                                question.target().python().major(),
                                question.target().python().minor());
        };
    }

    private boolean uploadedInTime(@Nullable Instant uploaded) {
        Instant moment = question.asOf();
        return moment == null || uploaded == null || uploaded.isBefore(moment);
    }

    /** Text that cannot be read means no restriction (pip's rule). */
    private boolean pythonFits(@Nullable String specifiers) {
        return specifiers == null
                || switch (SpecifierSet.parse(specifiers)) {
                    case Parsed.Ok<SpecifierSet>(var set) -> set.contains(python);
                    case Parsed.Bad<SpecifierSet> bad -> true;
                };
    }

    private int rank(File file) {
        return switch (file.name()) {
            case WheelFilename wheel -> tags.rank(wheel.tags());
            case SourceFilename source -> Integer.MAX_VALUE;
        };
    }

    private static BuildTag build(File file) {
        return switch (file.name()) {
            case WheelFilename wheel -> wheel.build();
            case SourceFilename source -> new BuildTag(BigInteger.valueOf(-1), "");
        };
    }

    /** The first file that speaks of the version it is named after decides (pip's rule). */
    State state(Release release) {
        for (File file : release.candidates()) {
            switch (file.metadata().get()) {
                case Metadata.Unknowable unknowable -> {
                    return new State.Unknowable(file);
                }
                case Metadata.Invalid invalid -> {
                    return new State.Impossible();
                }
                case Metadata.Known(var metadata, var assumed) -> {
                    if (metadata.version().equals(release.version())) {
                        if (!installable(release, metadata)) {
                            return new State.Impossible();
                        }
                        return assumed && question.strict()
                                ? new State.Unknowable(file)
                                : new State.Installable(file, metadata, assumed);
                    }
                }
            }
        }
        return new State.Impossible();
    }

    private boolean installable(Release release, CoreMetadata metadata) {
        SpecifierSet requiresPython = metadata.requiresPython();
        return ProjectName.of(metadata.name()).equals(release.project())
                && (requiresPython == null || requiresPython.contains(python))
                && metadata.requiresDist().stream().allMatch(requirement -> evaluates(requirement, metadata));
    }

    /** A comparison that has no meaning, or a direct address that would be followed, makes the version useless. */
    private boolean evaluates(Requirement requirement, CoreMetadata metadata) {
        List<@Nullable Extra> extras = new ArrayList<>(metadata.providesExtra());
        extras.add(null);
        for (Extra extra : extras) {
            if (holds(requirement, extra) instanceof Parsed.Bad<Boolean>) {
                return false;
            }
        }
        return requirement.address() == null || !active(requirement, null);
    }

    private Parsed<Boolean> holds(Requirement requirement, @Nullable Extra extra) {
        return requirement.marker() == null
                ? Parsed.ok(true)
                : requirement.marker().evaluate(question.target().environment(), extra);
    }

    boolean active(Requirement requirement, @Nullable Extra extra) {
        return holds(requirement, extra) instanceof Parsed.Ok<Boolean>(var value) && value;
    }

    /** What a version requires with one of its extras, or (null) without; an extra that it does not have adds nothing. */
    List<Requirement> requirements(CoreMetadata metadata, @Nullable Extra extra) {
        if (extra != null && !metadata.providesExtra().contains(extra)) {
            return List.of();
        }
        return metadata.requiresDist().stream()
                .filter(requirement -> active(requirement, extra))
                .toList();
    }

    /** The question's requirements that count on its target. */
    List<Requirement> asked() {
        return question.requirements().stream()
                .filter(requirement -> active(requirement, null))
                .toList();
    }

    /** The clauses that the question's constraints put on the project. */
    List<SpecifierSet> constraints(ProjectName project) {
        return question.constraints().stream()
                .filter(requirement -> requirement.project().equals(project) && active(requirement, null))
                .map(Requirement::specifiers)
                .toList();
    }
}
