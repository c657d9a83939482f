package org.compatserver.round.solving;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.spi.VersionSet;

/** How bindings are worded. */
final class Words {
    private static final int MOST_RUNS = 6;

    private Words() {}

    /** A requirement, its clauses in order, without its marker, which holds on the target. */
    static String requirement(String source) {
        return switch (Requirement.parse(source)) {
            case Parsed.Bad<Requirement> _ -> source;
            case Parsed.Ok<Requirement>(Requirement read) -> {
                String extras = read.extras().stream().map(Extra::toString).collect(Collectors.joining(","));
                yield read.project() + (extras.isEmpty() ? "" : "[" + extras + "]") + read.specifiers();
            }
        };
    }

    /**
     * Versions of a project, those that have no file left aside: {@code 2.9.2}, {@code 2.31.0 to 2.44.0}. Where final releases are among them,
     * pre-releases that count only if clauses admit them are left aside, too.
     */
    static String versions(Site site, VersionSet versions) {
        VersionSet counting = counting(site, versions);
        return runs(site.releases.versions(), versions.and(counting), site.possible.and(counting));
    }

    /** What is told of versions: all of them where pre-releases count, or nothing else is among them. */
    static VersionSet counting(Site site, VersionSet versions) {
        VersionSet finals = site.releases.preReleases().complement();
        return site.releases.everyPreRelease() || versions.isDisjointFrom(finals)
                ? VersionSet.all(versions.size())
                : finals;
    }

    private static String runs(List<Version> all, VersionSet versions, VersionSet possible) {
        List<String> runs = new ArrayList<>();
        for (int p = versions.lowest(); p >= 0; p = next(versions, p)) {
            int from = p;
            for (int after = next(possible, p); after >= 0 && versions.contains(after); ) {
                p = after;
                after = next(possible, p);
            }
            runs.add(from == p ? all.get(p).toString() : all.get(from) + " to " + all.get(p));
        }
        if (runs.size() > MOST_RUNS) {
            List<String> some = new ArrayList<>(runs.subList(0, MOST_RUNS - 2));
            some.add("… (" + (runs.size() - MOST_RUNS + 1) + " more ranges)");
            some.add(runs.getLast());
            runs = some;
        }
        return String.join(", ", runs);
    }

    private static int next(VersionSet versions, int position) {
        for (int p = position + 1; p < versions.size(); p++) {
            if (versions.contains(p)) {
                return p;
            }
        }
        return -1;
    }
}
