package org.compatserver.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.compatserver.index.ProjectIndex.PageAnswer;
import org.compatserver.pep.requirement.ProjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: the index that this machine's pip uses, asked for real. */
@Tag("live")
class LiveIndexTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    Path cache;

    @Test
    void knowsManyProjectsAndReadsTheEndOfAWheel() throws Exception {
        Supplier<Optional<String>> pip = DefaultIndex.kept(cache, LiveIndexTest::pipHelp, CLOCK);
        IndexConfiguration configuration = ConfigurationReader.read(
                ConfigurationReader.Flags.NONE, Surroundings.ofThisMachine(System.getenv()), pip);
        try (HttpAccess access = new HttpAccess(
                        configuration.network(), configuration.httpSettings(), HttpAccess.userAgent(), CLOCK);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            SimpleIndex index = new SimpleIndex(configuration, access, cache, PagePolicy.DEFAULT, CLOCK);
            List<Future<PageAnswer>> pages = Stream.of(
                            "six", "django", "requests", "numpy", "urllib3", "no-such-project-at-all-zz")
                    .map(name -> threads.submit(() -> index.page(ProjectName.of(name))))
                    .toList();
            for (Future<PageAnswer> page : pages.subList(0, 5)) {
                assertThat(page.get()).isInstanceOf(PageAnswer.Found.class);
            }
            assertThat(pages.get(5).get()).isInstanceOf(PageAnswer.NoSuchProject.class);
            List<DistributionFile> files =
                    ((PageAnswer.Found) pages.get(0).get()).page().files();
            DistributionFile wheel = files.stream()
                    .filter(file -> file.filename().endsWith(".whl"))
                    .reduce((first, last) -> last)
                    .orElseThrow();
            assertThat(access.suffix(wheel.address(), 1000))
                    .isInstanceOfSatisfying(
                            PartReply.Part.class,
                            part -> assertThat(part.from() + part.bytes().length)
                                    .isEqualTo(part.total()));
        }
    }

    private static Optional<String> pipHelp() {
        ProcessBuilder builder = new ProcessBuilder("python3", "-m", "pip", "help", "install");
        builder.environment().put("COLUMNS", "400");
        try {
            Process process = builder.start();
            return Optional.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
