package org.compatserver.pep.target;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.compatserver.pep.target.OperatingSystem.Glibc;
import org.compatserver.pep.target.OperatingSystem.Legacy;
import org.compatserver.pep.target.OperatingSystem.Mac;
import org.compatserver.pep.target.OperatingSystem.Musl;
import org.compatserver.pep.target.OperatingSystem.Windows;

/** The grammar of the platform tags that name a platform: on x86_64 or 64-bit ARM, of a version that packaging makes tags for. */
final class PlatformTag {
    private static final Pattern LEGACY = Pattern.compile("(manylinux[0-9]+)_(x86_64|aarch64)");
    private static final Pattern GLIBC = Pattern.compile("manylinux_2_([1-9][0-9]?)_(x86_64|aarch64)");
    private static final Pattern MUSL = Pattern.compile("musllinux_1_(0|[1-9][0-9]?)_(x86_64|aarch64)");
    private static final Pattern MAC = Pattern.compile("macosx_([1-9][0-9])_(0|[1-9][0-9]?)_(x86_64|arm64)");
    private static final Pattern WINDOWS = Pattern.compile("win_(amd64|arm64)");

    private PlatformTag() {}

    static Optional<OperatingSystem> read(String tag) {
        Matcher form = WINDOWS.matcher(tag);
        if (form.matches()) {
            return Optional.of(new Windows(form.group(1)));
        }
        form = GLIBC.matcher(tag);
        if (form.matches()) {
            return supported(new Glibc(number(form, 1), form.group(2)));
        }
        form = MUSL.matcher(tag);
        if (form.matches()) {
            return Optional.of(new Musl(number(form, 1), form.group(2)));
        }
        form = MAC.matcher(tag);
        if (form.matches()) {
            return supported(new Mac(number(form, 1), number(form, 2), form.group(3)));
        }
        form = LEGACY.matcher(tag);
        return form.matches() ? legacy(form.group(1), form.group(2)) : Optional.empty();
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    private static Optional<OperatingSystem> legacy(String name, String machine) {
        for (Legacy legacy : Legacy.values()) {
            if (legacy.prefix.equals(name)) {
                return supported(new Glibc(legacy.glibcMinor, machine));
            }
        }
        return Optional.empty();
    }

    private static Optional<OperatingSystem> supported(Glibc linux) {
        return linux.minor() >= linux.oldest() ? Optional.of(linux) : Optional.empty();
    }

    /** The first Intel system with 64 bits was 10.4, the first ARM one 11. */
    private static Optional<OperatingSystem> supported(Mac mac) {
        boolean old = mac.major() == 10 && mac.minor() >= 4 && mac.machine().equals("x86_64");
        return mac.major() >= 11 || old ? Optional.of(mac) : Optional.empty();
    }
}
