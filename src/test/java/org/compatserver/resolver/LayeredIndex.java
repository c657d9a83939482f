package org.compatserver.resolver;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.Releases;

/** A made-up index of the size of a real question: projects in layers, with many versions, answering from memory as the catalog does when warm. */
public final class LayeredIndex implements PackageSource {
    private final SmallIndex index;
    private final Map<ProjectName, Releases> releases = new HashMap<>();
    private final Map<PackageNode, Map<Integer, Dependencies>> dependencies = new HashMap<>();

    private LayeredIndex(SmallIndex index) {
        this.index = index;
    }

    /**
     * An index of projects that require the next one and a few further on.
     *
     * @param projects how many; all are reached from {@code p0}
     * @param strictness how often a requirement has an upper bound, of 100; 0 makes an index without conflicts
     */
    public static LayeredIndex of(int projects, int versions, int strictness, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int p = 0; p < projects; p++) {
            int[] targets = random.ints(random.nextInt(5), p + 1, Math.max(p + 2, projects))
                    .distinct()
                    .toArray();
            for (int v = 1; v <= versions; v++) {
                text.append("p%d %d: ".formatted(p, v));
                text.append(p + 1 < projects ? "p" + (p + 1) : "");
                for (int target : targets) {
                    if (target > p + 1 && target < projects) {
                        boolean bounded = random.nextInt(100) < strictness;
                        int low = Math.max(1, v - random.nextInt(10));
                        text.append(", p%d>=%d".formatted(target, bounded ? low : Math.min(low, versions / 2)));
                        text.append(bounded ? ",<" + (low + 2 + random.nextInt(12)) : "");
                    }
                }
                text.append('\n');
            }
        }
        return new LayeredIndex(SmallIndex.of(text.toString()));
    }

    public Request request(String requirements) {
        return index.request(requirements);
    }

    String text(Outcome outcome) {
        return index.text(outcome);
    }

    @Override
    public Releases releases(ProjectName project) {
        Releases known = releases.get(project);
        if (known == null) {
            known = index.releases(project);
            releases.put(project, known);
        }
        return known;
    }

    @Override
    public Unavailable unavailable(ProjectName project, int position) {
        return index.unavailable(project, position);
    }

    @Override
    public Dependencies dependencies(PackageNode node, int position) {
        return dependencies
                .computeIfAbsent(node, n -> new HashMap<>())
                .computeIfAbsent(position, p -> index.dependencies(node, p));
    }
}
