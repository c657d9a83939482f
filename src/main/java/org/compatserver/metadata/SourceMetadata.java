package org.compatserver.metadata;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.compatserver.metadata.EssentialFields.Field;
import org.compatserver.metadata.MetadataAnswer.Known;
import org.compatserver.metadata.MetadataAnswer.Unknowable;
import org.compatserver.pep.distribution.SourceFilename;
import org.compatserver.pep.requirement.ProjectName;

/**
 * What a source archive says about itself without being built, in this order: its PKG-INFO, if that is of version 2.2 or later and none of what matters is Dynamic (PEP 643);
 * the {@code [project]} table of its pyproject.toml, if static (PEP 621); its egg-info, assumed to be what a build would say. The first two are uv's rules, with PKG-INFO first; pip builds always.
 */
final class SourceMetadata {
    private static final Set<String> MATTERS = Set.of("requires-dist", "requires-python", "provides-extra");

    private SourceMetadata() {}

    static MetadataAnswer read(Path archive, SourceFilename name) {
        try {
            return choose(SourceArchive.metadataFiles(archive, name.extension()), name);
        } catch (BrokenArchive e) {
            return e.answer();
        }
    }

    /** Whether metadata that an index serves for a source archive, or that lies in it, is what every build of it would say. */
    static boolean isStatic(List<Field> fields) {
        boolean recent = fields.stream()
                .filter(field -> field.name().equals("metadata-version"))
                .findFirst()
                .filter(field -> atLeastTwoTwo(field.value().strip()))
                .isPresent();
        return recent && dynamic(fields).isEmpty();
    }

    private static MetadataAnswer choose(SortedMap<String, byte[]> files, SourceFilename name) throws BrokenArchive {
        ProjectName project = name.project();
        String root = root(files, project);
        List<Field> fields = fields(files, root + "/PKG-INFO");
        if (isStatic(fields)) {
            return new Known(EssentialFields.text(fields), false);
        }
        String reason = dynamicReason(fields);
        byte[] pyproject = files.get(root + "/pyproject.toml");
        if (pyproject != null) {
            StaticProject.Outcome outcome = StaticProject.read(pyproject, name.version());
            switch (outcome) {
                case StaticProject.Static(var text) -> {
                    return new Known(text, false);
                }
                case StaticProject.NotStatic(var why) -> reason = why;
            }
        }
        Optional<String> eggInfo = eggInfo(files, root, project);
        if (eggInfo.isEmpty()) {
            return new Unknowable(reason);
        }
        return new Known(assumed(files, eggInfo.get(), fields), true);
    }

    private static String dynamicReason(List<Field> fields) {
        List<String> dynamic = dynamic(fields);
        return dynamic.isEmpty()
                ? "it has no static metadata and no egg-info: only a build can tell"
                : "it says itself that only a build can tell its " + String.join(", ", dynamic);
    }

    /** What matters of the fields marked Dynamic. */
    private static List<String> dynamic(List<Field> fields) {
        return fields.stream()
                .filter(field -> field.name().equals("dynamic"))
                .map(field -> field.value().strip().toLowerCase(Locale.ROOT))
                .filter(MATTERS::contains)
                .toList();
    }

    private static boolean atLeastTwoTwo(String metadataVersion) {
        String[] parts = metadataVersion.split("\\.", -1);
        try {
            int major = Integer.parseInt(parts[0]);
            return major > 2 || major == 2 && parts.length > 1 && Integer.parseInt(parts[1]) >= 2;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The archive's top directory: of several the one with PKG-INFO, then one of the project's name. */
    private static String root(SortedMap<String, byte[]> files, ProjectName project) {
        Comparator<String> better = Comparator.comparing((String root) -> !files.containsKey(root + "/PKG-INFO"))
                .thenComparing(root -> !EggInfo.normalized(root).startsWith(project.normalized()))
                .thenComparing(Comparator.naturalOrder());
        return files.keySet().stream()
                .map(path -> path.substring(0, path.indexOf('/')))
                .filter(root -> !root.startsWith("._"))
                .distinct()
                .min(better)
                .orElse("");
    }

    private static List<Field> fields(SortedMap<String, byte[]> files, String path) throws BrokenArchive {
        byte[] content = files.get(path);
        return content == null ? List.of() : EssentialFields.read(content);
    }

    /** The directory of the project's egg-info that lies least deep; it counts only with a PKG-INFO. */
    private static Optional<String> eggInfo(SortedMap<String, byte[]> files, String root, ProjectName project) {
        String end = ".egg-info/PKG-INFO";
        return files.keySet().stream()
                .filter(path -> path.startsWith(root + "/") && path.endsWith(end))
                .map(path -> path.substring(0, path.length() - "/PKG-INFO".length()))
                .filter(directory -> EggInfo.normalized(directory.substring(directory.lastIndexOf('/') + 1))
                        .equals(project.normalized() + "-egg-info"))
                .min(Comparator.comparingLong((String directory) ->
                                directory.chars().filter(c -> c == '/').count())
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Name, Version and Requires-Python of the egg-info's PKG-INFO (or of the archive's), requirements of its requires.txt. */
    private static String assumed(SortedMap<String, byte[]> files, String directory, List<Field> fallback)
            throws BrokenArchive {
        List<Field> own = fields(files, directory + "/PKG-INFO");
        Set<String> taken = Set.of("metadata-version", "name", "version", "requires-python");
        List<Field> fields = new ArrayList<>(own.isEmpty() ? fallback : own);
        fields.removeIf(field -> !taken.contains(field.name()));
        byte[] requires = files.get(directory + "/requires.txt");
        if (requires != null) {
            fields.addAll(EggInfo.requirements(requires));
        }
        return EssentialFields.text(fields);
    }
}
