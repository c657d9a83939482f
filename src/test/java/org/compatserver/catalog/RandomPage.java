package org.compatserver.catalog;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.ProjectPage;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.testing.Universe;
import org.jspecify.annotations.Nullable;

/** Makes pages with everything that pages have, good and bad, from a seed. */
final class RandomPage {
    private static final List<String> VERSIONS = List.of(
            "1",
            "1.0",
            "1.0.0",
            "1.1",
            "1.1.post1",
            "1.2a1",
            "1.2",
            "2.0rc1",
            "2.0.dev3",
            "2",
            "1!0.1",
            "3.0+local",
            "1_5",
            "nonsense",
            "4.0",
            "4.1",
            "5");
    private static final List<String> TAGS = List.of(
            "py3-none-any",
            "py2.py3-none-any",
            "py2-none-any",
            "cp313-cp313-manylinux_2_17_x86_64.manylinux2014_x86_64",
            "cp313-cp313-manylinux_2_28_x86_64",
            "cp312-cp312-manylinux_2_17_x86_64",
            "cp313-abi3-manylinux_2_17_x86_64",
            "cp38-abi3-manylinux1_x86_64",
            "cp313-cp313-win_amd64",
            "cp313-cp313-macosx_11_0_arm64",
            "cp313-cp313-musllinux_1_2_x86_64",
            "1-py3-none-any",
            "10-py3-none-any",
            "2x-py3-none-any",
            "broken");
    private static final List<String> PYTHONS =
            List.of(">=3.8", ">=3.13", ">=3.14", "<3", ">=2.7,!=3.0.*", "~=3.6", ">=3.12.*", "nonsense", "");
    private static final List<String> ENDINGS = List.of(".tar.gz", ".zip", ".tar.bz2", ".egg", ".exe", "");

    private final Random random;

    RandomPage(long seed) {
        this.random = new Random(seed);
    }

    ProjectPage page(int files) {
        List<DistributionFile> listed = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            listed.add(file());
        }
        return new ProjectPage(
                ProjectName.of("some-project"),
                listed,
                random.nextBoolean() ? null : "archived",
                "" + random.nextLong());
    }

    private DistributionFile file() {
        String stem = "some_project-" + (chance(4) ? random.nextInt(40) + "." + random.nextInt(9) : any(VERSIONS));
        String filename = chance(3) ? stem + any(ENDINGS) : stem + "-" + any(TAGS) + ".whl";
        String folder = "https://files.example/" + random.nextInt(3) + "/";
        return new DistributionFile(
                filename,
                URI.create(chance(5) ? folder + filename.replace(".", "%2E") : folder + filename),
                chance(5) ? null : "%064x".formatted(random.nextLong() & Long.MAX_VALUE),
                chance(2) ? null : any(PYTHONS),
                chance(4) ? (chance(2) ? "" : "a reason") : null,
                uploaded(),
                random.nextInt(1_000_000) - 1,
                chance(2),
                chance(4) ? "%064x".formatted(random.nextInt(1_000)) : null);
    }

    private @Nullable Instant uploaded() {
        return chance(8) ? null : Universe.FIRST_UPLOAD.plus(Duration.ofHours(random.nextInt(1_000)));
    }

    Instant moment() {
        return Universe.FIRST_UPLOAD.plus(Duration.ofHours(random.nextInt(1_000)));
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
