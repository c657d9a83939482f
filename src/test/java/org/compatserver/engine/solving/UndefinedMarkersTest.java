package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.Marker;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A comparison that has no meaning makes a version useless as soon as it is looked at, whichever extra it is for: pip evaluates the markers for all extras then, and
 * every part of each. The catalog looks without an extra and with the one that is asked for, the certificate with all: the same, since no comparison is defined
 * with one extra and not with another.
 */
class UndefinedMarkersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "os_name ~= 'posix'",
                "extra == 'x' and os_name ~= 'posix'",
                "extra == 'x' or python_version ~= '3'",
                "(extra == 'y' and (os_name == 'nt' or sys_platform === 'linux'))",
                "extra ~= '1.0'",
                "'x' ~= extra",
                "'1.0' === extra"
            })
    void theVersionIsPassedOver(String marker) {
        String universe = """
                a 1.0
                  extra x
                a 2.0
                  extra x
                  extra y
                  requires b; %s
                b 1.0
                """.formatted(marker);
        assertThat(Asking.in(universe).ask("a")).isEqualTo("SUCCESS a==1.0");
        assertThat(Asking.in(universe).ask("a[x]")).isEqualTo("SUCCESS a==1.0");
        assertThat(Asking.in(universe).ask("a==2.0"))
                .startsWith("INSTALL_ERROR\n")
                .contains("The marker of 'b;", "has no meaning");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "extra ~= '1.0'",
                "'1.0' ~= extra",
                "extra == 'x'",
                "extra < 'x'",
                "extra in 'x y'",
                "'x' not in extra",
                "python_version >= '3' and extra == 'x'",
                "extra != 'x' or os_name ~= 'x'",
                "platform_release > 'x' or extra == '1.0'"
            })
    void whetherAComparisonIsDefinedDoesNotDependOnTheExtra(String marker) {
        Target target = new Target(new PythonVersion(3, 13, 0), Platform.DEFAULT);
        Marker parsed = Objects.requireNonNull(
                Requirement.parse("a; " + marker).orElseThrow().marker());
        List<Boolean> defined = new ArrayList<>();
        defined.add(parsed.evaluate(target.environment(), null) instanceof Parsed.Ok);
        Stream.of("x", "y", "1-0", "posix")
                .map(Extra::of)
                .forEach(extra -> defined.add(parsed.evaluate(target.environment(), extra) instanceof Parsed.Ok));
        assertThat(defined).containsOnly(defined.getFirst());
    }
}
