package org.compatserver.wiring;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which build of the program this is: results that another one found are not taken for its own. */
final class Build {
    private Build() {}

    /** Equal only for one and the same file, or folder of classes; where that cannot be told, never equal. */
    static String stamp() {
        CodeSource source = Build.class.getProtectionDomain().getCodeSource();
        String stamp = source == null || source.getLocation() == null ? null : stamp(source);
        return stamp == null ? "process " + ProcessHandle.current().pid() + " " + System.nanoTime() : stamp;
    }

    /** The version that the jar carries; unpacked classes have none. */
    static String version() {
        String version = Build.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    private static @Nullable String stamp(CodeSource source) {
        try {
            Path place = Path.of(source.getLocation().toURI());
            try (Stream<Path> files = Files.walk(place)) {
                return place + " "
                        + files.mapToLong(file -> file.toFile().lastModified())
                                .max()
                                .orElse(0) + " " + Files.size(place);
            }
        } catch (URISyntaxException | IOException | IllegalArgumentException e) {
            return null;
        }
    }
}
