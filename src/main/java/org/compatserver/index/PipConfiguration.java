package org.compatserver.index;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The options that {@code pip install} would take from its environment and its configuration files, in pip's order: PIP_ variables, then the {@code [install]}
 * sections of all files, then their {@code [global]} sections; among files that of PIP_CONFIG_FILE, the environment's own, the user's, the machine's. An empty
 * value counts as not given. (pip: "Configuration", "Configuration files" and "Precedence / Override order" of its documentation.)
 */
final class PipConfiguration {
    private final Map<String, Option> options;

    private PipConfiguration(Map<String, Option> options) {
        this.options = options;
    }

    /**
     * An option's value.
     *
     * @param origin where it stands, for messages
     */
    record Option(String value, String origin) {
        /** The values of an option that may be given several times: separated by blanks and line ends. */
        List<String> values() {
            return Arrays.stream(value.split("\\s+", -1))
                    .filter(word -> !word.isEmpty())
                    .toList();
        }

        /** As pip understands switches. */
        boolean isOn() {
            return List.of("y", "yes", "t", "true", "on", "1").contains(value.toLowerCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return "Option[of " + origin + "]";
        }
    }

    static PipConfiguration read(Surroundings surroundings) {
        Map<String, Option> global = new LinkedHashMap<>();
        Map<String, Option> install = new LinkedHashMap<>();
        for (Path file : files(surroundings)) {
            Optional<String> text = surroundings.files().apply(file);
            if (text.isPresent()) {
                IniFile ini = IniFile.parse(text.get(), file.toString());
                put(global, ini.section("global"), file.toString());
                put(install, ini.section("install"), file.toString());
            }
        }
        Map<String, Option> all = new LinkedHashMap<>(global);
        all.putAll(install);
        surroundings.environment().forEach((name, value) -> {
            if (name.startsWith("PIP_") && !value.isBlank()) {
                all.put(key(name.substring("PIP_".length())), new Option(value.strip(), name));
            }
        });
        return new PipConfiguration(all);
    }

    private static void put(Map<String, Option> options, Map<String, String> section, String file) {
        section.forEach((name, value) -> {
            if (!value.isBlank()) {
                options.put(key(name), new Option(value.strip(), key(name) + " in " + file));
            }
        });
    }

    /** Names as pip compares them: {@code INDEX_URL}, {@code index_url} and {@code --index-url} are one. */
    private static String key(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return plain.startsWith("--") ? plain.substring(2) : plain;
    }

    /** The first of these names that has a value. */
    Optional<Option> option(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> Optional.ofNullable(options.get(name)).stream())
                .findFirst();
    }

    /** The files that pip would read, the weakest first. */
    static List<Path> files(Surroundings surroundings) {
        Optional<String> own = Optional.ofNullable(surroundings.environment().get("PIP_CONFIG_FILE"));
        String nothing = surroundings.family() == Surroundings.Family.WINDOWS ? "nul" : "/dev/null";
        if (own.isPresent() && own.get().equals(nothing)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>(ofTheMachine(surroundings));
        boolean replacesTheUsers = own.isPresent()
                && !own.get().isEmpty()
                && surroundings.files().apply(Path.of(own.get())).isPresent();
        if (!replacesTheUsers) {
            files.addAll(ofTheUser(surroundings));
        }
        String name = fileName(surroundings);
        surroundings
                .variable("VIRTUAL_ENV")
                .or(() -> surroundings.variable("CONDA_PREFIX"))
                .ifPresent(prefix -> files.add(Path.of(prefix, name)));
        own.filter(path -> !path.isEmpty()).ifPresent(path -> files.add(Path.of(path)));
        return files;
    }

    private static String fileName(Surroundings surroundings) {
        return surroundings.family() == Surroundings.Family.WINDOWS ? "pip.ini" : "pip.conf";
    }

    private static List<Path> ofTheMachine(Surroundings surroundings) {
        return switch (surroundings.family()) {
            case WINDOWS ->
                List.of(Path.of(surroundings.variable("PROGRAMDATA").orElse("C:\\ProgramData"), "pip", "pip.ini"));
            case MACOS -> List.of(Path.of("/Library/Application Support/pip/pip.conf"));
            case UNIX -> {
                List<Path> files = new ArrayList<>();
                String folders = surroundings.variable("XDG_CONFIG_DIRS").orElse("/etc/xdg");
                for (String folder : folders.split(File.pathSeparator, -1)) {
                    if (!folder.isBlank()) {
                        files.add(Path.of(folder.strip(), "pip", "pip.conf"));
                    }
                }
                files.add(Path.of("/etc/pip.conf"));
                yield files;
            }
        };
    }

    private static List<Path> ofTheUser(Surroundings surroundings) {
        Path home = surroundings.home();
        return switch (surroundings.family()) {
            case WINDOWS -> {
                Path roaming = surroundings
                        .variable("APPDATA")
                        .map(Path::of)
                        .orElse(home.resolve("AppData").resolve("Roaming"));
                yield List.of(home.resolve("pip/pip.ini"), roaming.resolve("pip/pip.ini"));
            }
            case MACOS -> {
                Path library = home.resolve("Library/Application Support/pip");
                boolean hasLibrary = surroundings.folders().apply(library);
                Path chosen = hasLibrary ? library : home.resolve(".config/pip");
                yield List.of(home.resolve(".pip/pip.conf"), chosen.resolve("pip.conf"));
            }
            case UNIX -> {
                Path settings =
                        surroundings.variable("XDG_CONFIG_HOME").map(Path::of).orElse(home.resolve(".config"));
                yield List.of(home.resolve(".pip/pip.conf"), settings.resolve("pip/pip.conf"));
            }
        };
    }
}
