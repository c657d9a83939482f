package org.compatserver.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that a command writes: all of one or nothing, so that what was there before is not lost to a disk that is full. */
final class WholeFile {
    private WholeFile() {}

    /** Writes a file's text. */
    @FunctionalInterface
    interface Content {
        void writeTo(Appendable to) throws IOException;
    }

    static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path whole =
                Files.createTempFile(target.getParent(), target.getFileName().toString(), ".new");
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(whole)) {
                content.writeTo(writer);
            }
            Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** What takes a while to make, and cannot be written, is said before. */
    static void checkWritable(Path file, String option) throws Usage {
        if (Files.isDirectory(file)) {
            throw new Usage(file + " is a folder; name a file with " + option);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new Usage(file + " cannot be written: " + folder + " is no folder that this user may write to");
        }
    }
}
