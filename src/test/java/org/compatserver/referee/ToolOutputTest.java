package org.compatserver.referee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pip and uv print, as recorded from real runs (addresses replaced): what is an answer, and what is only a breakdown. */
class ToolOutputTest {
    private static String text(Answer answer) {
        return switch (answer) {
            case Answer.Installed(var pins) ->
                pins.stream()
                        .map(pin -> pin.project() + " " + pin.version() + " (" + pin.file() + ")")
                        .collect(Collectors.joining(", "));
            case Answer.Impossible(var message) -> "impossible: " + message;
            case Answer.Broken(var message) -> "broken: " + message;
        };
    }

    @Test
    void pipsReportIsASet() {
        assertThat(text(PipOutput.report("""
                {"version": "1", "pip_version": "26.3", "install": [
                  {"download_info": {"url": "https://files.example/64/7e/Sqlparse-0.6.1-py3-none-any.whl", "archive_info": {}},
                   "is_direct": false, "is_yanked": false, "requested": false,
                   "metadata": {"metadata_version": "2.4", "name": "Sqlparse", "version": "0.6.1"}},
                  {"download_info": {"url": "https://files.example/b7/ce/django-6.1.3-py3-none-any.whl", "archive_info": {}},
                   "is_direct": false, "is_yanked": false, "requested": true,
                   "metadata": {"metadata_version": "2.4", "name": "Django", "version": "6.1.3",
                                "requires_dist": ["sqlparse>=0.5.0"]}}],
                 "environment": {"python_full_version": "3.13.0"}}
                """)))
                .isEqualTo(
                        "django 6.1.3 (django-6.1.3-py3-none-any.whl), sqlparse 0.6.1 (Sqlparse-0.6.1-py3-none-any.whl)");
        assertThat(text(PipOutput.report("{\"install\": []}"))).isEmpty();
        assertThat(PipOutput.report("{\"install\": [{")).isInstanceOf(Answer.Broken.class);
    }

    @Test
    void aFileIsCalledWhatItsAddressMeans() {
        assertThat(text(PipOutput.report("""
                {"install": [{"download_info": {"url": "https://files.example/t/torch-2.0%2Bcpu-py3-none-any.whl?v=1#sha256=00"},
                              "metadata": {"name": "torch", "version": "2.0+cpu"}}]}
                """))).isEqualTo("torch 2.0+cpu (torch-2.0+cpu-py3-none-any.whl)");
    }

    @Test
    void namesOfDownloadedWheelsAreASet() {
        assertThat(text(PipOutput.downloaded(
                        List.of("Django-1.11.29-py2.py3-none-any.whl", "pytz-2026.6-py2.py3-none-any.whl"))))
                .isEqualTo("django 1.11.29 (Django-1.11.29-py2.py3-none-any.whl),"
                        + " pytz 2026.6 (pytz-2026.6-py2.py3-none-any.whl)");
        assertThat(text(PipOutput.downloaded(List.of("six-1.17.0.tar.gz"))))
                .isEqualTo("broken: pip downloaded six-1.17.0.tar.gz, which is no wheel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                ERROR: Could not find a version that satisfies the requirement six==99 (from versions: 1.16.0, 1.17.0)
                ERROR: No matching distribution found for six==99
                """, """
                ERROR: Cannot install google-api-core==2.44.0 and google-cloud-iot==2.9.2 because these package versions have conflicting dependencies.
                ERROR: ResolutionImpossible: for help visit https://pip.example/en/latest/topics/dependency-resolution/#dealing-with-dependency-conflicts
                """, """
                ERROR: Ignored the following yanked versions: 2022.5.18
                ERROR: Could not find a version that satisfies the requirement certifi>=2026.10.19 (from litellm) (from versions: 1.0.1)
                ERROR: No matching distribution found for certifi>=2026.10.19 (from litellm)
                """, """
                ERROR: Package 'w' requires a different Python: 3.11.7 not in '<3.9'
                """, """
                ERROR: Could not find a version that satisfies the requirement async-timeout>=9 (from versions: 5.0.1)
                ERROR: No matching distribution found for async-timeout>=9
                """})
    void whatPipDeniesIsImpossible(String errors) {
        assertThat(text(PipOutput.failed(1, errors)))
                .isEqualTo("impossible: "
                        + errors.lines().findFirst().orElseThrow().substring("ERROR: ".length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                WARNING: Retrying (Retry(total=4, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError("refused")': /simple/six/
                ERROR: Could not find a version that satisfies the requirement six (from versions: none)
                ERROR: No matching distribution found for six
                """, """
                ERROR: HTTP error 503 while getting https://files.example/six-1.17.0-py2.py3-none-any.whl
                """, """
                WARNING: Skipping page https://index.example/simple/six/ because the GET request got Content-Type: text/plain.
                ERROR: No matching distribution found for six
                """, """
                WARNING: 401 Error, Credentials not correct for https://index.example/simple/six/
                ERROR: No matching distribution found for six
                """, """
                ERROR: Exception:
                Traceback (most recent call last):
                RecursionError: maximum recursion depth exceeded
                """, """
                error: resolution-too-deep

                × Dependency resolution exceeded maximum depth
                """, """
                ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device
                """, ""})
    void anythingElseIsABreakdown(String errors) {
        assertThat(PipOutput.failed(1, errors)).isInstanceOf(Answer.Broken.class);
    }

