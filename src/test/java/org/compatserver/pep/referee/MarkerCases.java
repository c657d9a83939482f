package org.compatserver.pep.referee;

import static org.compatserver.pep.referee.Texts.damageOneIn;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.Marker;
import org.compatserver.pep.requirement.MarkerEnvironment;

/** Markers: the canonical text, and what they evaluate to. */
final class MarkerCases {
    private MarkerCases() {}

    static List<CaseClass> classes() {
        return List.of(containment(), versions(), formulas(), broken());
    }

    private static CaseClass containment() {
        return markers("markers: in", MarkerTexts::containment)
                .also(on("3.10", "python_version in '2.7 3.1'"))
                .also(on("3.1", "python_version in '3.10 3.11'"))
                .also(on("3.10", "'3.1' in python_version"))
                .also(on("3.10", "'3.1' not\tin python_version"))
                .also(on("3.10", "python_version in ''"))
                .also(on("3.10", "'' in os_name"))
                .also(on("3.10", "extra in 'a,b'"))
                .also(on("3.10", "'a' in extras"))
                .also(on("3.10", "'a' in dependency_groups"))
                .also(on("3.10", "extras in 'a'"));
    }

    private static CaseClass versions() {
        return markers("markers: versions", MarkerTexts::versionComparison)
                .also(on("3.10", "python_version > '3.10'"))
                .also(on("3.10", "python_full_version > '3.10'"))
                .also(on("3.10", "python_version == '3.*'"))
                .also(on("3.10", "python_version >= '3.*'"))
                .also(on("3.10", "python_version < '=3.10'"))
                .also(on("3.10", "python_version == '=3.10'"))
                .also(on("3.10", "python_version ~= '3'"))
                .also(on("3.10", "python_version ~= '3.8'"))
                .also(on("3.10", "python_version === ' 3.10 '"))
                .also(on("3.10", "python_version === '3.10 x'"))
                .also(on("3.10", "platform_release >= '5'"))
                .also(on("3.10", "platform_release != '5'"))
                .also(on("3.10", "'3.9' < python_version"))
                .also(on("3.10", "'three' < python_version"))
                .also(on("3.10", "'three' != python_version"));
    }

    private static CaseClass formulas() {
        return markers("markers: formulas", random -> MarkerTexts.marker(random, 3))
                .also(on("3.10", "os_name=='posix' or os_name=='nt' and os_name=='nt'"))
                .also(on("3.10", "os_name=='posix' or os_name ~= 'x'"))
                .also(on("3.10", "((os_name=='posix'))"))
                .also(on("3.10", "((os_name=='a' and os_name=='b')) or (os_name=='posix')"))
                .also(on("3.10", "'posix' == 'os_name'"))
                .also(on("3.10", "'A' == 'extra'"))
                .also(on("3.10", "'a' == 'b'"))
                .also(on("3.10", "os_name == os_name"))
                .also(on("3.10", "extra == os_name"))
                .also(on("3.10", "os_name == extra"));
    }

    private static CaseClass broken() {
        return markers("markers: broken", random -> damageOneIn(random, 1, MarkerTexts.marker(random, 1)))
                .also(on("3.10", ""))
                .also(on("3.10", "os_name"))
                .also(on("3.10", "os_name =="))
                .also(on("3.10", "os_name == 'x' and"))
                .also(on("3.10", "os_name == 'x' os_name == 'y'"))
                .also(on("3.10", "os_name == 'x'or os_name == 'y'"))
                .also(on("3.10", "os_name == 'x' oros_name == 'y'"))
                .also(on("3.10", "os_name in'x'"))
                .also(on("3.10", "os_name notin 'x'"))
                .also(on("3.10", "os_name == 'a\\'"))
                .also(on("3.10", "os_name == '\\x4'"))
                .also(on("3.10", "os_name == '\\N{NO SUCH NAME}'"))
                .also(on("3.10", "os_name == '\\U00110000'"))
                .also(on("3.10", "os_name == 'a\nb'"))
                .also(on("3.10", "os_name == \"\\x22'\""))
                .also(on("3.10", "platform.release == 'x'"))
                .also(on("3.10", "os_name == 'x'\n"))
                .except(
                        "a text with both kinds of quotes is printed with an escape; packaging cannot print it",
                        (texts, ours, theirs) -> theirs.equals(CaseClass.INVALID) && ours.contains("\\x22"));
    }

    private static CaseClass markers(String name, Function<Random, String> generator) {
        return new CaseClass(
                name,
                "marker_value",
                12_000,
                random -> {
                    List<String> texts = new ArrayList<>(List.of(MarkerTexts.environment(random)));
                    texts.addFirst(generator.apply(random));
                    return texts;
                },
                MarkerCases::value);
    }

    private static String[] on(String python, String marker) {
        return new String[] {
            marker,
            "",
            "cpython",
            python + ".4",
            "posix",
            "x86_64",
            "CPython",
            "6.1.0-rc1-amd64",
            "Linux",
            "#1 SMP",
            python + ".4",
            python,
            "linux"
        };
    }

    private static String value(List<String> texts) {
        Extra extra = texts.get(1).isEmpty() ? null : Extra.of(texts.get(1));
        return FileCases.text(Marker.parse(texts.get(0))
                .map(marker -> marker + "|"
                        + switch (marker.evaluate(environment(texts), extra)) {
                            case Parsed.Ok<Boolean>(var holds) -> holds ? "True" : "False";
                            case Parsed.Bad<Boolean> _ -> "undefined";
                        }));
    }

    private static MarkerEnvironment environment(List<String> texts) {
        return new MarkerEnvironment(
                texts.get(2),
                texts.get(3),
                texts.get(4),
                texts.get(5),
                texts.get(6),
                texts.get(7),
                texts.get(8),
                texts.get(9),
                texts.get(10),
                texts.get(11),
                texts.get(12));
    }
}
