package org.compatserver.metadata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.compatserver.index.DistributionFile;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

/** Real archives, made by others' writers. */
public final class Archives {
    static final String METADATA = """
            Metadata-Version: 2.1
            Name: demo
            Version: 1.0
            Requires-Dist: six>=1
            """;

    private Archives() {}

    /** Files by path, in this order. */
    public static Map<String, String> files(String... pathsAndContents) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < pathsAndContents.length; i += 2) {
            files.put(pathsAndContents[i], pathsAndContents[i + 1]);
        }
        return files;
    }

    /** Deflated, with data descriptors, as a writer that cannot seek makes it. */
    public static byte[] zip(Map<String, String> files) {
        return zip(files, "", false);
    }

    static byte[] zip(Map<String, String> files, String comment, boolean stored) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment(comment);
            for (var file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                ZipEntry entry = new ZipEntry(file.getKey());
                if (stored) {
                    CRC32 crc = new CRC32();
                    crc.update(content);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(content.length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A wheel of demo 1.0 whose other files have about this many bytes that do not pack. */
    static byte[] wheel(int payload) {
        return zip(files(
                "demo/__init__.py",
                "",
                "demo/data.bin",
                noise(payload),
                "demo-1.0.dist-info/METADATA",
                METADATA,
                "demo-1.0.dist-info/RECORD",
                "demo/__init__.py,,\n"));
    }

    static String noise(int length) {
        StringBuilder text = new StringBuilder(length);
        Random random = new Random(42);
        for (int i = 0; i < length; i++) {
            text.append((char) (33 + random.nextInt(90)));
        }
        return text.toString();
    }

    /** A source archive in the form that the extension names. */
    public static byte[] source(Map<String, String> files, String extension) {
        if (extension.equals(".zip")) {
            return zip(files);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(packing(out, extension))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static OutputStream packing(OutputStream out, String extension) throws IOException {
        return switch (extension) {
            case ".tar.gz", ".tgz" -> new GzipCompressorOutputStream(out);
            case ".tar.bz2", ".tbz" -> new BZip2CompressorOutputStream(out);
            case ".tar.xz", ".txz" -> new XZOutputStream(out, new LZMA2Options());
            case ".tar.lzma", ".tlz" -> new LZMAOutputStream(out, new LZMA2Options(), -1);
            default -> out;
        };
    }

    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(WholeFile.sha256().digest(bytes));
    }

    static DistributionFilename name(String filename) {
        return DistributionFilename.parse(filename, ProjectName.of("demo")).orElseThrow();
    }

    /** An entry of a page. */
    static DistributionFile file(URI address, @Nullable String sha256, long size) {
        String path = address.getPath();
        return new DistributionFile(
                path.substring(path.lastIndexOf('/') + 1), address, sha256, null, null, null, size, false, null);
    }

    /** The same with a sibling metadata file. */
    static DistributionFile withSibling(DistributionFile file, @Nullable String sha256) {
        return new DistributionFile(
                file.filename(), file.address(), file.sha256(), null, null, null, file.size(), true, sha256);
    }
}
