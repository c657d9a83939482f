package org.compatserver.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: project pages in JSON (PEP 691, 700, 714, 792) and HTML (PEP 503, 592, 658), read as pip reads them. */
class PageReadingTest {
    private static final URI ADDRESS = URI.create("https://index.example/simple/foo-bar/");

    @Test
    void readsEveryFieldOfAJsonPage() {
        PageContent page = json("""
                {"meta": {"api-version": "1.4", "_last-serial": 7}, "name": "foo-bar", "versions": ["1.0", "1.1"],
                 "project-status": {"status": "archived", "reason": "done"}, "alternate-locations": ["https://x.example/"],
                 "files": [
                  {"filename": "ignored.whl", "url": "https://files.example/a/foo_bar-1.0-py3-none-any.whl",
                   "hashes": {"md5": "00", "sha256": "ABCD"}, "requires-python": ">=3.8", "yanked": "broken", "size": 123,
                   "upload-time": "2024-01-02T03:04:05.678901Z", "core-metadata": {"sha256": "ef"}, "provenance": null},
                  {"url": "../../files/foo%2Dbar-1.1.tar.gz#sha256=12", "hashes": {}, "yanked": false}]}""");
        assertThat(page.status()).isEqualTo("archived");
        assertThat(page.files())
                .containsExactly(
                        new DistributionFile(
                                "foo_bar-1.0-py3-none-any.whl",
                                URI.create("https://files.example/a/foo_bar-1.0-py3-none-any.whl"),
                                "abcd",
                                ">=3.8",
                                "broken",
                                Instant.parse("2024-01-02T03:04:05.678901Z"),
                                123,
                                true,
                                "ef"),
                        plain("foo-bar-1.1.tar.gz", "https://index.example/files/foo%2Dbar-1.1.tar.gz"));
    }

    @Test
    void readsEveryAttributeOfAnHtmlPage() {
        PageContent page = html("""
                <!DOCTYPE html><html><head><meta name="pypi:project-status" content="deprecated">
                <base href="https://files.example/x/"><base href="https://wrong.example/"></head><body>
                <a href="foo_bar-1.0-py3-none-any.whl#sha256=ABCD" data-requires-python="&gt;=3.8,&lt;4" data-yanked="broken &amp; bad"
                   data-core-metadata="sha256=EF">foo</a><br/>
                <a href="/foo-bar-1.1.tar.gz" data-requires-python="">x</a>
                <a name="no-address">x</a> <a href="">x</a> <a href="#top">x</a> <a href="mailto:a@b.example">x</a>
                </body></html>""");
        assertThat(page.status()).isEqualTo("deprecated");
        assertThat(page.files())
                .containsExactly(
                        new DistributionFile(
                                "foo_bar-1.0-py3-none-any.whl",
                                URI.create("https://files.example/x/foo_bar-1.0-py3-none-any.whl"),
                                "abcd",
                                ">=3.8,<4",
                                "broken & bad",
                                null,
                                -1,
                                true,
                                "ef"),
                        plain("foo-bar-1.1.tar.gz", "https://files.example/foo-bar-1.1.tar.gz"));
    }

