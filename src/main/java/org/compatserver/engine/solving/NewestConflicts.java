package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.VersionSet;

/**
 * What pip check would print if every requested package were installed at its newest: the packages' own answers are laid over each other, of two versions of
 * a project the newer one stays, and every requirement is looked at again.
 */
final class NewestConflicts {
    private final PackageSource source;
    private final Search search;
    private final SortedMap<ProjectName, Integer> installed = new TreeMap<>();

    private NewestConflicts(PackageSource source, Search search) {
        this.source = source;
        this.search = search;
    }

    /** The lines, sorted by the project that requires; none when the budget ends before they are known. */
    static List<String> of(List<Ask> asks, PackageSource source, Search search) {
        NewestConflicts conflicts = new NewestConflicts(source, search);
        try {
            asks.stream().filter(ask -> ask.newest() >= 0).forEach(conflicts::install);
        } catch (BudgetSpent spent) {
            return List.of();
        }
        asks.stream()
                .filter(ask -> ask.newest() >= 0)
                .forEach(ask -> conflicts.installed.put(ask.project(), ask.newest()));
        return conflicts.lines();
    }

    private void install(Ask ask) {
        VersionSet newest = VersionSet.of(ask.releases().versions().size(), ask.newest());
        Outcome alone =
                search.askPessimistically(Search.request(List.of(ask), Map.of(ask.project(), newest), List.of()));
        if (alone instanceof Outcome.Solved(var decisions, var _)) {
            decisions.forEach((node, position) -> installed.merge(node.project(), position, Math::max));
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        installed.forEach((project, position) -> {
            if (source.dependencies(PackageNode.of(project), position)
                    instanceof Dependencies.Known(List<Dependency> dependencies)) {
                String who = project + " " + version(project, position);
                for (Dependency dependency : dependencies) {
                    addLine(who, dependency, lines);
                }
            }
        });
        return lines.stream().distinct().toList();
    }

    private void addLine(String who, Dependency dependency, List<String> lines) {
        ProjectName target = dependency.target().project();
        Integer position = installed.get(target);
        if (position == null) {
            lines.add(who + " requires " + target + ", which is not installed.");
        } else if (!dependency.clause().allowed().contains(position)) {
            lines.add(who + " has requirement " + canonical(dependency.source()) + ", but you have " + target + " "
                    + version(target, position) + ".");
        }
    }

    private Version version(ProjectName project, int position) {
        return source.releases(project).versions().get(position);
    }

    private static String canonical(String requirement) {
        return switch (Requirement.parse(requirement)) {
            case Parsed.Ok<Requirement>(Requirement read) -> read.toString();
            case Parsed.Bad<Requirement> _ -> requirement;
        };
    }
}
