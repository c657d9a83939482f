package org.compatserver.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.ProjectIndex.PageAnswer;
import org.compatserver.metadata.EssentialFields;
import org.compatserver.metadata.MetadataAnswer;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.requirement.ProjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a universe says arrives over HTTP as it says it. */
class LoopbackIndexTest {
    private static final String TEXT = """
            My.Project 1.0: b>=1
            my-project 1!2.0+local.1
              requires b ; extra == "x"
              extra x
              python >=3.8
              metadata-python >=3.9
              yanked for a reason
              uploaded 2025-03-04T05:06:07Z
              wheel cp313-cp313-win_amd64
              wheel 1-py3-none-any
              sdist egg-info
            b 1.0
              yanked
              uploaded unknown
              invalid
            b 2.0
              requires c>1; python_version < "3"
              sdist static
            b 3.0
              sdist unknowable
            b 4.0
              sdist broken
            project c archived
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path cache;

    @Test
    void servesPagesAndMetadataAsTheUniverseHasThem() {
        Universe universe = Universe.of(TEXT);
        try (LoopbackIndex index = LoopbackIndex.start();
                LoopbackClient client = LoopbackClient.of(index.serve(universe), cache)) {
            universe.pages().forEach((project, page) -> {
                PageAnswer.Found found = (PageAnswer.Found) client.index().page(project);
                assertThat(found.page().status()).isEqualTo(page.status());
                assertThat(found.page().files())
                        .map(LoopbackIndexTest::essence)
                        .isEqualTo(page.files().stream()
                                .map(LoopbackIndexTest::essence)
                                .toList());
                for (DistributionFile file : found.page().files()) {
                    DistributionFilename name =
                            DistributionFilename.parse(file.filename(), project).orElseThrow();
                    assertThat(essence(client.metadata().read(file, name)))
                            .isEqualTo(essence(
                                    Objects.requireNonNull(universe.metadata().get(file.filename()))));
                }
            });
        }
    }

    @Test
    void universesDoNotKnowEachOther() {
        try (LoopbackIndex index = LoopbackIndex.start()) {
            URI first = index.serve(Universe.of("a 1.0"));
            URI second = index.serve(Universe.of("b 1.0"));
            index.forget(first);
            try (LoopbackClient ofFirst = LoopbackClient.of(first, cache.resolve("1"));
                    LoopbackClient ofSecond = LoopbackClient.of(second, cache.resolve("2"))) {
                assertThat(ofFirst.index().page(ProjectName.of("a"))).isInstanceOf(PageAnswer.NoSuchProject.class);
                assertThat(ofSecond.index().page(ProjectName.of("a"))).isInstanceOf(PageAnswer.NoSuchProject.class);
                assertThat(ofSecond.index().page(ProjectName.of("b"))).isInstanceOf(PageAnswer.Found.class);
            }
        }
    }

    private static List<?> essence(DistributionFile file) {
        return java.util.Arrays.asList(file.filename(), file.requiresPython(), file.yanked(), file.uploadTime());
    }

    private static String essence(MetadataAnswer answer) {
        return switch (answer) {
            case MetadataAnswer.Known(String text, boolean assumed) ->
                EssentialFields.reduced(text)
                                .lines()
                                .sorted()
                                .filter(line -> !assumed || !line.startsWith("Metadata-Version"))
                                .toList()
                        + " " + assumed;
            case MetadataAnswer.Unknowable _ -> "unknowable";
            case MetadataAnswer.Broken _ -> "broken";
        };
    }
}
