package org.compatserver.pep.referee;

import static org.compatserver.pep.referee.CaseClass.INVALID;
import static org.compatserver.pep.referee.FileCases.text;
import static org.compatserver.pep.referee.Texts.damageOneIn;
import static org.compatserver.pep.referee.Texts.oneIn;
import static org.compatserver.pep.referee.Texts.pick;
import static org.compatserver.pep.referee.Texts.some;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.compatserver.pep.distribution.CoreMetadata;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.version.SpecifierSet;

/** Metadata files, and Requires-Python of targets. */
final class MetadataCases {
    private static final String[] FIELDS = {
        "Requires-Dist: requests>=2",
        "Requires-Dist: a[x,Y] (>=1,<2) ; python_version < \"3\"",
        "requires-dist:b;extra=='x'",
        "REQUIRES-DIST: c @ https://files.example/c.zip",
        "Requires-Dist: d\n  >=1",
        "Requires-Dist: e (>=1.0.*)",
        "Requires-Dist:",
        "Requires-Dist: f>=1,\u00a0",
        "Requires-Python: >=3.8",
        "Requires-Python: >=3.8.*",
        "Requires-Python: >=3,\n        <4",
        "Provides-Extra: X_y",
        "Provides-Extra: bad extra",
        "Provides-Extra: z ",
        "Dynamic: Requires-Dist",
        "Dynamic:  Version ",
        "Name: other",
        "Version: 9",
        "Summary: a text: with a colon",
        "Description: first\n        second\n\tthird",
        "Author: Zo\u00eb \u2028 Name: x",
        " a continuation of nothing",
        "From somebody Mon Jan 1",
        "not a field",
        ": no name",
        "Na me: x",
        "\u00dc: x",
        ""
    };

    private MetadataCases() {}

    static List<CaseClass> classes() {
        return List.of(metadata(), requiresPython());
    }

    private static CaseClass metadata() {
        return new CaseClass(
                        "metadata",
                        "metadata",
                        20_000,
                        random -> List.of(damageOneIn(random, 3, file(random))),
                        texts -> text(CoreMetadata.parse(texts.get(0)).map(MetadataCases::print)))
                .alsoOf(
                        "Metadata-Version: 2.1\nName: a\nVersion: 1\n",
                        "\ufeffMetadata-Version: 2.1\nName: a\nVersion: 1\n",
                        "Name: a\nVersion: 1\n\nRequires-Dist: in-the-body\n",
                        "Name: a\rVersion: 1\r\nRequires-Dist: b\r",
                        "Name: a\n Version: 2\nVersion: 1\n",
                        "\nName: a\nVersion: 1\n",
                        "Metadata-Version:\nName: a\nVersion: 1\n",
                        "",
                        "Name: a",
                        "Version: 1")
                .except(
                        "a byte order mark is skipped; the email parser takes it for the start of the body",
                        (texts, ours, theirs) ->
                                theirs.equals(INVALID) && texts.get(0).startsWith("\ufeff"));
    }

    private static String file(Random random) {
        String end = pick(random, "\n", "\n", "\n", "\r\n", "\r");
        StringBuilder file = new StringBuilder(oneIn(random, 20) ? "\ufeff" : "");
        if (!oneIn(random, 10)) {
            line(file, "Metadata-Version: " + pick(random, "1.0", "1.2", "2.1", "2.2 ", "2.5", "9"), end);
        }
        if (!oneIn(random, 20)) {
            line(file, pick(random, "Name: ", "name:", "NAME:\t") + pick(random, "a", "A.b_c", "-x", "", "a"), end);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            line(file, pick(random, FIELDS), end);
        }
        if (!oneIn(random, 20)) {
            line(file, "Version: " + pick(random, "1.0", "1.0", "2.0.0", "1.0-1 ", "x", ""), end);
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            line(file, pick(random, FIELDS), end);
        }
        return file.toString();
    }

    private static void line(StringBuilder file, String field, String end) {
        file.append(field.replace("\n", end)).append(end);
    }

    private static String print(CoreMetadata metadata) {
        return String.join(
                "|",
                metadata.metadataVersion(),
                metadata.name(),
                metadata.version().toString(),
                metadata.requiresDist().stream().map(Object::toString).collect(Collectors.joining("; ")),
                metadata.requiresPython() == null
                        ? "None"
                        : metadata.requiresPython().toString(),
                metadata.providesExtra().stream().map(Object::toString).collect(Collectors.joining(",")),
                String.join(",", metadata.dynamic()));
    }

    private static CaseClass requiresPython() {
        return new CaseClass(
                "Requires-Python of targets",
                "requires_python",
                10_000,
                random -> List.of(specifiers(random), python(random).toString()),
                texts -> {
                    PythonVersion python = PythonVersion.parse(texts.get(1), 13).orElseThrow();
                    return text(SpecifierSet.parse(texts.get(0))
                            .map(set -> set.contains(python.version()) ? "True" : "False"));
                });
    }

    private static String specifiers(Random random) {
        String clause = some(
                random,
                0,
                4,
                pick(random, ",", ", ", " , "),
                ">=2.7",
                ">=3.6",
                "!=3.0.*",
                "!=3.1.*",
                "<4",
                "<4.0",
                "<3.13",
                ">3.8",
                ">3.8.0",
                "~=3.7",
                "~=3.10.2",
                "==3.*",
                "==3.13.*",
                "<=3.12",
                ">=3.13.0rc1",
                "!=3.9.7",
                "===3.13.0",
                "==2.7.18",
                ">=3." + random.nextInt(16),
                "<3." + random.nextInt(16) + ".0a1",
                ">=3.8.*",
                ">=3,");
        return damageOneIn(random, 6, clause);
    }

    private static PythonVersion python(Random random) {
        return oneIn(random, 8)
                ? new PythonVersion(2, 7, random.nextInt(19))
                : new PythonVersion(3, 6 + random.nextInt(10), random.nextInt(20));
    }
}
