package org.compatserver.pep.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.compatserver.pep.distribution.Tag;
import org.compatserver.pep.target.OperatingSystem.Glibc;
import org.compatserver.pep.target.OperatingSystem.Musl;

/**
 * Makes the list of supported tags as {@code packaging.tags.sys_tags} does on a CPython with the global interpreter lock, not a debug build. The patch
 * version plays no part.
 */
final class TagList {
    /** Targets in use at once are few; a server that is asked for every target there is must not keep them all. */
    private static final int KEPT = 128;

    private static final Map<Key, SupportedTags> MADE = new ConcurrentHashMap<>();

    private record Key(int major, int minor, Platform platform) {}

    private TagList() {}

    static SupportedTags of(Target target) {
        Key key = new Key(target.python().major(), target.python().minor(), target.platform());
        SupportedTags made = MADE.get(key);
        if (made == null) {
            if (MADE.size() >= KEPT) {
                MADE.clear();
            }
            made = MADE.computeIfAbsent(key, missing -> new SupportedTags(make(missing)));
        }
        return made;
    }

    private static List<Tag> make(Key key) {
        List<String> platforms = key.platform.supported();
        String cpython = "cp" + key.major + key.minor;
        List<Tag> tags = new ArrayList<>();
        add(tags, cpython, abi(key), platforms);
        if (key.major >= 3) {
            add(tags, cpython, "abi3", platforms);
        }
        add(tags, cpython, "none", platforms);
        if (key.major >= 3) {
            // The stable ABI began with 3.2 (PEP 384).
            for (int minor = key.minor - 1; minor >= 2; minor--) {
                add(tags, "cp" + key.major + minor, "abi3", platforms);
            }
        }
        List<String> pythons = pythons(key);
        for (String python : pythons) {
            add(tags, python, "none", platforms);
        }
        tags.add(new Tag(cpython, "none", "any"));
        for (String python : pythons) {
            tags.add(new Tag(python, "none", "any"));
        }
        return tags;
    }

    /** {@code py313, py3, py312, … py30}. */
    private static List<String> pythons(Key key) {
        List<String> pythons = new ArrayList<>();
        pythons.add("py" + key.major + key.minor);
        pythons.add("py" + key.major);
        for (int minor = key.minor - 1; minor >= 0; minor--) {
            pythons.add("py" + key.major + minor);
        }
        return pythons;
    }

    /**
     * The ABI of an ordinary build: {@code m} for pymalloc up to 3.7; in 2.7 also {@code u} for wide Unicode, as Linux has it and macOS and Windows do
     * not.
     */
    private static String abi(Key key) {
        String plain = "cp" + key.major + key.minor;
        if (key.major == 2) {
            OperatingSystem system = key.platform.system();
            return plain + (system instanceof Glibc || system instanceof Musl ? "mu" : "m");
        }
        return key.minor < 8 ? plain + "m" : plain;
    }

    private static void add(List<Tag> tags, String python, String abi, List<String> platforms) {
        for (String platform : platforms) {
            tags.add(new Tag(python, abi, platform));
        }
    }
}
