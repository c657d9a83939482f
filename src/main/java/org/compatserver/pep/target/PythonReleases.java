package org.compatserver.pep.target;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The CPythons that can be asked for, each with its newest patch as publicly released by {@link #AS_OF}. 2.7 and 3.6 to 3.9 are closed for ever; the
 * others get a patch every few weeks, so this table ages: exact questions name X.Y.Z.
 */
public final class PythonReleases {
    /** The day to which the table is right. */
    public static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);

    private static final Map<Integer, Integer> NEWEST_OF_3 = Map.of(
            6, 15,
            7, 17,
            8, 20,
            9, 25,
            10, 22,
            11, 17,
            12, 15,
            13, 16,
            14, 8,
            15, 0);

    private static final int NEWEST_OF_2_7 = 18;

    private PythonReleases() {}

    /** The minor versions of Python 3 in the table, ascending. */
    public static List<Integer> minorsOf3() {
        return NEWEST_OF_3.keySet().stream().sorted().toList();
    }

    /** Whether the table has the minor version. */
    public static boolean isSupported(int major, int minor) {
        return find(major, minor) != null;
    }

    /**
     * The newest patch of a minor version.
     *
     * @throws IllegalArgumentException if the table has not got it
     */
    public static int newestPatch(int major, int minor) {
        Integer patch = find(major, minor);
        if (patch == null) {
            throw new IllegalArgumentException("Not a supported Python: " + major + "." + minor);
        }
        return patch;
    }

    private static @Nullable Integer find(int major, int minor) {
        return switch (major) {
            case 2 -> minor == 7 ? NEWEST_OF_2_7 : null;
            case 3 -> NEWEST_OF_3.get(minor);
            default -> null;
        };
    }
}
