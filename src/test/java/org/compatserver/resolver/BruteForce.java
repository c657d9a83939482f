package org.compatserver.resolver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.SmallIndex.Need;
import org.compatserver.resolver.SmallIndex.Release;
import org.compatserver.resolver.spi.PackageNode;

/** All admissible sets of a small index, by trying every version of every project. Slow and, it is hoped, obviously right. */
final class BruteForce {
    private final SmallIndex index;
    private final List<Need> asked;
    private final List<Map<PackageNode, Version>> found = new ArrayList<>();

    private BruteForce(SmallIndex index, List<Need> asked) {
        this.index = index;
        this.asked = asked;
    }

    /** Every admissible set of what is asked. */
    static List<Map<PackageNode, Version>> sets(SmallIndex index, String requirements) {
        BruteForce search = new BruteForce(index, SmallIndex.needs(requirements));
        search.choose(new HashMap<>());
        return search.found;
    }

    /** Follows all requirements; where a project has no version yet, tries each; where all have one, looks at clauses and admission. */
    private void choose(Map<ProjectName, Version> chosen) {
        Map<PackageNode, Version> set = new HashMap<>();
        Map<ProjectName, List<SpecifierSet>> clauses = new HashMap<>();
        Deque<Need> open = new ArrayDeque<>(asked);
        while (!open.isEmpty()) {
            Need need = open.poll();
            Version version = chosen.get(need.project());
            if (version == null) {
                chooseEach(need.project(), chosen);
                return;
            }
            clauses.computeIfAbsent(need.project(), p -> new ArrayList<>()).add(need.specifiers());
            Release release = index.release(need.project(), version);
            if (set.put(PackageNode.of(need.project()), version) == null) {
                open.addAll(release.needs(null));
            }
            if (need.extra() != null && set.put(new PackageNode(need.project(), need.extra()), version) == null) {
                open.addAll(release.needs(need.extra()));
            }
        }
        if (clauses.entrySet().stream()
                .allMatch(entry -> admitted(entry.getKey(), entry.getValue()).contains(chosen.get(entry.getKey())))) {
            found.add(set);
        }
    }

    private void chooseEach(ProjectName project, Map<ProjectName, Version> chosen) {
        index.all(project).forEach((version, release) -> {
            if (!release.noFile() && !release.broken()) {
                chosen.put(project, version);
                choose(chosen);
                chosen.remove(project);
            }
        });
    }

    /** pip's rule, word by word. */
    private Set<Version> admitted(ProjectName project, List<SpecifierSet> clauses) {
        List<SpecifierSet> all = new ArrayList<>(clauses);
        if (index.constraints.containsKey(project)) {
            all.add(index.constraints.get(project));
        }
        TreeMap<Version, Release> inRange = new TreeMap<>(index.all(project));
        inRange.entrySet().removeIf(entry -> entry.getValue().noFile());
        inRange.keySet().removeIf(version -> !all.stream().allMatch(clause -> clause.contains(version)));
        boolean preReleases = index.everyPreRelease.contains(project)
                || all.stream().anyMatch(SpecifierSet::namesPreRelease)
                || inRange.keySet().stream().allMatch(Version::isPreRelease);
        if (!preReleases) {
            inRange.keySet().removeIf(Version::isPreRelease);
        }
        boolean allYanked = inRange.values().stream().allMatch(Release::yanked);
        if (!(allYanked && all.stream().anyMatch(SpecifierSet::pins))) {
            inRange.values().removeIf(Release::yanked);
        }
        return new TreeSet<>(inRange.keySet());
    }
}
