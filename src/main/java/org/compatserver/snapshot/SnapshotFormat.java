package org.compatserver.snapshot;

import java.util.Optional;
import java.util.regex.Pattern;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;

/**
 * The names in a snapshot file: a zip of JSON with {@code snapshot.json} (format, version, moment of recording), {@code pages/NAME.json} for each project asked for (columns, one per
 * property of a file; a page of thousands of files packs to about 45 bytes a file that way), and {@code metadata/NAME.json} for each project with metadata read.
 */
final class SnapshotFormat {
    static final String NAME = "compat-snapshot";
    static final int VERSION = 1;
    static final String HEAD = "snapshot.json";
    /** The scheme of the addresses that files of a snapshot have; they cannot be fetched. */
    static final String SCHEME = "snapshot";

    private static final Pattern ADDRESS = Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]*://[^\\s\"'<>)]*");

    private static final Pattern HOST = Pattern.compile(
            "(?i)\\b(?:[a-z0-9-]+\\.)+(?:com|org|net|io|dev|edu|gov|info|de|uk|eu|rs|ai|co|app)\\b(?:[:/][^\\s\"'<>)]*)?");

    private SnapshotFormat() {}

    static String page(ProjectName project) {
        return "pages/" + project.normalized() + ".json";
    }

    /** The project whose page the member is; empty for other members. */
    static Optional<ProjectName> project(String member) {
        return member.startsWith("pages/")
                        && member.endsWith(".json")
                        && ProjectName.parse(member.substring(6, member.length() - 5))
                                instanceof Parsed.Ok<ProjectName>(var name)
                ? Optional.of(name)
                : Optional.empty();
    }

    static String metadata(ProjectName project) {
        return "metadata/" + project.normalized() + ".json";
    }

    /** The text with every address in it replaced by one that names no host in use. */
    static String withoutAddresses(String text) {
        return text.contains("://") ? ADDRESS.matcher(text).replaceAll("https://removed.invalid/") : text;
    }

    /** The same, and names that look like hosts replaced, too; for free text. */
    static String withoutHosts(String text) {
        return text.indexOf('.') < 0
                ? text
                : HOST.matcher(withoutAddresses(text)).replaceAll("removed.invalid");
    }
}