    @Test
    void onlyAPageOfThisMachineMayNameItsFiles() {
        byte[] page =
                "<a href='file:///x/foo-1.0.zip'>1</a><a href='foo-1.1.zip'>2</a>".getBytes(StandardCharsets.UTF_8);
        byte[] based = "<base href='file:///x/'><a href='foo-1.1.zip'>2</a>".getBytes(StandardCharsets.UTF_8);
        byte[] json = "{\"files\": [{\"url\": \"file:///x/foo-1.0.zip\"}]}".getBytes(StandardCharsets.UTF_8);
        URI remote = URI.create("https://files.example/foo/");
        assertThat(PageContent.read("text/html", remote, page).files())
                .extracting(DistributionFile::address)
                .containsExactly(URI.create("https://files.example/foo/foo-1.1.zip"));
        assertThat(PageContent.read("text/html", remote, based).files())
                .extracting(DistributionFile::address)
                .containsExactly(URI.create("https://files.example/foo/foo-1.1.zip"));
        assertThat(PageContent.read(PageContent.JSON, remote, json).files()).isEmpty();
        assertThat(PageContent.read("text/html", URI.create("file:///y/index.html"), page)
                        .files())
                .extracting(DistributionFile::filename)
                .containsExactly("foo-1.0.zip", "foo-1.1.zip");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "not",
            value = {
                "false   | not",
                "null    | not",
                "''      | not",
                "true    | ''",
                "'why'   | why",
                "0       | not",
            })
    void yankedInJson(String value, String reason) {
        String json = value.startsWith("'") || value.isEmpty() ? '"' + value.replace("'", "") + '"' : value;
        json = json.equals("why") ? "\"why\"" : json;
        assertThat(onlyJson("\"yanked\": " + json).yanked()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "not",
            value = {
                "''                    | not",
                "data-yanked           | not",
                "data-yanked=\"\"       | ''",
                "data-yanked=\"why\"    | why"
            })
    void yankedInHtml(String attribute, String reason) {
        assertThat(onlyHtml(attribute).yanked()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            quoteCharacter = '`',
            value = {
                "\"x\": 1                                                          | false | none",
                "\"core-metadata\": false                                          | false | none",
                "\"core-metadata\": true                                           | true  | none",
                "\"core-metadata\": {\"sha256\": \"AA\"}                           | true  | aa",
                "\"core-metadata\": {\"md5\": \"AA\"}                              | true  | none",
                "\"dist-info-metadata\": {\"sha256\": \"bb\"}                      | true  | bb",
                "\"core-metadata\": false, \"dist-info-metadata\": true            | false | none",
                "\"dist-info-metadata\": true, \"core-metadata\": false            | false | none",
                "\"dist-info-metadata\": true, \"core-metadata\": null             | true  | none",
            })
    void siblingMetadataInJson(String fields, boolean served, String hash) {
        DistributionFile file = onlyJson(fields);
        assertThat(file.coreMetadata()).isEqualTo(served);
        assertThat(file.coreMetadataSha256()).isEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "''                                                           | false | none",
                "data-core-metadata=true                                      | true  | none",
                "data-core-metadata=sha256=AA                                 | true  | aa",
                "data-dist-info-metadata=sha256=bb                            | true  | bb",
                "data-core-metadata=true data-dist-info-metadata=sha256=bb    | true  | none",
            })
    void siblingMetadataInHtml(String attributes, boolean served, String hash) {
        DistributionFile file = onlyHtml(attributes);
        assertThat(file.coreMetadata()).isEqualTo(served);
        assertThat(file.coreMetadataSha256()).isEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "2024-01-02T03:04:05Z       | 2024-01-02T03:04:05Z",
                "2024-01-02T03:04:05.5Z     | 2024-01-02T03:04:05.500Z",
                "2024-01-02T03:04:05+02:00  | 2024-01-02T01:04:05Z",
                "yesterday                  | none",
            })
    void uploadTimes(String text, Instant expected) {
        assertThat(onlyJson("\"upload-time\": \"" + text + "\"").uploadTime()).isEqualTo(expected);
    }

