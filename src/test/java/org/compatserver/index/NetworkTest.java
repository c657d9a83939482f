package org.compatserver.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: proxies, credentials and certificates, on real sockets. */
class NetworkTest {
    private final MockWebServer server = new MockWebServer();
    private final MockWebServer other = new MockWebServer();
    private final MockWebServer secure = new MockWebServer();

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server.start();
        other.start();
    }

    @AfterEach
    void stop() {
        server.close();
        other.close();
        secure.close();
    }

    @Test
    void goesThroughTheProxyWithItsCredentials() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(407)
                .addHeader("Proxy-Authenticate", "Basic realm=\"x\"")
                .build());
        server.enqueue(ok());
        String proxy = "http://me:se%20cret@127.0.0.1:" + server.getPort();
        assertThat(get(new ProxyRules(null, Map.of("HTTP_PROXY", proxy)), "http://index.example/simple/a/"))
                .isEqualTo("ok");
        server.takeRequest();
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).startsWith("GET http://index.example/simple/a/ ");
        assertThat(request.getHeaders().get("Proxy-Authorization")).isEqualTo(basic("me:se cret"));
    }

    @Test
    void aProxyThatRefusesIsAFaultWithoutItsPassword() {
        server.enqueue(new MockResponse.Builder().code(407).build());
        server.enqueue(new MockResponse.Builder().code(407).build());
        ProxyRules rules = new ProxyRules("http://me:secret@127.0.0.1:" + server.getPort(), Map.of());
        assertThatThrownBy(() -> get(rules, "http://index.example/"))
                .isInstanceOfSatisfying(
                        IndexFault.class, fault -> assertThat(fault.kind()).isEqualTo(IndexFault.Kind.UNAUTHORIZED))
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "https://a.example/      | HTTPS_PROXY=http://p.example                      | http://p.example",
                "https://a.example/      | HTTP_PROXY=http://p.example                       | -",
                "https://a.example/      | https_proxy=http://l.example;HTTPS_PROXY=http://p.example | http://l.example",
                "http://a.example/       | ALL_PROXY=socks5://p.example:9                    | socks5://p.example:9",
                "http://a.example/       | HTTP_PROXY=p.example:3128                         | http://p.example:3128",
                "http://a.example/       | HTTP_PROXY=http://p.example;NO_PROXY=*            | -",
                "http://a.example/       | HTTP_PROXY=http://p.example;NO_PROXY=x, a.example | -",
                "http://b.a.example/     | HTTP_PROXY=http://p.example;NO_PROXY=.a.example   | -",
                "http://a.example:81/    | HTTP_PROXY=http://p.example;NO_PROXY=a.example:80 | http://p.example",
                "http://a.example:81/    | HTTP_PROXY=http://p.example;NO_PROXY=a.example:81 | -",
                "http://10.1.2.3/        | HTTP_PROXY=http://p.example;NO_PROXY=10.0.0.0/8   | -",
                "http://11.1.2.3/        | HTTP_PROXY=http://p.example;NO_PROXY=10.0.0.0/8   | http://p.example",
                "http://a.example/       | HTTP_PROXY=http://p.example;NO_PROXY=             | http://p.example",
            })
    void whichProxy(URI address, String variables, URI expected) {
        Map<String, String> environment = new java.util.HashMap<>();
        for (String variable : variables.split(";", -1)) {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        assertThat(new ProxyRules(null, environment).proxyOf(address).orElse(null))
                .isEqualTo(expected);
    }

    @Test
    void pipsProxyIsForAllAndNoProxyDoesNotCount() {
        ProxyRules rules = new ProxyRules("p.example:1", Map.of("NO_PROXY", "*", "HTTP_PROXY", "http://q.example"));
        assertThat(rules.proxyOf(URI.create("http://a.example/"))).contains(URI.create("http://p.example:1"));
    }

    @Test
    void aProxyOverTlsIsRefusedInWords() {
        assertThatThrownBy(() -> get(new ProxyRules("https://p.example", Map.of()), "http://index.example/"))
                .isInstanceOf(IndexFault.class)
                .hasMessage("A proxy that is spoken to over https is not supported; use http:// or socks5://");
    }

    @Test
    void credentialsGoToTheirPlaceAndAreNotForwardedElsewhere() throws Exception {
        URI home = server.url("/simple/a/").uri();
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", other.url("/b/").toString())
                .build());
        other.enqueue(ok());
        Credentials credentials =
                new Credentials(List.of(new Credentials.Place(home, new Credentials.Login("me", "secret"))), Map.of());
        assertThat(get(new NetworkConfiguration(credentials, ProxyRules.NONE, null, Set.of()), home.toString()))
                .isEqualTo("ok");
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo(basic("me:secret"));
        assertThat(other.takeRequest().getHeaders().get("Authorization")).isNull();
    }

    @Test
    void netrcServesTheHostOfEachHop() throws Exception {
        server.enqueue(ok());
        Credentials credentials = new Credentials(List.of(), Netrc.parse("machine localhost login me password pw"));
        String address = server.url("/x").toString().replace("127.0.0.1", "localhost");
        get(new NetworkConfiguration(credentials, ProxyRules.NONE, null, Set.of()), address);
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo(basic("me:pw"));
    }

    @Test
    void aRefusalDoesNotRepeatTheCredentials() {
        server.enqueue(new MockResponse.Builder().code(401).build());
        Credentials credentials = new Credentials(
                List.of(new Credentials.Place(server.url("/").uri(), new Credentials.Login("me", "secret"))), Map.of());
        assertThatThrownBy(() -> get(
                        new NetworkConfiguration(credentials, ProxyRules.NONE, null, Set.of()),
                        server.url("/simple/?token=hidden").toString()))
                .hasMessage(server.url("/simple/")
                        + " answered 401; check the credentials in the index's address or in netrc");
    }

    @Test
    void believesOnlyTheAuthoritiesOfTheBundle() throws Exception {
        Path bundle = startWithSelfMadeCertificate();
        String address = secure.url("/x").toString();
        secure.enqueue(ok());
        assertThat(get(trusting(bundle, Set.of()), address)).isEqualTo("ok");
        assertThat(secure.takeRequest().getRequestLine()).endsWith("HTTP/2");
        assertThatThrownBy(() -> get(trusting(null, Set.of()), address))
                .isInstanceOfSatisfying(
                        IndexFault.class, fault -> assertThat(fault.kind()).isEqualTo(IndexFault.Kind.UNREACHABLE))
                .hasMessageEndingWith("name the bundle with PIP_CERT or SSL_CERT_FILE");
        secure.enqueue(ok());
        assertThat(get(trusting(folder.resolve("bundles"), Set.of()), address)).isEqualTo("ok");
    }

    @Test
    void manyRequestsAtOnceShareOneConnection() throws Exception {
        Path bundle = startWithSelfMadeCertificate();
        URI address = secure.url("/x").uri();
        try (HttpAccess access = new HttpAccess(
                        trusting(bundle, Set.of()), TestSettings.IMPATIENT, "test", InstantSource.system());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                secure.enqueue(ok());
                answers.add(threads.submit(() -> access.get(address, 10).isPresent()));
            }
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
                assertThat(secure.takeRequest().getConnectionIndex()).isZero();
            }
        }
    }

    @Test
    void trustedHostsAreNotChecked() throws Exception {
        startWithSelfMadeCertificate();
        URI address = secure.url("/x").uri();
        secure.enqueue(ok());
        assertThat(get(trusting(null, Set.of(address.getHost())), address.toString()))
                .isEqualTo("ok");
        secure.enqueue(ok());
        assertThat(get(trusting(null, Set.of(address.getHost() + ":" + address.getPort())), address.toString()))
                .isEqualTo("ok");
        assertThatThrownBy(() -> get(trusting(null, Set.of(address.getHost() + ":1")), address.toString()))
                .isInstanceOf(IndexFault.class);
    }

    @Test
    void aBundleWithoutCertificatesIsAFault() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
        assertThatThrownBy(() -> get(trusting(empty, Set.of()), server.url("/").toString()))
                .isInstanceOfSatisfying(
                        IndexFault.class, fault -> assertThat(fault.kind()).isEqualTo(IndexFault.Kind.NOT_CONFIGURED))
                .hasMessageContaining("empty.pem cannot be read");
    }

    /** Serves with a certificate of its own; gives the bundle that holds it, among comments. */
    private Path startWithSelfMadeCertificate() throws Exception {
        Path store = folder.resolve("store.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "x",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=test",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        secure.useHttps(context.getSocketFactory());
        secure.start();
        String pem =
                Base64.getMimeEncoder().encodeToString(keys.getCertificate("x").getEncoded());
        Path bundles = Files.createDirectories(folder.resolve("bundles"));
        return Files.writeString(
                bundles.resolve("bundle.pem"),
                "# test -- authority\n-----BEGIN CERTIFICATE-----\nbm90IG9uZQ==\n-----END CERTIFICATE-----\n"
                        + "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static NetworkConfiguration trusting(@Nullable Path bundle, Set<String> hosts) {
        return new NetworkConfiguration(Credentials.NONE, ProxyRules.NONE, bundle, hosts);
    }

    private static String get(ProxyRules rules, String address) {
        return get(new NetworkConfiguration(Credentials.NONE, rules, null, Set.of()), address);
    }

    private static String get(NetworkConfiguration network, String address) {
        try (HttpAccess access = new HttpAccess(network, TestSettings.IMPATIENT, "test", InstantSource.system())) {
            return new String(access.get(URI.create(address), 1000).orElseThrow(), StandardCharsets.UTF_8);
        }
    }

    private static MockResponse ok() {
        return new MockResponse.Builder().body("ok").build();
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }
}
