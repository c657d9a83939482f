package org.compatserver.pep.target;

import org.compatserver.pep.Parsed;

/**
 * An operating system and a machine, named by the newest wheel platform tag it supports.
 *
 * @param tag {@code manylinux_2_41_x86_64}, {@code musllinux_1_2_aarch64}, {@code macosx_15_0_arm64}, {@code win_amd64}, …
 */
public record Platform(String tag) {
    /** The official Python image's platform. */
    public static final Platform DEFAULT = new Platform("manylinux_2_41_x86_64");

    /** Reads a platform tag, or {@code linux}, {@code alpine}, {@code macos}, {@code windows}, each optionally with {@code -arm64}. */
    public static Parsed<Platform> parse(String text) {
        throw new UnsupportedOperationException("contract");
    }

    @Override
    public String toString() {
        return tag;
    }
}
