package org.compatserver.pep.target;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.version.Version;

/** A CPython's exact version. */
public record PythonVersion(int major, int minor, int micro) {
    private static final String MESSAGE =
            "Invalid Python version specified. Must be one of: 2, 3, 2.7, 3.6 to 3.15, or X.Y.Z of these";
    private static final Pattern FORM = Pattern.compile("([0-9])(?:\\.(0|[1-9][0-9]?)(?:\\.(0|[1-9][0-9]{0,2}))?)?");

    /**
     * Reads what a user may write: {@code 2} (2.7), {@code 3} (the given default), {@code 2.7}, {@code 3.6} to {@code 3.15}, or X.Y.Z of these. A minor
     * version alone means its newest patch in {@link PythonReleases}.
     *
     * @param three what {@code 3} means, a minor version of Python 3
     */
    public static Parsed<PythonVersion> parse(String text, int three) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Parsed.bad(text, 0, MESSAGE);
        }
        int major = Integer.parseInt(form.group(1));
        int minor = form.group(2) == null ? (major == 2 ? 7 : three) : Integer.parseInt(form.group(2));
        if (!PythonReleases.isSupported(major, minor)) {
            return Parsed.bad(text, 0, MESSAGE);
        }
        return Parsed.ok(
                form.group(3) == null
                        ? newest(major, minor)
                        : new PythonVersion(major, minor, Integer.parseInt(form.group(3))));
    }

    /**
     * The newest patch of a minor version.
     *
     * @throws IllegalArgumentException if the minor version is not one of {@link PythonReleases}
     */
    public static PythonVersion newest(int major, int minor) {
        return new PythonVersion(major, minor, PythonReleases.newestPatch(major, minor));
    }

    /** As a version, for comparison with Requires-Python. */
    public Version version() {
        return Version.of(toString());
    }

    /** The minor version, as the marker variable {@code python_version} has it: {@code 3.13}. */
    public String minorVersion() {
        return major + "." + minor;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + micro;
    }
}
