package org.compatserver.testing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.ProjectPage;
import org.compatserver.metadata.MetadataAnswer;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

/** Reads the text of a {@link Universe}. It keeps texts as they are, so that universes may hold what no grammar accepts. */
final class UniverseParser {
    private static final Pattern RELEASE = Pattern.compile("([A-Za-z0-9._-]+)\\s+([^\\s:]+)\\s*(?::(.*))?");

    /** One block of the text. */
    private static final class Block {
        final String name;
        final String version;
        final List<String> requirements = new ArrayList<>();
        final List<String> extras = new ArrayList<>();
        final List<String> wheels = new ArrayList<>();
        final List<String> archives = new ArrayList<>();
        String metadataName;
        String metadataVersion;

        @Nullable
        String python;

        @Nullable
        String metadataPython;

        @Nullable
        String yanked;

        @Nullable
        Instant uploaded;

        Block(String name, String version, Instant uploaded) {
            this.name = name;
            this.version = version;
            this.uploaded = uploaded;
            this.metadataName = name;
            this.metadataVersion = version;
        }
    }

    private final Map<ProjectName, List<Block>> projects = new LinkedHashMap<>();
    private final Map<ProjectName, String> statuses = new LinkedHashMap<>();
    private int blocks;
    private @Nullable Block current;

    void line(String raw) {
        String line = withoutComment(raw);
        if (line.isBlank()) {
            return;
        }
        if (Character.isWhitespace(line.charAt(0))) {
            Block block = current;
            if (block == null) {
                throw new IllegalArgumentException("an indented line belongs under a release");
            }
            String[] words = line.strip().split("\\s+", 2);
            property(block, words[0], words.length > 1 ? words[1] : "");
        } else if (line.startsWith("project ")) {
            String[] words = line.strip().split("\\s+", 0);
            ProjectName project = ProjectName.of(words[1]);
            projects.computeIfAbsent(project, key -> new ArrayList<>());
            if (words.length > 2) {
                statuses.put(project, words[2]);
            }
            current = null;
        } else {
            current = release(line.strip());
        }
    }

    private Block release(String line) {
        Matcher matcher = RELEASE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a release is 'name version' or 'name version: requirements'");
        }
        Block block =
                new Block(matcher.group(1), matcher.group(2), Universe.FIRST_UPLOAD.plus(Duration.ofDays(blocks)));
        blocks++;
        if (matcher.group(3) != null) {
            block.requirements.addAll(requirements(matcher.group(3)));
        }
        projects.computeIfAbsent(ProjectName.of(block.name), key -> new ArrayList<>())
                .add(block);
        return block;
    }

    private static void property(Block block, String key, String value) {
        switch (key) {
            case "requires" -> block.requirements.add(value);
            case "extra" -> block.extras.add(value);
            case "python" -> block.python = value;
            case "metadata-python" -> block.metadataPython = value;
            case "yanked" -> block.yanked = value;
            case "uploaded" -> block.uploaded = instant(value);
            case "wheel" -> block.wheels.add(value);
            case "sdist" -> block.archives.add(value);
            case "invalid" -> block.requirements.add("this is no requirement");
            case "metadata-name" -> block.metadataName = value;
            case "metadata-version" -> block.metadataVersion = value;
            default -> throw new IllegalArgumentException("unknown property '" + key + "'");
        }
    }

    private static @Nullable Instant instant(String text) {
        return text.equals("unknown")
                ? null
                : Instant.parse(text.length() == "2024-01-02".length() ? text + "T00:00:00Z" : text);
    }

    /** Splits at each comma that is followed by a name, outside brackets and quotes. */
    static List<String> requirements(String text) {
        List<String> found = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[' || c == '(') {
                depth++;
            } else if (c == ']' || c == ')') {
                depth--;
            } else if (c == ',' && depth == 0 && nameFollows(text, i + 1)) {
                found.add(part.toString().strip());
                part.setLength(0);
                continue;
            } else if (c == '&') {
                c = ',';
            }
            part.append(c);
        }
        found.add(part.toString().strip());
        found.removeIf(String::isEmpty);
        return found;
    }

    private static boolean nameFollows(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i < text.length() && Character.isLetterOrDigit(text.charAt(i));
    }

    private static String withoutComment(String line) {
        int start = line.startsWith("#") ? 0 : line.indexOf(" #");
        return start < 0 ? line : line.substring(0, start);
    }

    void finish(Map<ProjectName, ProjectPage> pages, Map<String, MetadataAnswer> metadata) {
        projects.forEach((project, releases) -> {
            List<DistributionFile> files = new ArrayList<>();
            for (Block block : releases) {
                addFiles(project, block, files, metadata);
            }
            String status = statuses.get(project);
            pages.put(project, new ProjectPage(project, files, status, sha256(project + "\n" + status + "\n" + files)));
        });
    }

    private static void addFiles(
            ProjectName project, Block block, List<DistributionFile> files, Map<String, MetadataAnswer> metadata) {
        String stem = project.normalized().replace('-', '_') + "-" + block.version;
        List<String> wheels =
                block.wheels.isEmpty() && block.archives.isEmpty() ? List.of("py3-none-any") : block.wheels;
        for (String archive : block.archives) {
            add(project, block, stem + ".tar.gz", archive(block, archive), files, metadata);
        }
        for (String tags : wheels) {
            MetadataAnswer answer = new MetadataAnswer.Known(text(block, "2.1"), false);
            add(project, block, stem + "-" + tags + ".whl", answer, files, metadata);
        }
    }

    private static MetadataAnswer archive(Block block, String kind) {
        return switch (kind) {
            case "static" -> new MetadataAnswer.Known(text(block, "2.2"), false);
            case "egg-info" -> new MetadataAnswer.Known(text(block, "1.1"), true);
            case "unknowable" -> new MetadataAnswer.Unknowable("its setup.py would have to run");
            case "broken" -> new MetadataAnswer.Broken("not a gzip archive");
            default ->
                throw new IllegalArgumentException("a source archive of %s %s is static, egg-info, unknowable or broken"
                        .formatted(block.name, block.version));
        };
    }

    private static void add(
            ProjectName project,
            Block block,
            String filename,
            MetadataAnswer answer,
            List<DistributionFile> files,
            Map<String, MetadataAnswer> metadata) {
        files.add(new DistributionFile(
                filename,
                URI.create("https://files.example/" + project + "/" + filename),
                sha256(filename + "\n" + answer),
                block.python,
                block.yanked,
                block.uploaded,
                answer.toString().length(),
                false,
                null));
        metadata.put(filename, answer);
    }

    /** The block's METADATA. */
    private static String text(Block block, String metadataVersion) {
        StringBuilder text = new StringBuilder();
        field(text, "Metadata-Version", metadataVersion);
        field(text, "Name", block.metadataName);
        field(text, "Version", block.metadataVersion);
        String python = block.metadataPython == null ? block.python : block.metadataPython;
        if (python != null) {
            field(text, "Requires-Python", python);
        }
        block.requirements.forEach(requirement -> field(text, "Requires-Dist", requirement));
        block.extras.forEach(extra -> field(text, "Provides-Extra", extra));
        return text.toString();
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
