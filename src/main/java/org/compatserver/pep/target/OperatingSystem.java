package org.compatserver.pep.target;

import java.util.ArrayList;
import java.util.List;

/**
 * What a platform tag stands for. Each kind lists the platform tags that it supports as Python's {@code packaging.tags} does on such a machine, best
 * first.
 */
sealed interface OperatingSystem {
    /** The newest platform tag that it supports, in the spelling of PEP 600 and its like. */
    String tag();

    /** All platform tags that it supports, best first; without {@code any}. */
    List<String> platformTags();

    /** What the machine calls itself: {@code platform.machine()}. */
    String machine();

    /** The manylinux names from before PEP 600, with the glibc that each stands for (PEP 513, PEP 571, PEP 599). */
    enum Legacy {
        CENTOS_7("manylinux2014", 17),
        CENTOS_6("manylinux2010", 12),
        CENTOS_5("manylinux1", 5);

        final String prefix;
        final int glibcMinor;

        Legacy(String prefix, int glibcMinor) {
            this.prefix = prefix;
            this.glibcMinor = glibcMinor;
        }
    }

    /** A Linux with the GNU C library 2.{@code minor} (PEP 600). */
    record Glibc(int minor, String machine) implements OperatingSystem {
        /** The oldest glibc of any wheel: CentOS 5's on x86_64, CentOS 7's elsewhere. */
        int oldest() {
            return machine.equals("x86_64") ? 5 : 17;
        }

        @Override
        public String tag() {
            return "manylinux_2_" + minor + "_" + machine;
        }

        @Override
        public List<String> platformTags() {
            List<String> tags = new ArrayList<>();
            tags.add("linux_" + machine);
            for (int older = minor; older >= oldest(); older--) {
                tags.add("manylinux_2_" + older + "_" + machine);
                for (Legacy legacy : Legacy.values()) {
                    if (legacy.glibcMinor == older) {
                        tags.add(legacy.prefix + "_" + machine);
                    }
                }
            }
            return tags;
        }
    }

    /** A Linux with the musl C library 1.{@code minor} (PEP 656). */
    record Musl(int minor, String machine) implements OperatingSystem {
        @Override
        public String tag() {
            return "musllinux_1_" + minor + "_" + machine;
        }

        @Override
        public List<String> platformTags() {
            List<String> tags = new ArrayList<>();
            tags.add("linux_" + machine);
            for (int older = minor; older >= 0; older--) {
                tags.add("musllinux_1_" + older + "_" + machine);
            }
            return tags;
        }
    }

    /** A macOS; from 11 on the minor version plays no part in tags, before that the major version is always 10. */
    record Mac(int major, int minor, String machine) implements OperatingSystem {
        private static final List<String> INTEL =
                List.of("x86_64", "intel", "fat64", "fat3", "universal2", "universal");
        private static final List<String> ARM = List.of("arm64", "universal2");

        @Override
        public String tag() {
            return "macosx_" + major + "_" + minor + "_" + machine;
        }

        @Override
        public List<String> platformTags() {
            boolean intel = machine.equals("x86_64");
            List<String> tags = new ArrayList<>();
            for (int version = major; version >= 11; version--) {
                add(tags, version, 0, intel ? INTEL : ARM);
            }
            // 10.16 is what an old build takes macOS 11 for. On ARM, universal2 wheels may name the older system of
            // their Intel half.
            for (int version = major >= 11 ? 16 : minor; version >= 4; version--) {
                add(tags, 10, version, intel ? INTEL : List.of("universal2"));
            }
            return tags;
        }

        private static void add(List<String> tags, int major, int minor, List<String> formats) {
            for (String format : formats) {
                tags.add("macosx_" + major + "_" + minor + "_" + format);
            }
        }
    }

    /** A 64-bit Windows. */
    record Windows(String architecture) implements OperatingSystem {
        @Override
        public String tag() {
            return "win_" + architecture;
        }

        @Override
        public List<String> platformTags() {
            return List.of(tag());
        }

        @Override
        public String machine() {
            return architecture.equals("amd64") ? "AMD64" : "ARM64";
        }
    }
}
