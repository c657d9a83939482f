package org.compatserver.pep.distribution;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * A source archive's file name: {@code name-version.tar.gz} and its older forms (PEP 625, pip's rules for older ones).
 *
 * @param extension with its dot: {@code .tar.gz}, {@code .zip}, …
 * @param python the Python that an old name's {@code -pyX.Y} ending restricts it to, as written: {@code 2.7}; null for any
 */
public record SourceFilename(
        ProjectName project,
        Version version,
        String extension,
        @Nullable String python) implements DistributionFilename {
    /** The archives that pip takes. */
    static final List<String> EXTENSIONS = List.of(
            ".tar.gz", ".tgz", ".tar", ".zip", ".tar.bz2", ".tbz", ".tar.xz", ".txz", ".tlz", ".tar.lz", ".tar.lzma");

    private static final Pattern PYTHON = Pattern.compile("-py([123]\\.?[0-9]?)\\z");

    private static final Pattern MINOR = Pattern.compile("[123]\\.[0-9]");

    /** A name without a {@code -pyX.Y} ending. */
    public SourceFilename(ProjectName project, Version version, String extension) {
        this(project, version, extension, null);
    }

    /** Whether the {@code -pyX.Y} ending, if there is one, names this Python; {@code -py3} names none, as in pip. */
    public boolean fits(int major, int minor) {
        return python == null || python.equals(major + "." + minor);
    }

    /** The same as a clause on Python versions: {@code ==2.7.*}; one that no Python satisfies where the ending names none; empty for any. */
    public String requiredPython() {
        return python == null ? "" : MINOR.matcher(python).matches() ? "==" + python + ".*" : "<0";
    }

    /**
     * Reads a source archive's file name. The version starts after the first dash before which the project's name stands, however it is spelled, so
     * that a version may contain dashes and a name may, too (pip's rule; Python's {@code packaging} splits at the last dash).
     */
    static Parsed<SourceFilename> parse(String filename, String extension, ProjectName project) {
        String stem = filename.substring(0, filename.length() - extension.length());
        int start = versionStart(stem, project);
        if (start < 0) {
            return Parsed.bad(filename, 0, "It does not start with '" + project + "' and a dash");
        }
        String text = stem.substring(start);
        Matcher ending = PYTHON.matcher(text);
        String python = ending.find() ? ending.group(1) : null;
        String version = python == null ? text : text.substring(0, ending.start());
        return switch (Version.parse(version)) {
            case Parsed.Ok<Version>(var read) -> Parsed.ok(new SourceFilename(project, read, extension, python));
            case Parsed.Bad<Version> _ -> Parsed.bad(filename, start, "'" + version + "' is not a version");
        };
    }

    private static int versionStart(String stem, ProjectName project) {
        for (int dash = stem.indexOf('-'); dash >= 0; dash = stem.indexOf('-', dash + 1)) {
            if (isSpelling(stem, dash, project.normalized())) {
                return dash + 1;
            }
        }
        return -1;
    }

    /** Whether the first {@code end} characters, normalised, are the name. */
    private static boolean isSpelling(String stem, int end, String normalized) {
        int at = 0;
        boolean separator = false;
        for (char c : stem.substring(0, end).toLowerCase(Locale.ROOT).toCharArray()) {
            boolean repeated = separator;
            separator = c == '-' || c == '_' || c == '.';
            if (separator && repeated) {
                continue;
            }
            if (at == normalized.length() || normalized.charAt(at) != (separator ? '-' : c)) {
                return false;
            }
            at++;
        }
        return at == normalized.length();
    }
}
