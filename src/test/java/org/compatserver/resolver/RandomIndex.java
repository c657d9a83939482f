package org.compatserver.resolver;

import java.util.List;
import java.util.Random;

/** Small random indexes as text; equal seeds give equal texts. */
final class RandomIndex {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
    private static final List<String> VERSIONS = List.of("1", "2", "3", "4b1", "4", "4+x", "5a1", "5");
    private static final List<String> IN_CLAUSES = List.of("1", "2", "3", "4b1", "4", "4", "5a1", "5");

    private final Random random;
    private final int projects;
    private final boolean cyclic;
    private final boolean wild;

    /** @param wild with pre-releases, yanks, files that do not count, broken metadata and extras */
    RandomIndex(long seed, boolean cyclic, boolean wild) {
        this.random = new Random(seed);
        this.projects = 3 + random.nextInt(3);
        this.cyclic = cyclic;
        this.wild = wild;
    }

    String index() {
        StringBuilder text = new StringBuilder();
        double density = 0.3 + random.nextDouble() * 0.9;
        for (int p = 0; p < projects; p++) {
            for (String version : VERSIONS) {
                if (random.nextInt(10) < (version.length() > 1 ? wild ? 4 : 0 : 5)) {
                    release(text, p, version, density);
                }
            }
        }
        if (wild && random.nextInt(6) == 0) {
            text.append("constraint ").append(pick(NAMES)).append(specifier()).append('\n');
        }
        if (wild && random.nextInt(10) == 0) {
            text.append("pre ").append(pick(NAMES)).append('\n');
        }
        return text.toString();
    }

    private void release(StringBuilder text, int project, String version, double density) {
        String state = switch (wild ? random.nextInt(14) : 13) {
            case 0, 1, 2 -> " yanked";
            case 3 -> " nofile";
            case 4 -> " broken";
            default -> "";
        };
        String name = NAMES.get(project);
        text.append(name).append(' ').append(version).append(state).append(": ");
        text.append(requirements(project, density)).append('\n');
        if (wild && random.nextInt(3) == 0) {
            text.append(name)
                    .append(' ')
                    .append(version)
                    .append("[x]")
                    .append(state)
                    .append(": ");
            text.append(requirements(project, density)).append('\n');
        }
    }

    private String requirements(int project, double density) {
        StringBuilder text = new StringBuilder();
        for (double left = random.nextDouble() * 2 * density; left > 0.3; left -= 0.5) {
            int first = cyclic ? 0 : project + 1;
            if (first < projects) {
                text.append(text.isEmpty() ? "" : ", ").append(requirement(first + random.nextInt(projects - first)));
            }
        }
        return text.toString();
    }

    private String requirement(int project) {
        return NAMES.get(project) + (wild && random.nextInt(4) == 0 ? "[x]" : "") + specifier();
    }

    private String specifier() {
        String version = pick(wild ? IN_CLAUSES : List.of("1", "2", "3", "4", "5"));
        return switch (random.nextInt(9)) {
            case 0, 1 -> "";
            case 2 -> "==" + version;
            case 3 -> "!=" + version;
            case 4, 5 -> ">=" + version;
            case 6 -> "<=" + version;
            case 7 -> ">" + version;
            default -> "<" + version;
        };
    }

    /** What is asked of the index, one to three requirements. */
    String requirements() {
        StringBuilder text = new StringBuilder();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            text.append(i > 0 ? ", " : "").append(requirement(random.nextInt(projects)));
        }
        return text.toString();
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
