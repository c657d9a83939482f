package org.compatserver.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

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
        Path whole = beside(target);
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(whole)) {
                content.writeTo(writer);
            }
            Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** A file of the mode that new files have; temporary ones are private. */
    private static Path beside(Path target) throws IOException {
        boolean hasModes = target.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mode = hasModes
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw-rw-"))
                }
                : new FileAttribute<?>[0];
        return Files.createTempFile(target.getParent(), target.getFileName().toString(), ".new", mode);
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
        try {
            Files.delete(beside(file.toAbsolutePath()));
        } catch (IOException e) {
            throw new Usage(file + " cannot be written: no file can be made in " + folder);
        }
    }
}
