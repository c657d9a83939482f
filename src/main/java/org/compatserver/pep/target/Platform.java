package org.compatserver.pep.target;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.compatserver.pep.Parsed;

/**
 * An operating system and a machine, named by the newest wheel platform tag it supports.
 *
 * @param tag {@code manylinux_2_41_x86_64}, {@code musllinux_1_2_aarch64}, {@code macosx_15_0_arm64}, {@code win_amd64}, …
 */
public record Platform(String tag) {
    /** The official Python image's platform. */
    public static final Platform DEFAULT = new Platform("manylinux_2_41_x86_64");

    /** Debian 13, Alpine, macOS 15 and Windows. */
    private static final Map<String, String> SHORT_NAMES = Map.of(
            "linux", "manylinux_2_41_x86_64",
            "linux-arm64", "manylinux_2_41_aarch64",
            "alpine", "musllinux_1_2_x86_64",
            "alpine-arm64", "musllinux_1_2_aarch64",
            "macos", "macosx_15_0_x86_64",
            "macos-arm64", "macosx_15_0_arm64",
            "windows", "win_amd64",
            "windows-arm64", "win_arm64");

    /**
     * A platform by its tag.
     *
     * @throws IllegalArgumentException if the tag is not one that {@link #parse} gives
     */
    public Platform {
        if (!PlatformTag.read(tag).map(system -> system.tag().equals(tag)).orElse(false)) {
            throw new IllegalArgumentException("Not a supported platform tag: " + tag);
        }
    }

    /**
     * Reads a platform tag, or {@code linux}, {@code alpine}, {@code macos}, {@code windows}, each optionally with {@code -arm64}; upper case does
     * not matter. The older names {@code manylinux2014} and so on give the tag of the same meaning (PEP 600, "Legacy manylinux tags").
     */
    public static Parsed<Platform> parse(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        return PlatformTag.read(SHORT_NAMES.getOrDefault(name, name))
                .map(system -> Parsed.ok(new Platform(system.tag())))
                .orElseGet(() -> Parsed.bad(
                        text,
                        0,
                        "Invalid platform specified. Must be one of: linux, alpine, macos, windows, each also with -arm64, or a"
                                + " platform tag of these on x86_64 or arm64, such as manylinux_2_28_x86_64"));
    }

    /** The wheel platform tags supported there, best first; without {@code any}. */
    List<String> supported() {
        return system().platformTags();
    }

    OperatingSystem system() {
        return PlatformTag.read(tag).orElseThrow();
    }

    @Override
    public String toString() {
        return tag;
    }
}
