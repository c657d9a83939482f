package org.compatserver.index;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.X509TrustManager;
import okhttp3.CipherSuite;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * The clients behind {@link HttpAccess}: one for hosts whose certificates are checked, one for those that the user trusts blindly; they share their connections
 * and threads. Made when first needed: a bundle of authorities takes tens of milliseconds to read.
 */
final class HttpClients {
    private static final int IDLE_CONNECTIONS = 8;

    /** ChaCha20 first: a short command runs with the fast compiler, which knows no instructions for AES, and would spend three times as long on that. */
    private static final ConnectionSpec TLS = new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
            .cipherSuites(withoutAesFirst(Objects.requireNonNull(ConnectionSpec.MODERN_TLS.cipherSuites())))
            .build();

    private final NetworkConfiguration network;
    private final HttpSettings settings;
    private final ConnectionPool pool = new ConnectionPool(IDLE_CONNECTIONS, 5, TimeUnit.MINUTES);
    private final Dispatcher dispatcher = new Dispatcher();
    private final ConcurrentHashMap<Boolean, OkHttpClient> clients = new ConcurrentHashMap<>();

    HttpClients(NetworkConfiguration network, HttpSettings settings) {
        this.network = network;
        this.settings = settings;
    }

    OkHttpClient clientFor(URI address) {
        // a proxy that cannot be used is said here, not on a thread of the client's
        network.proxies().proxyOf(address).ifPresent(Selector::proxy);
        boolean trusted = isTrusted(address, network.trustedHosts());
        return clients.computeIfAbsent(trusted, this::create);
    }

    private OkHttpClient create(boolean everybody) {
        X509TrustManager manager =
                everybody ? new TrustedAuthorities.Everybody() : TrustedAuthorities.of(network.authorities());
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectionPool(pool)
                .dispatcher(dispatcher)
                .connectTimeout(settings.connect())
                .readTimeout(settings.read())
                .writeTimeout(settings.read())
                // redirects are followed by hand: each hop has its own credentials
                .followRedirects(false)
                .followSslRedirects(false)
                .proxySelector(new Selector(network.proxies()))
                .proxyAuthenticator(this::authenticateToProxy)
                .addNetworkInterceptor(HttpClients::noteConnected)
                .connectionSpecs(List.of(TLS, ConnectionSpec.CLEARTEXT))
                .sslSocketFactory(TrustedAuthorities.context(manager).getSocketFactory(), manager);
        if (everybody) {
            builder.hostnameVerifier((host, session) -> true);
        }
        return builder.build();
    }

    private static CipherSuite[] withoutAesFirst(List<CipherSuite> suites) {
        return suites.stream()
                .sorted(Comparator.comparing(suite -> suite.javaName().contains("AES")))
                .toArray(CipherSuite[]::new);
    }

    private static Response noteConnected(okhttp3.Interceptor.Chain chain) throws IOException {
        @Nullable Connected connected = chain.request().tag(Connected.class);
        if (connected != null) {
            connected.flag().set(true);
            connected.heard().run();
        }
        return chain.proceed(chain.request());
    }

    private @Nullable Request authenticateToProxy(@Nullable Route route, Response response) {
        URI target = response.request().url().uri();
        Optional<URI> proxy = network.proxies().proxyOf(target);
        String header = "Proxy-Authorization";
        if (proxy.isEmpty()
                || proxy.get().getRawUserInfo() == null
                || response.request().header(header) != null) {
            return null;
        }
        Credentials.Login login = IndexAddress.login(proxy.get().getRawUserInfo());
        return response.request()
                .newBuilder()
                .header(header, okhttp3.Credentials.basic(login.user(), login.password()))
                .build();
    }

    private static boolean isTrusted(URI address, Set<String> trusted) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        int port = address.getPort() < 0 ? Addresses.usualPort(Addresses.scheme(address)) : address.getPort();
        return trusted.contains(host) || trusted.contains(host + ":" + port);
    }

    void close() {
        if (!clients.isEmpty()) {
            pool.evictAll();
            dispatcher.executorService().shutdown();
        }
    }

    /**
     * A request's mark: whether it had a connection.
     *
     * @param heard called once it has
     */
    record Connected(AtomicBoolean flag, Runnable heard) {}

    /** The rules, in Java's terms. */
    private static final class Selector extends ProxySelector {
        private final ProxyRules rules;

        Selector(ProxyRules rules) {
            this.rules = rules;
        }

        @Override
        public List<Proxy> select(URI address) {
            return List.of(rules.proxyOf(address).map(Selector::proxy).orElse(Proxy.NO_PROXY));
        }

        private static Proxy proxy(URI address) {
            String scheme = Addresses.scheme(address);
            boolean socks = scheme.startsWith("socks");
            if (!socks && !scheme.equals("http")) {
                throw new IndexFault(
                        IndexFault.Kind.NOT_CONFIGURED,
                        "A proxy that is spoken to over " + scheme + " is not supported; use http:// or socks5://");
            }
            int usual = socks ? 1080 : 80;
            int port = address.getPort() < 0 ? usual : address.getPort();
            return new Proxy(
                    socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                    InetSocketAddress.createUnresolved(address.getHost(), port));
        }

        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
            // the request fails with it, and says so
        }
    }
}
