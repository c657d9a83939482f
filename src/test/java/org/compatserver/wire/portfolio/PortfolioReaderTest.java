package org.compatserver.wire.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.compatserver.wire.portfolio.PortfolioReader.Chosen;
import org.compatserver.wire.portfolio.PortfolioReader.Source;
import org.junit.jupiter.api.Test;

/** What a portfolio may look like, and what is said of one that may not. */
class PortfolioReaderTest {
    private static final Map<String, String> OTHERS = Map.of(
            "more.txt", "b>=1\n-c limits.txt\n",
            "limits.txt", "protobuf<5  # until iot is gone\n",
            "loop.txt", "c\n-r loop.txt\n-r list.txt\n",
            "broken.txt", "b==\n",
            "list.txt", "never read again\n");

    private static Reading<Portfolio> read(byte[] bytes, String name, Chosen chosen) {
        PortfolioReader.Files files = (from, other) -> {
            String text = OTHERS.get(other);
            return text == null
                    ? new Reading.Wrong<>(List.of("There is no file '" + other + "'"))
                    : new Reading.Fine<>(new Source(other, text.getBytes(StandardCharsets.UTF_8)));
        };
        return new PortfolioReader(files, 5).read(List.of(new Source(name, bytes)), chosen);
    }

    /** The portfolio as lines, or its problems. */
    private static String lines(Reading<Portfolio> reading) {
        return switch (reading) {
            case Reading.Wrong<Portfolio> wrong -> wrong.text();
            case Reading.Fine<Portfolio>(var portfolio) -> {
                List<String> lines = new ArrayList<>();
                portfolio
                        .entries()
                        .forEach(entry -> lines.add(entry.place() + " " + entry.requirement()
                                + (entry.section() == null ? "" : " in " + entry.section())));
                portfolio.constraints().forEach(constraint -> lines.add("limit " + constraint));
                lines.addAll(portfolio.notices());
                yield String.join("\n", lines);
            }
        };
    }

    private static String list(String text) {
        return lines(read(text.getBytes(StandardCharsets.UTF_8), "list.txt", Chosen.NOTHING));
    }

    private static String toml(String text, Chosen chosen) {
        return lines(read(text.getBytes(StandardCharsets.UTF_8), "pyproject.toml", chosen));
    }

    @Test
    void aRequirementALineWithCommentsAndHeadings() {
        assertThat(list("""
                # what we ship
                six
                [ web tier ]
                Django<6,>=5  # LTS
                flask[async]; python_version >= "3.10"

                [data]
                pandas
                """)).isEqualTo("""
                list.txt:2 six
                list.txt:4 Django<6,>=5 in web tier
                list.txt:5 flask[async]; python_version >= "3.10" in web tier
                list.txt:8 pandas in data""");
    }

    @Test
    void linesMayEndAsOnAnySystemAndAByteOrderMarkIsNoText() {
        assertThat(list("\uFEFFsix\r\na\rb\r\n")).isEqualTo("list.txt:1 six\nlist.txt:2 a\nlist.txt:3 b");
    }

    @Test
    void continuedLinesAreOneAsInPip() {
        assertThat(list("""
                six==1.17.0 \\
                    --hash=sha256:aa \\
                    --hash=sha256:bb
                # a comment is not continued \\
                a\
                """)).isEqualTo("""
                list.txt:1 six==1.17.0
                list.txt:5 a
                list.txt: hashes are not compared (1 line has some): any file of a version counts""");
    }

    @Test
    void otherFilesAreReadWhereTheyAreNamed() {
        assertThat(list("a\n[web]\n-r more.txt\n--requirement=loop.txt\n")).isEqualTo("""
                list.txt:1 a
                more.txt:1 b>=1 in web
                loop.txt:1 c in web
                limit protobuf<5""");
    }

    @Test
    void everyBadLineIsReportedWithItsPlace() {
        assertThat(list("""
                six
                google cloud
                [web
                a==
                -e .
                ./local
                https://host.example/a.whl
                b @ https://host.example/b.whl
                --index-url https://index.example/simple/
                --only-binary :all:
                --no-deps
                c --global-option=x
                -r missing.txt
                -r broken.txt
                """)).isEqualTo("""
                list.txt:2: not a requirement: Expected a version clause, ';' or the end
                    google cloud
                           ^
                list.txt:3: '[web' is no heading; one is a name in brackets, such as [web], on a line of its own
                list.txt:4: not a requirement: A version is expected after '=='
                    a==
                       ^
                list.txt:5: '-e .' is a folder or an address, and only packages of the index are checked; name the project instead
                list.txt:6: './local' is a path or an address, and only packages of the index are checked; name the project instead
                list.txt:7: 'https://host.example/a.whl' is a path or an address, and only packages of the index are checked; name the project instead
                list.txt:8: 'b @ https://host.example/b.whl' names an address, and only packages of the index are checked; name the project alone
                list.txt:9: '--index-url' does not belong among the requirements; pass --index-url to the command instead
                list.txt:10: '--only-binary' does not belong among the requirements; pass --sources wheels to the command instead
                list.txt:11: '--no-deps' does not belong among the requirements; leave it out
                list.txt:12: '--global-option=x' says how to install, and nothing is installed; leave it out
                list.txt:13: There is no file 'missing.txt'
                broken.txt:1: not a requirement: A version is expected after '=='
                    b==
                       ^""");
    }

