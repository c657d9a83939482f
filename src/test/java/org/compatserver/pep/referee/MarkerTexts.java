package org.compatserver.pep.referee;

import static org.compatserver.pep.referee.Texts.oneIn;
import static org.compatserver.pep.referee.Texts.pick;
import static org.compatserver.pep.referee.Texts.some;

import java.util.Random;

/** Markers and environments as texts. */
final class MarkerTexts {
    private static final String[] OPERATORS = {"==", "!=", "<", "<=", ">", ">=", "~=", "===", "in", "not in"};
    private static final String[] VERSION_VARIABLES = {
        "python_version", "python_version", "python_full_version", "implementation_version", "platform_release"
    };
    private static final String[] TEXT_VARIABLES = {
        "os_name",
        "os.name",
        "sys_platform",
        "sys.platform",
        "platform_machine",
        "platform.machine",
        "platform_system",
        "platform_version",
        "platform.version",
        "platform_python_implementation",
        "platform.python_implementation",
        "python_implementation",
        "implementation_name",
        "extra"
    };

    private MarkerTexts() {}

    /** Comparisons of all kinds, joined and nested. */
    static String marker(Random random, int depth) {
        StringBuilder text = new StringBuilder(blanks(random));
        int terms = 1 + random.nextInt(3);
        for (int i = 0; i < terms; i++) {
            text.append(i == 0 ? "" : pick(random, " and ", " or ", " and\t", " or "));
            boolean nested = depth > 0 && oneIn(random, 3);
            text.append(nested ? "(" + marker(random, depth - 1) + ")" : comparison(random));
        }
        return text.append(blanks(random)).toString();
    }

    static String comparison(Random random) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> versionComparison(random);
            case 2 -> containment(random);
            case 3 -> sided(random, "extra", pick(random, "==", "!=", "=="), quoted(random, name(random)));
            case 4 ->
                oneIn(random, 8)
                        ? pick(random, TEXT_VARIABLES) + " == " + pick(random, TEXT_VARIABLES)
                        : sided(
                                random,
                                pick(random, TEXT_VARIABLES),
                                pick(random, OPERATORS),
                                quoted(random, value(random)));
            default ->
                sided(random, pick(random, TEXT_VARIABLES), pick(random, "==", "!="), quoted(random, value(random)));
        };
    }

    /** A version on one side, mostly. */
    static String versionComparison(Random random) {
        String version = oneIn(random, 8)
                ? pick(random, "three", "", "3.*", "3.1.*", "=3", "3.8 3.9", " 3.8 ", "6.1.0-rc1-amd64", "3.8+", "v3")
                : oneIn(random, 4) ? VersionTexts.version(random) : python(random);
        return sided(random, pick(random, VERSION_VARIABLES), pick(random, OPERATORS), quoted(random, version));
    }

    /** {@code in} and {@code not in}, which look for a part of a text, in versions too. */
    static String containment(Random random) {
        boolean versions = oneIn(random, 2);
        String variable = versions ? pick(random, VERSION_VARIABLES) : pick(random, TEXT_VARIABLES);
        String list = versions
                ? some(random, 0, 4, pick(random, " ", ",", ", "), "2.7", "3.1", "3.8", "3.10", "3.11", "3.13.1", "6.1")
                : some(
                        random,
                        0,
                        3,
                        pick(random, " ", ","),
                        "linux",
                        "win32",
                        "posix",
                        "nt",
                        "x86_64",
                        "a",
                        "b-c",
                        "Linux");
        return sided(random, variable, pick(random, "in", "not in", "not  in"), quoted(random, list));
    }

    private static String sided(Random random, String variable, String operator, String literal) {
        boolean words = Character.isLetter(operator.charAt(0));
        String before = words ? " " : blanks(random);
        return oneIn(random, 5)
                ? literal + before + operator + (words ? " " : blanks(random)) + variable
                : variable + before + operator + blanks(random) + literal;
    }

    private static String quoted(Random random, String value) {
        boolean single = value.contains("\"") || !value.contains("'") && oneIn(random, 2);
        return single ? "'" + value + "'" : "\"" + value + "\"";
    }

    private static String value(Random random) {
        return pick(
                random,
                "posix",
                "nt",
                "linux",
                "win32",
                "darwin",
                "x86_64",
                "CPython",
                "cpython",
                "Linux",
                "",
                "lin",
                "it's",
                "\u00e9",
                "C:\\\\x",
                "a\\tb",
                "\\x41",
                "\\d",
                "\\u00e9",
                "\\N{BULLET}",
                "\\101",
                "sys_platform",
                "#1 SMP",
                "1.0");
    }

    private static String name(Random random) {
        return pick(random, "a", "b", "A", "b-c", "B_c", "b..C", "", "a,b", "dev");
    }

    private static String python(Random random) {
        return pick(
                random,
                "2.7",
                "3",
                "3.1",
                "3.8",
                "3.9",
                "3.10",
                "3.11",
                "3.13",
                "3.13.0",
                "3.13.1",
                "3.14.0rc1",
                "3.14",
                "6.1",
                "6.1.0");
    }

    private static String blanks(Random random) {
        return pick(random, "", " ", " ", "\t");
    }

    /** Values in the order in which the referee's function takes them: an extra, then the variables by name. */
    static String[] environment(Random random) {
        String full = pick(
                random,
                "2.7.18",
                "3.1.5",
                "3.8.20",
                "3.9.0",
                "3.10.4",
                "3.11.0",
                "3.13.1",
                "3.14.0rc1",
                "3.14.0b2+",
                "3.13.0+");
        String minor = full.substring(0, full.indexOf('.', 2));
        return new String[] {
            pick(random, "", "", "a", "b", "b-c", "dev"),
            pick(random, "cpython", "pypy"),
            pick(random, full.replace("+", ""), "7.3.13", "x"),
            pick(random, "posix", "nt", "java"),
            pick(random, "x86_64", "arm64", ""),
            pick(random, "CPython", "PyPy"),
            pick(random, "6.1.0-rc1-amd64", "6.1.0", "10", "23.4.0", "NT", ""),
            pick(random, "Linux", "Windows", "Darwin"),
            pick(random, "#1 SMP", "10.0.19045", "1.0", ""),
            full,
            minor,
            pick(random, "linux", "win32", "darwin", "sunos5")
        };
    }
}
