package org.compatserver.index;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed: those of a bundle, Java's own, or (for trusted hosts) everybody's. */
final class TrustedAuthorities {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----", Pattern.DOTALL);

    private TrustedAuthorities() {}

    /**
     * A trust manager for a bundle of PEM certificates, or a folder of such files.
     *
     * @throws IndexFault NOT_CONFIGURED if there is no certificate in it
     */
    static X509TrustManager of(@Nullable Path bundle) {
        try {
            return managerOf(bundle == null ? null : storeOf(bundle));
        } catch (IOException | GeneralSecurityException e) {
            throw new IndexFault(
                    IndexFault.Kind.NOT_CONFIGURED,
                    "The certificate bundle " + bundle
                            + " cannot be read; correct PIP_CERT, pip's cert, REQUESTS_CA_BUNDLE or SSL_CERT_FILE",
                    e);
        }
    }

    static SSLContext context(X509TrustManager manager) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    private static X509TrustManager managerOf(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager found) {
                return found;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }

    private static KeyStore storeOf(Path bundle) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        int number = 0;
        for (Path file : filesOf(bundle)) {
            Matcher certificates = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            while (certificates.find()) {
                addTo(store, factory, certificates.group(), number++);
            }
        }
        if (store.size() == 0) {
            throw new CertificateException("no certificate in it");
        }
        return store;
    }

    /** A bundle may hold one that Java cannot read; the others still count. */
    private static void addTo(KeyStore store, CertificateFactory factory, String pem, int number)
            throws GeneralSecurityException {
        try {
            Certificate certificate =
                    factory.generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            store.setCertificateEntry("authority-" + number, certificate);
        } catch (CertificateException e) {
            org.slf4j.LoggerFactory.getLogger(TrustedAuthorities.class).debug("A certificate is left out", e);
        }
    }

    private static List<Path> filesOf(Path bundle) throws IOException {
        if (!Files.isDirectory(bundle)) {
            return List.of(bundle);
        }
        try (Stream<Path> files = Files.list(bundle)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).toList());
        }
    }

    /** Believes everybody; only for hosts that the user calls trusted. */
    static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
