package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;

/** Which project somebody may have meant who wrote a name that nobody has. */
final class Spelling {
    /** Longer names are not looked into: the work grows with the square. */
    private static final int LONGEST = 100;

    private static final List<String> BEFORE = List.of("python-", "python3-", "py-", "py");
    private static final List<String> AFTER = List.of("-python", "-py");

    private Spelling() {}

    /**
     * Names that are spelled nearly so, the nearest first: an edit for every five letters, an edit being a letter more, less or other, or two swapped;
     * separators do not count. If there are none: the name without what names of Python projects begin or end with, or with it.
     *
     * @param known names of projects
     */
    static List<ProjectName> candidates(ProjectName written, Collection<ProjectName> known) {
        String plain = plain(written);
        List<ProjectName> near = known.stream()
                .filter(name -> !name.equals(written) && isNear(plain(name), plain))
                .sorted(Comparator.comparingInt((ProjectName name) -> distance(plain(name), plain))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        return near.isEmpty() ? affixed(written.normalized(), known) : near;
    }

    private static boolean isNear(String name, String written) {
        int most = written.length() / 5;
        return written.length() <= LONGEST
                && Math.abs(name.length() - written.length()) <= most
                && distance(name, written) <= most;
    }

    /** Those that are known first. */
    private static List<ProjectName> affixed(String name, Collection<ProjectName> known) {
        List<String> names = new ArrayList<>();
        for (String before : BEFORE) {
            if (name.startsWith(before)) {
                names.add(name.substring(before.length()));
            }
        }
        for (String after : AFTER) {
            if (name.endsWith(after)) {
                names.add(name.substring(0, name.length() - after.length()));
            }
        }
        names.addAll(List.of("python-" + name, "py" + name, name + "-python"));
        List<ProjectName> read = new ArrayList<>();
        for (String each : names) {
            if (ProjectName.parse(each) instanceof Parsed.Ok<ProjectName>(var one) && !read.contains(one)) {
                read.add(one);
            }
        }
        read.sort(Comparator.comparing(each -> !known.contains(each)));
        return read;
    }

    private static String plain(ProjectName name) {
        return name.normalized().replace("-", "");
    }

    /** Edits between two texts (Damerau and Levenshtein; no letter is edited twice). */
    static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : edits(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int edits(int[][] rows, String a, String b, int i, int j) {
        int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(rows[i - 1][j - 1] + changed, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
