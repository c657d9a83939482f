package org.compatserver.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the files of a universe into a folder, as whoever builds them before they are released has them. */
public final class LocalFiles {
    private LocalFiles() {}

    /** Every wheel and source archive, small and valid. */
    public static void write(Path folder, Universe universe) {
        try {
            Files.createDirectories(folder);
            for (var page : universe.pages().values()) {
                for (var file : page.files()) {
                    var metadata = universe.metadata().get(file.filename());
                    if (metadata != null) {
                        Files.write(folder.resolve(file.filename()), FileBytes.of(file.filename(), metadata));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