    @Test
    void whatStandsTwiceIsOnePackageAndSaid() {
        assertThat(list("Six\na\nsix<2\n")).isEqualTo("""
                list.txt:1 Six
                list.txt:2 a
                list.txt:3 six<2
                list.txt:3: six is there already, at list.txt:1; both lines count, as one package""");
    }

    @Test
    void whatIsEmptyOrTooLargeOrNoTextIsRefused() {
        assertThat(list("# nothing\n\n")).isEqualTo("list.txt holds no requirement");
        assertThat(list("a\nb\nc\nd\ne\nf\n")).isEqualTo("list.txt holds 6 packages; a round takes at most 5");
        assertThat(lines(read(new byte[] {'a', '\n', (byte) 0xc3, '(', '\n'}, "list.txt", Chosen.NOTHING)))
                .isEqualTo("list.txt:2: this is not text in UTF-8");
        assertThat(lines(read("six".getBytes(StandardCharsets.UTF_16), "list.txt", Chosen.NOTHING)))
                .isEqualTo("list.txt:1: this is not text in UTF-8; it looks like UTF-16, save it as UTF-8");
    }

    @Test
    void ofVeryManyProblemsTheFirstAreShown() {
        String many = IntStream.range(0, 60).mapToObj(i -> "=").collect(Collectors.joining("\n"));
        assertThat(list(many)).startsWith("list.txt:1: ").endsWith("\nand 10 more");
    }

    @Test
    void dependenciesOfAProject() {
        assertThat(toml("""
                [project]
                name = "Our.App"
                dependencies = [
                    "six",
                    "Django<6",
                ]
                [project.optional-dependencies]
                Test_it = ["pytest", "our-app[lint]"]
                lint = ["ruff"]
                [dependency-groups]
                dev = ["pandas", {include-group = "docs"}]
                docs = ["sphinx"]
                """, new Chosen(List.of("test-it"), List.of("docs")))).isEqualTo("""
                pyproject.toml:4 six
                pyproject.toml:5 Django<6
                pyproject.toml:8 pytest in test-it
                pyproject.toml:9 ruff in lint
                pyproject.toml:12 sphinx in docs""");
    }

    @Test
    void groupsMayIncludeOthersAndThemselves() {
        assertThat(toml("""
                [dependency-groups]
                dev = ["a", {include-group = "docs"}]
                docs = ["b", {include-group = "dev"}]
                """, new Chosen(List.of(), List.of("dev"))))
                .isEqualTo("pyproject.toml:2 a in dev\npyproject.toml:3 b in docs");
    }

    @Test
    void everyFaultOfAProjectIsReported() {
        assertThat(toml("""
                [project]
                dynamic = ["dependencies"]
                dependencies = ["a==", 3]
                [project.optional-dependencies]
                x = ["b"]
                """, new Chosen(List.of("y"), List.of("z")))).isEqualTo("""
                pyproject.toml:2: the dependencies are left to the build (dynamic), so this file does not tell them
                pyproject.toml:3: not a requirement: A version is expected after '=='
                    a==
                       ^
                pyproject.toml:3: a requirement must be a text
                pyproject.toml: there is no extra 'y' in [project.optional-dependencies]; there are: x
                pyproject.toml: there is no group 'z' in [dependency-groups]""");
        assertThat(toml("[tool.poetry.dependencies]\nsix = '*'\n", Chosen.NOTHING))
                .isEqualTo("pyproject.toml:1: there is no [project] table, which lists dependencies (PEP 621)");
        assertThat(toml("[project\n", Chosen.NOTHING)).startsWith("pyproject.toml:1: not valid TOML: ");
    }

    @Test
    void extrasAreThoseOfAProject() {
        assertThat(lines(read("six".getBytes(StandardCharsets.UTF_8), "list.txt", new Chosen(List.of("x"), List.of()))))
                .isEqualTo("Extras and groups are those of a pyproject.toml, and list.txt is none");
    }
}
