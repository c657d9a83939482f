package org.compatserver.index;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.compatserver.index.IndexFault.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What one page says, whoever's it is.
 *
 * @param files in the page's order
 * @param status the project's status; null when the page says none
 * @param digest a hash of everything above
 */
record PageContent(List<DistributionFile> files, @Nullable String status, String digest) {
    static final String JSON = "application/vnd.pypi.simple.v1+json";
    static final String HTML = "application/vnd.pypi.simple.v1+html";
    static final String OLD_HTML = "text/html";

    /** What pip accepts, in pip's order of preference. */
    static final String ACCEPTED = JSON + ", " + HTML + "; q=0.1, " + OLD_HTML + "; q=0.01";

    PageContent {
        files = List.copyOf(files);
    }

    static PageContent of(List<DistributionFile> files, @Nullable String status) {
        return new PageContent(files, status, digest(files, status));
    }

    /**
     * Reads a page in the language that its content type names (pip's rule).
     *
     * @param address the page's own, after redirects, without credentials
     * @throws IndexFault MALFORMED if it is no page of the simple API
     */
    static PageContent read(@Nullable String contentType, URI address, byte[] body) {
        String type = contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT);
        if (type.startsWith(JSON)) {
            return new JsonPageReader(address).read(body);
        }
        if (type.startsWith(HTML) || type.startsWith(OLD_HTML)) {
            return new HtmlPageReader(address).read(body, type);
        }
        throw malformed(
                address,
                "has the content type " + (type.isEmpty() ? "of nothing" : "'" + type + "'")
                        + ", which no project page has",
                null);
    }

    static IndexFault malformed(URI address, String problem, @Nullable Exception cause) {
        String message =
                Addresses.shown(address) + " " + problem + "; check the index's address, or ask whoever runs it";
        return cause == null ? new IndexFault(Kind.MALFORMED, message) : new IndexFault(Kind.MALFORMED, message, cause);
    }

    /** The digest of what several parts of a page say together. */
    static String merged(List<String> digests) {
        if (digests.size() == 1) {
            return digests.getFirst();
        }
        Digest digest = new Digest();
        digests.forEach(digest::add);
        return digest.hexadecimal();
    }

    private static String digest(List<DistributionFile> files, @Nullable String status) {
        Digest digest = new Digest();
        digest.add(status);
        for (DistributionFile file : files) {
            // the name is a part of the address
            digest.add(file.url());
            digest.add(file.sha256());
            digest.add(file.requiresPython());
            digest.add(file.yanked());
            digest.add(text(file.uploadTime()));
            digest.add(Long.toString(file.size()));
            digest.add(file.coreMetadata() ? "metadata" : null);
            digest.add(file.coreMetadataSha256());
        }
        return digest.hexadecimal();
    }

    /** Two numbers, which are made sooner than the usual text. */
    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond() + "." + time.getNano();
    }

    /** SHA-256 of a sequence of texts, taken in as few steps as may be; different sequences have different digests. */
    static final class Digest {
        private static final int STEP = 8192;

        private final MessageDigest digest = sha256();
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream(2 * STEP);

        void add(@Nullable String text) {
            if (text == null) {
                waiting.write(0);
            } else {
                waiting.write(1);
                waiting.writeBytes(text.getBytes(StandardCharsets.UTF_8));
                waiting.write(0);
            }
            if (waiting.size() > STEP) {
                take();
            }
        }

        private void take() {
            digest.update(waiting.toByteArray());
            waiting.reset();
        }

        String hexadecimal() {
            take();
            return HexFormat.of().formatHex(digest.digest());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("This Java has no SHA-256", e);
            }
        }
    }
}
