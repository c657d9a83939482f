package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Derivation.Subject;
import org.compatserver.verdict.Derivation.Versions;
import org.compatserver.verdict.Derivation.Versions.Run;
import org.compatserver.verdict.Listing.Others;
import org.jspecify.annotations.Nullable;

/** Versions of projects in words: {@code google-api-core 2.31.0 and later}, {@code every version of six}. */
final class Phrases {
    /** Ranges with more runs than this are cut. */
    private static final int MOST_RUNS = 5;

    private final Map<ProjectName, Listing> listings;

    Phrases(Map<ProjectName, Listing> listings) {
        this.listings = listings;
    }

    /** A noun phrase, and whether its verb is in the plural. */
    record Phrase(String text, boolean plural) {
        String verb(String singular, String plural) {
            return text + " " + (this.plural ? plural : singular);
        }
    }

    String name(Subject subject) {
        ProjectName project = subject.project();
        if (project == null) {
            return subject.toString();
        }
        return listing(project).name() + (subject.extra() == null ? "" : "[" + subject.extra() + "]");
    }

    Phrase of(Subject subject, Versions versions) {
        Range range = range(subject, versions);
        return range.every() && others(subject) != Others.OLDER
                ? new Phrase(
                        (others(subject) == Others.NONE ? "every version of " : "every usable version of ")
                                + name(subject),
                        false)
                : new Phrase(name(subject) + " " + range.text(), range.many());
    }

    /** Versions beside those that a sentence is about: {@code older versions of tensorflow}. */
    Phrase aside(Subject subject, Versions versions) {
        if (areWorthNaming(subject, versions)) {
            return of(subject, versions);
        }
        return new Phrase(
                (others(subject) == Others.OLDER ? "older" : "other") + " versions of " + name(subject), true);
    }

    /** Whether it is one version, or some of those worth naming are among them. */
    boolean areWorthNaming(Subject subject, Versions versions) {
        boolean one = versions.runs().size() == 1
                && versions.runs()
                        .getFirst()
                        .first()
                        .equals(versions.runs().getFirst().last());
        return one || known(subject).stream().anyMatch(version -> versions.contains(version));
    }

    /** Whether the versions worth naming are all among these. */
    boolean isEvery(Subject subject, Versions versions) {
        List<Version> known = known(subject);
        return known.size() > 1 && known.stream().allMatch(version -> versions.contains(version));
    }

    private Others others(Subject subject) {
        return subject.project() == null
                ? Others.NONE
                : listing(subject.project()).others();
    }

    /** The same where no particular version is a matter of course: {@code b}, {@code b 1.0 to 1.4}. */
    String needed(Subject subject, Versions versions) {
        if (versions.runs().isEmpty()) {
            return "a version of " + name(subject) + " that does not exist";
        }
        Range range = range(subject, versions);
        return range.every() ? name(subject) : name(subject) + " " + range.text();
    }

    /** The versions worth naming. */
    List<Version> known(Subject subject) {
        return subject.project() == null
                ? List.of()
                : listing(subject.project()).versions();
    }

    /** Whether, of the versions worth naming, all in {@code inner} are in {@code outer}. */
    boolean isWithin(Subject subject, Versions inner, Versions outer) {
        List<Version> known = known(subject);
        for (Run run : inner.runs()) {
            int found = Collections.binarySearch(known, run.first());
            for (int i = found < 0 ? -found - 1 : found; i < known.size(); i++) {
                Version version = known.get(i);
                if (version.compareTo(run.last()) > 0) {
                    break;
                }
                if (!outer.contains(version)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The versions of all; runs that overlap are made one. */
    static Versions union(List<Versions> parts) {
        List<Run> runs = parts.stream()
                .flatMap(versions -> versions.runs().stream())
                .sorted((a, b) -> a.first().compareTo(b.first()))
                .toList();
        List<Run> merged = new ArrayList<>();
        for (Run run : runs) {
            if (!merged.isEmpty() && run.first().compareTo(merged.getLast().last()) <= 0) {
                Run last = merged.removeLast();
                merged.add(new Run(last.first(), last.last().compareTo(run.last()) >= 0 ? last.last() : run.last()));
            } else {
                merged.add(run);
            }
        }
        return new Versions(merged);
    }

    /** A joined list: {@code a}, {@code a and b}, {@code a, b and c}. */
    static String join(List<String> parts, String conjunction) {
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        return String.join(", ", parts.subList(0, parts.size() - 1)) + " " + conjunction + " " + parts.getLast();
    }

    boolean isKnown(Subject subject) {
        return subject.project() == null || listing(subject.project()).known();
    }

    /** The newest version worth naming; null when there is none. */
    @Nullable
    Version newest(Subject subject) {
        List<Version> versions = known(subject);
        return versions.isEmpty() ? null : versions.getLast();
    }

    private Listing listing(ProjectName project) {
        return Objects.requireNonNullElse(
                listings.get(project), new Listing(project.normalized(), true, Listing.Others.NONE, List.of()));
    }

    private record Range(String text, boolean many, boolean every) {}

    private Range range(Subject subject, Versions versions) {
        List<Version> known = known(subject);
        List<int[]> spans = spans(versions, known);
        if (spans.isEmpty()) {
            List<String> parts = versions.runs().stream().map(Phrases::bare).toList();
            boolean many = versions.runs().size() > 1
                    || versions.runs().stream().anyMatch(run -> !run.first().equals(run.last()));
            return new Range(parts.isEmpty() ? "(no version)" : join(cut(parts), "and"), many, false);
        }
        boolean every = spans.size() == 1 && spans.getFirst()[0] == 0 && spans.getFirst()[1] == known.size() - 1;
        List<String> parts = spans.stream()
                .map(span -> text(span[0], span[1], known, others(subject)))
                .toList();
        boolean many = spans.size() > 1 || spans.getFirst()[0] != spans.getFirst()[1];
        return new Range(join(cut(parts), "and"), many, every && known.size() > 1);
    }

    private static List<String> cut(List<String> parts) {
        if (parts.size() <= MOST_RUNS) {
            return parts;
        }
        List<String> some = new ArrayList<>(parts.subList(0, MOST_RUNS - 2));
        some.add("… (" + (parts.size() - MOST_RUNS + 1) + " more ranges)");
        some.add(parts.getLast());
        return some;
    }

    private static String bare(Run run) {
        return run.first().equals(run.last()) ? run.first().toString() : run.first() + " to " + run.last();
    }

    private static String text(int from, int to, List<Version> known, Others others) {
        if (from == to) {
            return known.get(from).toString();
        }
        if (to == known.size() - 1) {
            return known.get(from) + " and later";
        }
        return from == 0 && others == Others.NONE ? "up to " + known.get(to) : known.get(from) + " to " + known.get(to);
    }

    /** The runs as first and last indices into the known versions, those that touch there made one. */
    private static List<int[]> spans(Versions versions, List<Version> known) {
        List<int[]> spans = new ArrayList<>();
        for (Run run : versions.runs()) {
            int from = atOrAbove(run.first(), known);
            int to = atOrAbove(run.last(), known);
            to = to < known.size() && known.get(to).equals(run.last()) ? to : to - 1;
            if (from > to) {
                continue;
            }
            if (!spans.isEmpty() && spans.getLast()[1] >= from - 1) {
                spans.getLast()[1] = to;
            } else {
                spans.add(new int[] {from, to});
            }
        }
        return spans;
    }

    private static int atOrAbove(Version version, List<Version> known) {
        int found = Collections.binarySearch(known, version);
        return found < 0 ? -found - 1 : found;
    }
}
