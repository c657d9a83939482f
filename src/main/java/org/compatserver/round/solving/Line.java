package org.compatserver.round.solving;

import java.util.ArrayList;
import java.util.List;
import org.compatserver.resolver.Cause;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.Term;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.VersionSet;

/**
 * What versions of a project require of another in the same words.
 *
 * @param versions those of which it is said
 * @param allowed what the words allow
 */
record Line(Site by, VersionSet versions, Site on, VersionSet allowed, String words, Dependency dependency) {
    /** The requirements on a project of such versions, a line for each wording. */
    static List<Line> of(Site by, VersionSet versions, Site on) {
        List<Line> lines = new ArrayList<>();
        for (int p = versions.highest(); p >= 0; p = versions.below(p)) {
            for (Dependency dependency : by.needs(p).requirements()) {
                if (dependency.target().equals(on.key)) {
                    add(lines, by, VersionSet.of(versions.size(), p), on, dependency);
                }
            }
        }
        return lines;
    }

    /** Adds what some versions require, to the line in the same words if there is one. */
    static void add(List<Line> lines, Site by, VersionSet versions, Site on, Dependency dependency) {
        String words = by.words(dependency);
        VersionSet allowed = dependency.clause().allowed();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.by == by && line.on == on && line.words.equals(words) && line.allowed.equals(allowed)) {
                lines.set(i, new Line(by, line.versions.or(versions), on, allowed, words, line.dependency));
                return;
            }
        }
        lines.add(new Line(by, versions, on, allowed, words, dependency));
    }

    /** As the solver is told of it. */
    External fact() {
        return new External(
                List.of(new Term(by.key, true, versions), new Term(on.key, false, allowed)),
                new Cause.Requires(List.of(dependency)));
    }
}
