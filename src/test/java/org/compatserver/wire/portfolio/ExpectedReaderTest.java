package org.compatserver.wire.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.compatserver.round.Expectation;
import org.compatserver.wire.portfolio.PortfolioReader.Source;
import org.junit.jupiter.api.Test;

/** What a file of expected failures may say. */
class ExpectedReaderTest {
    private static String read(String text) {
        Source source = new Source("expected.toml", text.getBytes(StandardCharsets.UTF_8));
        return switch (ExpectedReader.read(source)) {
            case Reading.Wrong<List<Expectation>> wrong -> wrong.text();
            case Reading.Fine<List<Expectation>>(var entries) ->
                entries.stream()
                        .map(entry -> entry.place() + " " + entry.what() + " python=" + entry.python() + " platform="
                                + entry.platform() + " result=" + entry.result() + " until=" + entry.until() + " "
                                + entry.reason())
                        .collect(Collectors.joining("\n"));
        };
    }

    @Test
    void anEntryNamesAPackageAPairACauseOrAllTogether() {
        assertThat(read("""
                # put up with
                [[expected]]
                packages = ["Google_Cloud.IoT"]
                reason = "archived"
                until = 2027-01-31

                [[expected]]
                packages = ["a", "b"]
                python = "3.13"
                platform = "manylinux_2_41_x86_64"
                result = "CHECK_WARNING"
                reason = "b lags"
                until = 2027-02-01

                [[expected]]
                cause = ["google-cloud-iot", "protobuf"]
                reason = "known"
                until = 2027-02-01

                [[expected]]
                whole = true
                reason = "known"
                until = 2027-02-01
                """)).isEqualTo("""
                expected.toml:2 google-cloud-iot python=null platform=null result=null until=2027-01-31 archived
                expected.toml:7 a with b python=3.13 platform=manylinux_2_41_x86_64 result=CHECK_WARNING until=2027-02-01 b lags
                expected.toml:15 google-cloud-iot's requirement on protobuf python=null platform=null result=null until=2027-02-01 known
                expected.toml:20 all packages together python=null platform=null result=null until=2027-02-01 known""");
        assertThat(read("# nothing is expected\n")).isEmpty();
    }

    @Test
    void everyFaultIsReportedWithItsPlace() {
        assertThat(read("""
                version = 1
                [[expected]]
                packages = ["a", "b", "c"]
                untill = 2027-01-31
                [[expected]]
                packages = ["a"]
                cause = ["a", "b"]
                reason = " "
                until = "2027-01-31"
                [[expected]]
                cause = ["a"]
                python = "2.4"
                platform = "amiga"
                result = "SUCCESS"
                reason = "x"
                until = 2027-01-31
                """)).isEqualTo("""
                expected.toml:1: 'version' is not known; each failure is a table [[expected]]
                expected.toml:4: 'untill' is not known. Did you mean 'until'?
                expected.toml:3: 'packages' must be an array of one or two names of packages
                expected.toml:2: 'until' is missing: the last day on which this is put up with, such as 2027-01-31
                expected.toml:2: a 'reason' is missing: why this is put up with
                expected.toml:5: name one of 'packages' (one, or a pair), 'cause' (who requires, and what) and 'whole'
                expected.toml:9: 'until' must be a date such as 2027-01-31, without quotes
                expected.toml:5: a 'reason' is missing: why this is put up with
                expected.toml:11: 'cause' must be an array of two names: who requires, and what it requires
                expected.toml:12: 'python' must be a version such as "3.13"
                expected.toml:13: Invalid platform specified. Must be one of: linux, alpine, macos, windows, each also with -arm64, or a platform tag of these on x86_64 or arm64, such as manylinux_2_28_x86_64
                    amiga
                    ^
                expected.toml:14: 'result' must be CHECK_WARNING, INSTALL_ERROR or UNKNOWN""");
        assertThat(read("[expected]\nx = 1\n"))
                .isEqualTo("expected.toml:1: each failure is a table [[expected]], with two brackets");
    }
}