    @Test
    void fieldsOfUnexpectedTypesCountAsMissing() {
        assertThat(onlyJson("""
                "hashes": 1, "requires-python": ["x"], "upload-time": {}, "size": "12", "unknown": {"a": [1, {"b": 2}]}""")).isEqualTo(plain("foo_bar-1.0.tar.gz", "https://index.example/foo_bar-1.0.tar.gz"));
        assertThat(json("{\"files\": [1, {\"filename\": \"x\"}, {\"url\": \"ftp://x.example/y.whl\"}, null]}")
                        .files())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foo-1 0.zip                     | foo-1 0.zip      | https://index.example/simple/foo-bar/foo-1%200.zip",
                "a/foo-1[2].zip                  | foo-1[2].zip     | https://index.example/simple/foo-bar/a/foo-1%5B2%5D.zip",
                "foo-1%2Bcu9.whl?token=1#x       | foo-1+cu9.whl    | https://index.example/simple/foo-bar/foo-1%2Bcu9.whl?token=1",
                "//files.example/foo+1.whl       | foo+1.whl        | https://files.example/foo+1.whl",
                "https://files.example/d/f.whl   | f.whl            | https://files.example/d/f.whl",
            })
    void fileNamesAreTheLastPartOfTheAddress(String url, String filename, URI address) {
        DistributionFile file =
                json("{\"files\": [{\"url\": \"" + url + "\"}]}").files().getFirst();
        assertThat(file.filename()).isEqualTo(filename);
        // HttpUrl leaves brackets as they are where URI wants them escaped
        assertThat(file.address().toString().replace("[", "%5B").replace("]", "%5D"))
                .isEqualTo(address.toString());
    }

    @Test
    void contentTypeDecidesTheLanguage() {
        byte[] html = "<a href=f-1.zip>x</a>".getBytes(StandardCharsets.UTF_8);
        byte[] json = "{\"files\": [{\"url\": \"f-1.zip\"}]}".getBytes(StandardCharsets.UTF_8);
        for (String type : List.of("text/html", "Text/HTML; charset=utf-8", "application/vnd.pypi.simple.v1+html")) {
            assertThat(PageContent.read(type, ADDRESS, html).files()).hasSize(1);
        }
        assertThat(PageContent.read("application/vnd.pypi.simple.v1+json", ADDRESS, json)
                        .files())
                .hasSize(1);
        byte[] latin = "<a href='f-1.zip' data-yanked='caf\u00e9'>x</a>".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(PageContent.read("text/html; charset=ISO-8859-1", ADDRESS, latin)
                        .files()
                        .getFirst()
                        .yanked())
                .isEqualTo("caf\u00e9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "text/plain", "application/vnd.pypi.simple.v2+json"})
    void otherContentTypesAreAFault(String type) {
        assertThatThrownBy(() -> PageContent.read(type, ADDRESS, "{\"files\": []}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        IndexFault.class, fault -> assertThat(fault.kind()).isEqualTo(IndexFault.Kind.MALFORMED))
                .hasMessageStartingWith("https://index.example/simple/foo-bar/ has the content type ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"files\": [",
                "{\"files\": {}}",
                "{\"message\": \"gone\"}",
                "<html>",
                "{\"files\": []"
            })
    void whatIsNoWholePageIsAFault(String text) {
        assertThatThrownBy(() -> json(text))
                .isInstanceOfSatisfying(
                        IndexFault.class, fault -> assertThat(fault.kind()).isEqualTo(IndexFault.Kind.MALFORMED));
    }

    @Test
    void newerVersionsOfTheApiAreReadLikeTheKnown() {
        assertThat(json("{\"meta\": {\"api-version\": \"2.0\"}, \"files\": [{\"url\": \"f-1.zip\"}]}")
                        .files())
                .hasSize(1);
    }

    @Test
    void equalPagesHaveEqualDigestsAndOthersNot() {
        String one = "{\"files\": [{\"url\": \"f-1.zip\"}]}";
        String spaced = "{ \"files\" : [ {\"url\":\"f-1.zip\", \"new\": 1} ], \"_last-serial\": 9 }";
        String yanked = "{\"files\": [{\"url\": \"f-1.zip\", \"yanked\": true}]}";
        assertThat(json(one).digest()).isEqualTo(json(spaced).digest()).hasSize(64);
        assertThat(json(one).digest()).isNotEqualTo(json(yanked).digest());
    }

    private static PageContent json(String text) {
        return PageContent.read(PageContent.JSON, ADDRESS, text.getBytes(StandardCharsets.UTF_8));
    }

    private static PageContent html(String text) {
        return PageContent.read("text/html", ADDRESS, text.getBytes(StandardCharsets.UTF_8));
    }

    private static DistributionFile onlyJson(String fields) {
        return json("{\"files\": [{\"url\": \"/foo_bar-1.0.tar.gz\", " + fields + "}]}")
                .files()
                .getFirst();
    }

    private static DistributionFile onlyHtml(String attributes) {
        return html("<a href='/foo_bar-1.0.tar.gz' " + attributes + ">x</a>")
                .files()
                .getFirst();
    }

    private static DistributionFile plain(String filename, String address) {
        return new DistributionFile(filename, URI.create(address), null, null, null, null, -1, false, null);
    }
}
