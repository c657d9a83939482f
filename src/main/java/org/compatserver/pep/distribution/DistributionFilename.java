package org.compatserver.pep.distribution;

import java.util.Locale;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;

/** What the name of a distribution file says. */
public sealed interface DistributionFilename permits WheelFilename, SourceFilename {
    Version version();

    /**
     * Reads a file name found on a project's page.
     *
     * @param project the page's project: file names of another project are a problem, and it tells where the version of a source archive starts
     * @return a problem, too, for the kinds of file that pip passes over: eggs, installers, system packages
     */
    static Parsed<DistributionFilename> parse(String filename, ProjectName project) {
        String extension = extension(filename);
        if (extension.equals(".whl")) {
            return wheel(filename, project);
        }
        if (!SourceFilename.EXTENSIONS.contains(extension)) {
            return Parsed.bad(
                    filename,
                    filename.length() - extension.length(),
                    "It is neither a wheel nor a source archive that pip takes");
        }
        if (extension.equals(".zip") && filename.contains("macosx10")) {
            return Parsed.bad(
                    filename, filename.indexOf("macosx10"), "It is an old binary archive, not a source archive");
        }
        return SourceFilename.parse(filename, extension, project).map(name -> name);
    }

    private static Parsed<DistributionFilename> wheel(String filename, ProjectName project) {
        return switch (WheelFilename.parse(filename)) {
            case Parsed.Bad<WheelFilename>(var problem) -> new Parsed.Bad<>(problem);
            case Parsed.Ok<WheelFilename>(var name) ->
                name.project().equals(project)
                        ? Parsed.ok(name)
                        : Parsed.bad(filename, 0, "It is a file of '" + name.project() + "', not of '" + project + "'");
        };
    }

    /** The ending with its dot, {@code .tar.gz} and the like whole; empty when there is none. Upper case is kept, as pip does, so it matches nothing. */
    private static String extension(String filename) {
        int leadingDots = 0;
        while (leadingDots < filename.length() && filename.charAt(leadingDots) == '.') {
            leadingDots++;
        }
        int dot = filename.lastIndexOf('.');
        if (dot < leadingDots) {
            return "";
        }
        boolean tar = filename.substring(0, dot).toLowerCase(Locale.ROOT).endsWith(".tar");
        return filename.substring(tar ? dot - 4 : dot);
    }
}
