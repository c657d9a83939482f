package org.compatserver.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.compatserver.metadata.Archives;
import org.compatserver.metadata.MetadataAnswer;

/** Makes the files of a universe: the least that is a valid wheel or source archive and says what the universe says of it. */
final class FileBytes {
    private static final Pattern EXTRA = Pattern.compile("(.*);\\s*extra\\s*==\\s*[\"']([^\"']+)[\"']\\s*");

    private FileBytes() {}

    /** The bytes of a wheel or of a {@code .tar.gz}. */
    static byte[] of(String filename, MetadataAnswer metadata) {
        return filename.endsWith(".whl") ? wheel(filename, text(metadata)) : archive(filename, metadata);
    }

    /** The METADATA of a wheel. */
    static String text(MetadataAnswer metadata) {
        if (metadata instanceof MetadataAnswer.Known(String text, boolean _)) {
            return text;
        }
        throw new IllegalArgumentException("A wheel's metadata is known: " + metadata);
    }

    private static byte[] wheel(String filename, String metadata) {
        String[] parts =
                filename.substring(0, filename.length() - ".whl".length()).split("-", 0);
        String folder = parts[0] + "-" + parts[1] + ".dist-info/";
        String tags = String.join("-", List.of(parts).subList(parts.length - 3, parts.length));
        String record = "%1$sMETADATA,,\n%1$sWHEEL,,\n%1$sRECORD,,\n".formatted(folder);
        return Archives.zip(Archives.files(
                folder + "METADATA",
                metadata,
                folder + "WHEEL",
                "Wheel-Version: 1.0\nGenerator: compatserver\nRoot-Is-Purelib: true\nTag: " + tags + "\n",
                folder + "RECORD",
                record));
    }

    private static byte[] archive(String filename, MetadataAnswer metadata) {
        String root = filename.substring(0, filename.length() - ".tar.gz".length());
        Map<String, String> files = new LinkedHashMap<>();
        switch (metadata) {
            case MetadataAnswer.Broken _ -> {
                return "no archive".getBytes(StandardCharsets.UTF_8);
            }
            case MetadataAnswer.Unknowable _ -> files.put(root + "/setup.py", "raise SystemExit('not to be run')\n");
            case MetadataAnswer.Known(String text, boolean assumed) -> {
                files.put(root + "/PKG-INFO", text);
                if (assumed) {
                    String folder = root + "/" + root.substring(0, root.indexOf('-')) + ".egg-info/";
                    files.put(folder + "PKG-INFO", text);
                    files.put(folder + "requires.txt", requiresTxt(text));
                }
            }
        }
        return Archives.source(files, ".tar.gz");
    }

    /** The Requires-Dist of a metadata text in setuptools' form; the only marker that moves into a section is that of one extra. */
    private static String requiresTxt(String metadata) {
        Map<String, List<String>> sections = new TreeMap<>();
        metadata.lines()
                .filter(line -> line.startsWith("Provides-Extra: "))
                .forEach(line -> sections.put(line.substring("Provides-Extra: ".length()), new ArrayList<>()));
        sections.put("", new ArrayList<>());
        metadata.lines()
                .filter(line -> line.startsWith("Requires-Dist: "))
                .map(line -> line.substring("Requires-Dist: ".length()))
                .forEach(requirement -> {
                    Matcher ofExtra = EXTRA.matcher(requirement);
                    boolean matches = ofExtra.matches();
                    sections.computeIfAbsent(matches ? ofExtra.group(2) : "", key -> new ArrayList<>())
                            .add(matches ? ofExtra.group(1).strip() : requirement);
                });
        StringBuilder text = new StringBuilder();
        sections.forEach((extra, requirements) -> {
            text.append(extra.isEmpty() ? "" : "\n[" + extra + "]\n");
            requirements.forEach(requirement -> text.append(requirement).append('\n'));
        });
        return text.toString();
    }
}
