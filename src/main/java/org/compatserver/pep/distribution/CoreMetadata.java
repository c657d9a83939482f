package org.compatserver.pep.distribution;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * What the core metadata of one file says about installing it (core metadata specification, 1.0 to 2.5; a later version is read the same way, as
 * pip does).
 *
 * @param metadataVersion as written; {@code 1.0} when the file does not say
 * @param name the project's name as the file spells it
 * @param requiresDist in the file's order
 * @param requiresPython null when there is none, or when it cannot be read (pip ignores it then)
 * @param providesExtra in the file's order; names that cannot be read are left out, since nobody can ask for them
 * @param dynamic the lower-cased names of fields marked Dynamic (PEP 643)
 */
public record CoreMetadata(
        String metadataVersion,
        String name,
        Version version,
        List<Requirement> requiresDist,
        @Nullable SpecifierSet requiresPython,
        List<Extra> providesExtra,
        List<String> dynamic) {

    public CoreMetadata {
        requiresDist = List.copyOf(requiresDist);
        providesExtra = List.copyOf(providesExtra);
        dynamic = List.copyOf(dynamic);
    }

    /** Reads a METADATA or PKG-INFO file; bytes that are not UTF-8 become replacement characters, since they concern names of people only. */
    public static Parsed<CoreMetadata> parse(byte[] file) {
        return parse(new String(file, StandardCharsets.UTF_8));
    }

    /**
     * Reads a METADATA or PKG-INFO file; one requirement that cannot be read is a problem of the whole (pip's rule). Of a field that stands several
     * times though it may not, the first counts, as in pip.
     */
    public static Parsed<CoreMetadata> parse(String text) {
        HeaderBlock fields = HeaderBlock.read(text);
        String name = fields.first("name");
        if (name == null) {
            return Parsed.bad(text, 0, "The metadata has no Name");
        }
        if (ProjectName.parse(name) instanceof Parsed.Bad<ProjectName>(var problem)) {
            return Parsed.bad(name, problem.position(), "The metadata's Name cannot be read: " + problem.message());
        }
        String version = fields.first("version");
        if (version == null) {
            return Parsed.bad(text, 0, "The metadata has no Version");
        }
        return switch (Version.parse(version)) {
            case Parsed.Bad<Version>(var problem) ->
                Parsed.bad(version, problem.position(), "The metadata's Version cannot be read: " + problem.message());
            case Parsed.Ok<Version>(var read) -> parse(fields, name, read);
        };
    }

    private static Parsed<CoreMetadata> parse(HeaderBlock fields, String name, Version version) {
        List<Requirement> requirements = new ArrayList<>();
        for (String field : fields.all("requires-dist")) {
            String line = strip(field);
            switch (Requirement.parse(line)) {
                case Parsed.Ok<Requirement>(var requirement) -> requirements.add(requirement);
                case Parsed.Bad<Requirement>(var problem) -> {
                    return Parsed.bad(
                            line,
                            problem.position(),
                            "Requires-Dist '" + line + "' cannot be read: " + problem.message());
                }
            }
        }
        String metadataVersion = strip(Objects.requireNonNullElse(fields.first("metadata-version"), ""));
        return Parsed.ok(new CoreMetadata(
                metadataVersion.isEmpty() ? "1.0" : metadataVersion,
                name,
                version,
                requirements,
                readPython(fields.first("requires-python")),
                readExtras(fields.all("provides-extra")),
                fields.all("dynamic").stream()
                        .map(field -> strip(field).toLowerCase(Locale.ROOT))
                        .toList()));
    }

    private static @Nullable SpecifierSet readPython(@Nullable String text) {
        return text != null && SpecifierSet.parse(text) instanceof Parsed.Ok<SpecifierSet>(var specifiers)
                ? specifiers
                : null;
    }

    private static List<Extra> readExtras(List<String> texts) {
        List<Extra> extras = new ArrayList<>();
        for (String text : texts) {
            if (Extra.parse(text) instanceof Parsed.Ok<Extra>(var extra)) {
                extras.add(extra);
            }
        }
        return extras;
    }

    /** Python's {@code str.strip}: without the blanks of Unicode at both ends, among them line breaks and the no-break space. */
    private static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
