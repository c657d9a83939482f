package org.compatserver.pep.referee;

import static org.compatserver.pep.referee.CaseClass.INVALID;
import static org.compatserver.pep.referee.Texts.oneIn;
import static org.compatserver.pep.referee.Texts.pick;
import static org.compatserver.pep.referee.Texts.some;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.Tag;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.SupportedTags;
import org.compatserver.pep.target.Target;

/** Supported tags: whole lists in order, and the ranks of tags in them. */
final class TagCases {
    private static final String[] PYTHONS = {
        "2.7", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15"
    };
    private static final String[] PLATFORMS = {
        "manylinux_2_41_x86_64",
        "manylinux_2_41_aarch64",
        "manylinux_2_17_x86_64",
        "manylinux_2_12_x86_64",
        "manylinux_2_5_x86_64",
        "musllinux_1_2_x86_64",
        "musllinux_1_1_aarch64",
        "macosx_10_9_x86_64",
        "macosx_11_0_arm64",
        "macosx_15_0_x86_64",
        "macosx_26_0_arm64",
        "win_amd64",
        "win_arm64"
    };

    private TagCases() {}

    static List<CaseClass> classes() {
        return List.of(lists(), ranks());
    }

    private static CaseClass lists() {
        CaseClass cases = new CaseClass(
                "tags: the whole list of a target",
                "tag_list",
                5_000,
                random -> List.of(pick(random, PYTHONS), platform(random)),
                TagCases::list);
        for (String python : PYTHONS) {
            for (String platform : PLATFORMS) {
                cases = cases.also(python, platform);
            }
        }
        return cases;
    }

    private static CaseClass ranks() {
        return new CaseClass("tags: the rank of a wheel's tags", "tag_rank", 20_000, TagCases::rankCase, TagCases::rank)
                .also("3.13", "manylinux_2_41_x86_64", "cp313-cp313-manylinux_2_17_x86_64.manylinux2014_x86_64")
                .also("3.13", "manylinux_2_41_x86_64", "cp39-abi3-manylinux2014_x86_64")
                .also("3.13", "macosx_15_0_x86_64", "cp313-cp313-macosx_10_16_universal2")
                .also("2.7", "win_amd64", "cp27-cp27m-win_amd64")
                .also("3.13", "win_amd64", "py2.py3-none-any");
    }

    private static String platform(Random random) {
        String linux = pick(random, "x86_64", "aarch64");
        return switch (random.nextInt(4)) {
            case 0 -> "manylinux_2_" + ((linux.equals("x86_64") ? 5 : 17) + random.nextInt(45)) + "_" + linux;
            case 1 -> "musllinux_1_" + random.nextInt(8) + "_" + linux;
            case 2 ->
                oneIn(random, 3)
                        ? "macosx_10_" + (4 + random.nextInt(13)) + "_x86_64"
                        : "macosx_" + (11 + random.nextInt(18)) + "_" + random.nextInt(7) + "_"
                                + pick(random, "x86_64", "arm64");
            default -> pick(random, "win_amd64", "win_arm64");
        };
    }

    /** Half of the tags are ones that the target supports, with something else beside. */
    private static List<String> rankCase(Random random) {
        String python = pick(random, "2.7", "3.6", "3.9", "3.13", "3.15");
        String platform = pick(random, PLATFORMS);
        String set = tagSet(random);
        if (random.nextBoolean()) {
            List<Tag> ordered = tags(List.of(python, platform)).ordered();
            Tag tag = ordered.get(random.nextInt(ordered.size()));
            set = tag.python() + ".xx-" + tag.abi() + "-" + tag.platform() + "."
                    + pick(random, "any", "win32", "linux_x86_64");
        }
        return List.of(python, platform, set);
    }

    private static String tagSet(Random random) {
        String python = some(
                random, 1, 2, ".", "cp313", "cp39", "cp36", "cp27", "cp32", "cp31", "py3", "py2", "py27", "py313",
                "py30", "cp315", "pp310");
        String abi =
                some(random, 1, 2, ".", "none", "abi3", "cp313", "cp39", "cp36m", "cp27mu", "cp27m", "cp313t", "abi3t");
        String machine = pick(random, "x86_64", "aarch64", "arm64", "universal2", "intel", "i686");
        String platform = some(
                random,
                1,
                3,
                ".",
                "any",
                "win_amd64",
                "win32",
                "linux_" + machine,
                "manylinux1_" + machine,
                "manylinux2010_" + machine,
                "manylinux2014_" + machine,
                "manylinux_2_" + random.nextInt(50) + "_" + machine,
                "musllinux_1_" + random.nextInt(4) + "_" + machine,
                "macosx_10_" + random.nextInt(18) + "_" + machine,
                "macosx_" + (11 + random.nextInt(17)) + "_0_" + machine);
        return python + "-" + abi + "-" + platform;
    }

    private static SupportedTags tags(List<String> texts) {
        PythonVersion python = PythonVersion.parse(texts.get(0), 13).orElseThrow();
        return new Target(python, Platform.parse(texts.get(1)).orElseThrow()).tags();
    }

    private static String list(List<String> texts) {
        List<Tag> ordered = tags(texts).ordered();
        String all = ordered.stream().map(Tag::toString).collect(Collectors.joining("\n"));
        return ordered.size() + " " + ordered.getFirst() + " " + ordered.getLast() + " " + sha256(all);
    }

    private static String rank(List<String> texts) {
        return switch (Tag.parseSet(texts.get(2))) {
            case Parsed.Bad<List<Tag>> _ -> INVALID;
            case Parsed.Ok<List<Tag>>(var tags) -> {
                int rank = tags(texts).rank(tags);
                yield rank == Integer.MAX_VALUE ? "none" : String.valueOf(rank);
            }
        };
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
