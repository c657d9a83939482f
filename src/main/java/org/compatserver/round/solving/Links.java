package org.compatserver.round.solving;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.compatserver.resolver.spi.VersionSet;

/** Which lines of a core only lead from one of the two packages to another line's project. */
final class Links {
    private final List<Line> core;

    Links(List<Line> core) {
        this.core = core;
    }

    /** Those after which nothing else says anything of the project that they lead to. */
    Set<Line> of(Reasons.Question question) {
        Set<Line> links = new HashSet<>();
        links.addAll(from(question.one().site, question.positions()));
        links.addAll(from(question.other().site, question.otherPositions()));
        links.removeIf(link ->
                core.stream().anyMatch(line -> line.on().base.id == link.on().base.id && !links.contains(line)));
        return links;
    }

    private Set<Line> from(Site root, VersionSet positions) {
        Map<Site, VersionSet> forced = new HashMap<>();
        forced.put(root, positions.and(root.possible));
        Set<Line> links = new HashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Line line : core) {
                more |= follow(line, forced, links);
            }
        }
        return links;
    }

    private boolean follow(Line line, Map<Site, VersionSet> forced, Set<Line> links) {
        VersionSet domain = forced.get(line.by().base);
        Site target = line.on().base;
        boolean leads = core.stream().anyMatch(other -> other.by().base.id == target.id);
        if (domain == null || !leads || forced.containsKey(target)) {
            return false;
        }
        List<Line> same = core.stream()
                .filter(other -> other.by().base.id == line.by().base.id && other.on().base.id == target.id)
                .toList();
        VersionSet covered = VersionSet.none(domain.size());
        VersionSet allowed = VersionSet.none(target.size());
        for (Line one : same) {
            covered = covered.or(one.versions());
            allowed = allowed.or(one.allowed());
        }
        if (!domain.isSubsetOf(covered)) {
            return false;
        }
        forced.put(target, allowed.and(target.possible));
        links.addAll(same);
        return true;
    }
}