    @Test
    void anotherExitCodeThanOneIsABreakdown() {
        assertThat(text(PipOutput.failed(2, "ERROR: No matching distribution found for six")))
                .isEqualTo("broken: pip ended with 2: No matching distribution found for six");
    }

    @Test
    void aPageIsLostUnlessItIsKnownNotToExist() {
        String start = "2026-11-22T17:02:00,123 Could not fetch URL https://index.example/simple/six/: ";
        assertThat(PipOutput.isPageLost(
                        start + "404 Client Error: Not Found for url: https://index.example - skipping"))
                .isFalse();
        assertThat(PipOutput.isPageLost(
                        start + "403 Client Error: Forbidden for url: https://index.example - skipping"))
                .isTrue();
        assertThat(PipOutput.isPageLost(start + "connection error: timed out - skipping"))
                .isTrue();
        assertThat(PipOutput.isPageLost("2026-11-22T17:02:00,123 Found link https://files.example/six-1.17.0.whl"))
                .isFalse();
    }

    @Test
    void uvsRequirementsAreASet() {
        assertThat(text(UvOutput.read(0, "absl-py==2.5.1\napache-beam[gcp]==2.70.0\nml-dtypes==0.6.0\n", "Resolved 3")))
                .isEqualTo("absl-py 2.5.1 (), apache-beam 2.70.0 (), ml-dtypes 0.6.0 ()");
        assertThat(UvOutput.read(0, "six @ file:///six.whl\n", "")).isInstanceOf(Answer.Broken.class);
    }

    @Test
    void uvsProofIsImpossibleAndAFailedRequestABreakdown() {
        assertThat(text(UvOutput.read(1, "", """
                error: No solution found when resolving dependencies
                  cause: Because only six<=1.17.0 is available and you require six==99, we can conclude that your requirements are unsatisfiable.
                """)))
                .startsWith("impossible: error: No solution found when resolving dependencies cause: Because only six");
        assertThat(UvOutput.read(1, "", """
                error: No solution found when resolving dependencies
                  cause: Because there are no versions of networkx and you require networkx, we can conclude that your requirements are unsatisfiable.
                """)).isInstanceOf(Answer.Impossible.class);
        assertThat(text(UvOutput.read(2, "", """
                error: Request failed after 3 retries in 7.6s
                  cause: Failed to fetch: http://127.0.0.1:9/simple/six/
                """)))
                .isEqualTo("broken: uv ended with 2: error: Request failed after 3 retries in 7.6s");
        assertThat(UvOutput.read(1, "", """
                error: No solution found when resolving dependencies
                  hint: An error sending request occurred
                """)).isInstanceOf(Answer.Broken.class);
    }
}
