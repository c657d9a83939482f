package org.compatserver.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.compatserver.metadata.EssentialFields.Field;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * The {@code [project]} table of a pyproject.toml (PEP 621). It is static when the name is given, and dependencies, optional-dependencies and requires-python
 * are each given or absent, but not listed in {@code dynamic}. A version that is left to the build is that of the file's name.
 */
final class StaticProject {
    /** A larger one is not read: the parser's depth grows with the text. */
    private static final int LARGEST = 512 * 1024;

    private static final List<String> MUST_BE_STATIC =
            List.of("name", "dependencies", "optional-dependencies", "requires-python");

    private StaticProject() {}

    /** What came of it. */
    sealed interface Outcome {}

    /** @param text in the form of a METADATA file */
    record Static(String text) implements Outcome {}

    /** @param reason why it does not tell the metadata, without a capital at its start */
    record NotStatic(String reason) implements Outcome {}

    /** @param filenameVersion the version in the archive's name */
    static Outcome read(byte[] pyproject, Version filenameVersion) {
        try {
            if (pyproject.length > LARGEST) {
                return new NotStatic("its pyproject.toml has more than " + LARGEST + " bytes");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(pyproject))
                    .toString();
            TomlParseResult toml = Toml.parse(text);
            if (toml.hasErrors()) {
                return new NotStatic("its pyproject.toml is not valid TOML: "
                        + toml.errors().getFirst().getMessage());
            }
            TomlTable project = toml.getTable(List.of("project"));
            return project == null
                    ? new NotStatic(
                            "its pyproject.toml has no [project] table, and it has no egg-info: only a build can tell")
                    : read(project, filenameVersion);
        } catch (CharacterCodingException e) {
            return new NotStatic("its pyproject.toml is not UTF-8 text");
        } catch (WrongType e) {
            return new NotStatic("its pyproject.toml is not valid: " + e.getMessage());
        } catch (StackOverflowError e) {
            return new NotStatic("its pyproject.toml is nested too deeply");
        }
    }

    private static Outcome read(TomlTable project, Version filenameVersion) throws WrongType {
        List<String> dynamic = strings(project, "dynamic");
        for (String key : MUST_BE_STATIC) {
            if (dynamic.contains(key)) {
                return new NotStatic("its pyproject.toml leaves " + key + " to the build");
            }
        }
        String name = string(project, "name");
        String version = dynamic.contains("version") ? filenameVersion.toString() : string(project, "version");
        if (name == null || version == null) {
            return new NotStatic("its pyproject.toml gives no " + (name == null ? "name" : "version"));
        }
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("metadata-version", "2.2"));
        fields.add(new Field("name", name));
        fields.add(new Field("version", version));
        String requiresPython = string(project, "requires-python");
        if (requiresPython != null) {
            fields.add(new Field("requires-python", requiresPython));
        }
        Map<String, List<String>> optional = optional(project);
        optional.keySet().forEach(extra -> fields.add(new Field("provides-extra", extra)));
        for (String requirement : strings(project, "dependencies")) {
            fields.add(new Field("requires-dist", requirement));
        }
        optional.forEach((extra, requirements) -> requirements.forEach(
                requirement -> fields.add(new Field("requires-dist", EggInfo.withMarker(requirement, "", extra)))));
        return new Static(EssentialFields.text(fields));
    }

    private static Map<String, List<String>> optional(TomlTable project) throws WrongType {
        Map<String, List<String>> requirements = new TreeMap<>();
        Object given = project.get(List.of("optional-dependencies"));
        if (given instanceof TomlTable table) {
            for (String extra : table.keySet()) {
                requirements.put(oneLine(extra), strings(table, extra));
            }
        } else if (given != null) {
            throw new WrongType("optional-dependencies is not a table");
        }
        return requirements;
    }

    private static @Nullable String string(TomlTable table, String key) throws WrongType {
        Object given = table.get(List.of(key));
        if (given == null || given instanceof String) {
            return given == null ? null : oneLine((String) given);
        }
        throw new WrongType(key + " is not a text");
    }

    private static List<String> strings(TomlTable table, String key) throws WrongType {
        Object given = table.get(List.of(key));
        if (given == null) {
            return List.of();
        }
        if (!(given instanceof TomlArray array)) {
            throw new WrongType(key + " is not a list");
        }
        List<String> strings = new ArrayList<>();
        for (Object element : array.toList()) {
            if (!(element instanceof String text)) {
                throw new WrongType(key + " is not a list of texts");
            }
            strings.add(oneLine(text));
        }
        return strings;
    }

    /** A text that cannot start a new field of the metadata made of it. */
    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }

    private static final class WrongType extends Exception {
        private static final long serialVersionUID = 1L;

        WrongType(String message) {
            super(message);
        }
    }
}
