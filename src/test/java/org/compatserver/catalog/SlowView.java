package org.compatserver.catalog;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.ProjectPage;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.BuildTag;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.distribution.SourceFilename;
import org.compatserver.pep.distribution.WheelFilename;
import org.compatserver.pep.target.SupportedTags;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;

/** A page as a scope sees it, computed from the page itself, one file at a time: the obviously right twin of the compiled view. */
final class SlowView {
    private final Scope scope;
    private final SupportedTags tags;
    private final Version python;
    private final Map<Version, List<Listed>> versions = new TreeMap<>();

    /** A file whose name can be read, with its place on the page. */
    record Listed(DistributionFile file, DistributionFilename name, int place) {}

    SlowView(ProjectPage page, Scope scope) {
        this.scope = scope;
        this.tags = scope.target().tags();
        this.python = Version.of(scope.target().python().toString());
        for (int i = 0; i < page.files().size(); i++) {
            DistributionFile file = page.files().get(i);
            if (DistributionFilename.parse(file.filename(), page.project())
                    instanceof Parsed.Ok<DistributionFilename>(var name)) {
                versions.computeIfAbsent(name.version(), v -> new ArrayList<>()).add(new Listed(file, name, i));
            }
        }
    }

    List<Version> versions() {
        return List.copyOf(versions.keySet());
    }

    List<Listed> files(Version version) {
        return versions.getOrDefault(version, List.of());
    }

    boolean counts(Listed listed) {
        return kindCounts(listed) && inTime(listed) && pythonFits(listed);
    }

    boolean kindCounts(Listed listed) {
        return switch (listed.name()) {
            case WheelFilename wheel -> rank(listed) < Integer.MAX_VALUE;
            case SourceFilename source -> !scope.wheelsOnly();
        };
    }

    boolean inTime(Listed listed) {
        Instant uploaded = listed.file().uploadTime();
        return scope.asOf() == null || uploaded == null || uploaded.isBefore(scope.asOf());
    }

    boolean pythonFits(Listed listed) {
        String text = listed.file().requiresPython();
        return text == null
                || !(SpecifierSet.parse(text) instanceof Parsed.Ok<SpecifierSet>(var set))
                || set.contains(python);
    }

    private int rank(Listed listed) {
        return listed.name() instanceof WheelFilename wheel ? tags.rank(wheel.tags()) : Integer.MAX_VALUE;
    }

    private static BuildTag build(Listed listed) {
        return listed.name() instanceof WheelFilename wheel ? wheel.build() : new BuildTag(BigInteger.valueOf(-1), "");
    }

    /** The names of the files that would be tried, in order. */
    List<String> candidates(Version version) {
        List<Listed> counting = files(version).stream().filter(this::counts).toList();
        List<Listed> standing =
                counting.stream().filter(one -> one.file().yanked() == null).toList();
        return (standing.isEmpty() ? counting : standing)
                .stream()
                        .sorted(Comparator.comparingInt(this::rank)
                                .thenComparing(SlowView::build, Comparator.reverseOrder())
                                .thenComparing(Listed::place, Comparator.reverseOrder()))
                        .map(one -> one.file().filename())
                        .toList();
    }

    boolean isYanked(Version version) {
        return files(version).stream()
                .filter(this::counts)
                .allMatch(one -> one.file().yanked() != null);
    }

    /** The simple name of the reason why no file counts. */
    String unavailable(Version version) {
        List<Listed> existing = files(version).stream().filter(this::inTime).toList();
        if (existing.isEmpty()) {
            return "UploadedLater";
        }
        if (existing.stream().anyMatch(this::kindCounts)) {
            return "RequiresPython";
        }
        return existing.stream().anyMatch(one -> one.name() instanceof WheelFilename)
                ? "NoMatchingWheel"
                : "SourceOnly";
    }
}
