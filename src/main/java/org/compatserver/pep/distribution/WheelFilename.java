package org.compatserver.pep.distribution;

import java.util.List;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;

/**
 * A wheel's file name: {@code name-version[-build]-python-abi-platform.whl} (PEP 427, PEP 425).
 *
 * @param build the build tag; {@link BuildTag#NONE} without one
 * @param tags the tags that the compressed tag sets stand for, in order of writing
 */
public record WheelFilename(ProjectName project, Version version, BuildTag build, List<Tag> tags)
        implements DistributionFilename {
    private static final String EXTENSION = ".whl";

    public WheelFilename {
        tags = List.copyOf(tags);
    }

    /** Reads a wheel's file name, whichever project it is of. */
    public static Parsed<WheelFilename> parse(String filename) {
        if (!filename.endsWith(EXTENSION)) {
            return Parsed.bad(filename, filename.length(), "A wheel's name ends with .whl");
        }
        String stem = filename.substring(0, filename.length() - EXTENSION.length());
        String[] parts = stem.split("-", -1);
        if (parts.length != 5 && parts.length != 6) {
            return Parsed.bad(filename, 0, "A wheel's name has five or six parts, joined by dashes");
        }
        if (parts[0].contains("__")) {
            return Parsed.bad(filename, parts[0].indexOf("__"), "The project's name in a wheel's name has no '__'");
        }
        return switch (ProjectName.parse(parts[0])) {
            case Parsed.Bad<ProjectName>(var problem) -> Parsed.bad(filename, problem.position(), problem.message());
            case Parsed.Ok<ProjectName>(var project) -> parse(filename, stem, project, parts);
        };
    }

    private static Parsed<WheelFilename> parse(String filename, String stem, ProjectName project, String[] parts) {
        int place = parts[0].length() + 1;
        if (!(Version.parse(parts[1]) instanceof Parsed.Ok<Version>(var version))) {
            return Parsed.bad(filename, place, "'" + parts[1] + "' is not a version");
        }
        place += parts[1].length() + 1;
        BuildTag build = BuildTag.NONE;
        if (parts.length == 6) {
            if (!(BuildTag.parse(parts[2]) instanceof Parsed.Ok<BuildTag>(var given))) {
                return Parsed.bad(filename, place, "A build tag starts with a digit");
            }
            build = given;
            place += parts[2].length() + 1;
        }
        return switch (Tag.parseSet(stem.substring(place))) {
            case Parsed.Bad<List<Tag>>(var problem) ->
                Parsed.bad(filename, place + problem.position(), problem.message());
            case Parsed.Ok<List<Tag>>(var tags) -> Parsed.ok(new WheelFilename(project, version, build, tags));
        };
    }
}
