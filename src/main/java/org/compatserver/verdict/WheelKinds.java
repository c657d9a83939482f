package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.Tag;
import org.compatserver.pep.target.Target;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/** What wheels that do not fit a target are for, in words: {@code wheels for Windows only}, {@code no wheel for CPython 3.15}. */
final class WheelKinds {
    /** {@code cp313}, {@code py27}; not {@code py3}, which is no minor version. */
    private static final Pattern PYTHON = Pattern.compile("(?:cp|py)([23])([0-9]+)");

    private final Target target;
    private final Set<String> pythons = new HashSet<>();
    private final Set<String> platforms = new HashSet<>();

    WheelKinds(Target target) {
        this.target = target;
        for (Tag tag : target.tags().ordered()) {
            pythons.add(tag.python() + "-" + tag.abi());
            platforms.add(tag.platform());
        }
    }

    /**
     * What versions have, the object of a sentence.
     *
     * @param newest the newest Python that has wheels, where it is the Python that does not fit; null where it is something else
     */
    record Found(String object, @Nullable Version newest) {}

    /** @param texts the tags of the wheels, none of which fits */
    Found found(Collection<String> texts) {
        List<Tag> tags = parsed(texts);
        List<Tag> here =
                tags.stream().filter(tag -> platforms.contains(tag.platform())).toList();
        if (here.isEmpty()) {
            return new Found("wheels for " + Phrases.join(families(tags), "and") + " only", null);
        }
        String python = "CPython " + target.python().minorVersion();
        boolean elsewhere = tags.stream().anyMatch(tag -> pythons.contains(tag.python() + "-" + tag.abi()));
        return elsewhere
                ? new Found(
                        "no wheel for " + python + " on "
                                + family(target.platform().tag()),
                        null)
                : new Found("no wheel for " + python, newest(here));
    }

    /** The Pythons that have wheels for this platform, ascending, where this Python has none; none where it is something else that does not fit. */
    List<String> otherPythons(Collection<String> texts) {
        List<Tag> here = parsed(texts).stream()
                .filter(tag -> platforms.contains(tag.platform()))
                .toList();
        List<String> pythons =
                minorVersions(here).stream().sorted().map(Version::toString).toList();
        return pythons.contains(target.python().minorVersion()) ? List.of() : pythons;
    }

    private static List<Tag> parsed(Collection<String> texts) {
        List<Tag> tags = new ArrayList<>();
        for (String text : texts) {
            if (Tag.parseSet(text) instanceof Parsed.Ok<List<Tag>>(List<Tag> read)) {
                tags.addAll(read);
            }
        }
        return tags;
    }

    private List<String> families(List<Tag> tags) {
        String own = target.platform().tag();
        Set<String> families = new TreeSet<>();
        for (Tag tag : tags) {
            String family = family(tag.platform());
            if (!family.equals(family(own))) {
                families.add(family);
            } else if (machine(tag.platform()).equals(machine(own))) {
                families.add("other versions of " + family);
            } else {
                families.add(family + " on other machines");
            }
        }
        return families.isEmpty() ? List.of("other platforms") : new ArrayList<>(families);
    }

    private static String family(String platform) {
        if (platform.startsWith("win")) {
            return "Windows";
        }
        if (platform.startsWith("macosx")) {
            return "macOS";
        }
        if (platform.startsWith("musllinux")) {
            return "Linux (musl)";
        }
        return platform.startsWith("manylinux") || platform.startsWith("linux") ? "Linux (glibc)" : "other systems";
    }

    private static String machine(String platform) {
        if (platform.endsWith("x86_64") || platform.endsWith("amd64")) {
            return "x86_64";
        }
        return platform.endsWith("arm64") || platform.endsWith("aarch64") ? "arm64" : platform;
    }

    private static @Nullable Version newest(List<Tag> tags) {
        return minorVersions(tags).stream().max(Version::compareTo).orElse(null);
    }

    private static Set<Version> minorVersions(List<Tag> tags) {
        Set<Version> found = new HashSet<>();
        for (Tag tag : tags) {
            Matcher python = PYTHON.matcher(tag.python());
            if (python.matches()) {
                found.add(Version.of(python.group(1) + "." + python.group(2)));
            }
        }
        return found;
    }
}
