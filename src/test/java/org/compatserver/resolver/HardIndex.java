package org.compatserver.resolver;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random indexes of the size of a real question, of which about half have a set: so many requirements, and so narrow, that neither is easy to see. All
 * versions are final and have a file. Equal seeds give equal texts.
 */
final class HardIndex {
    private final Random random;
    private final int projects;
    private final int versions;
    private final boolean cyclic;
    private final double density;
    private final double width;

    /** @param cyclic whether a project may require an earlier one */
    HardIndex(long seed, boolean cyclic) {
        this.random = new Random(seed);
        boolean large = seed % 25 == 0;
        this.projects = large ? 100 + random.nextInt(101) : 30 + random.nextInt(31);
        this.versions = large ? 10 + random.nextInt(21) : 5 + random.nextInt(8);
        this.cyclic = cyclic;
        this.density = 1.6 + random.nextDouble() * 1.6;
        this.width = 0.2 + random.nextDouble() * 0.35;
    }

    String index() {
        StringBuilder text = new StringBuilder();
        for (int p = 0; p < projects; p++) {
            int[] neighbours = neighbours(p);
            for (int v = 1; v <= versions; v++) {
                String release = "p" + p + " " + v;
                text.append(release)
                        .append(": ")
                        .append(requirements(neighbours))
                        .append('\n');
                if (p % 4 == 0 && v > versions / 3) {
                    text.append(release)
                            .append("[x]: ")
                            .append(requirements(neighbours))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    /** The projects that versions of a project may require. */
    private int[] neighbours(int project) {
        int first = cyclic ? 0 : project + 1;
        return first >= projects
                ? new int[0]
                : random.ints(6, first, Math.min(projects, project + 12 + first / 4))
                        .filter(other -> other != project)
                        .distinct()
                        .toArray();
    }

    private String requirements(int[] neighbours) {
        return IntStream.of(neighbours)
                .filter(other -> random.nextDouble() * neighbours.length < density)
                .mapToObj(this::requirement)
                .collect(Collectors.joining(", "));
    }

    private String requirement(int project) {
        String name = "p" + project + (project % 4 == 0 && random.nextInt(4) == 0 ? "[x]" : "");
        int low = 1 + random.nextInt(versions);
        int high = low + (int) Math.round(width * versions * random.nextDouble());
        return switch (random.nextInt(10)) {
            case 0 -> name;
            case 1 -> name + "==" + low;
            case 2 -> name + "!=" + low;
            case 3 -> name + ">=" + low;
            default -> name + ">=" + low + ",<=" + high;
        };
    }

    /** What is asked of the index, two to four requirements. */
    String requirements() {
        return IntStream.range(0, 2 + random.nextInt(3))
                .mapToObj(i -> "p" + random.nextInt(8))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
