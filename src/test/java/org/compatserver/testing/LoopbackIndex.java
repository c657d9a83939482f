package org.compatserver.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.ProjectPage;
import org.compatserver.metadata.Archives;
import org.compatserver.metadata.MetadataAnswer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real package index on the loopback interface: it serves universes, each under an address of its own, to whoever speaks the simple API. Project pages are JSON
 * (PEP 691) with upload times and sizes (PEP 700), Requires-Python, yanks, status and hashes; wheels have their metadata beside them (PEP 658), so that pip's dry run
 * downloads nothing, and every file is there, small and valid. What is not in a universe is a 404.
 */
public final class LoopbackIndex implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PAGE = "application/vnd.pypi.simple.v1+json";

    /** Answers by path. */
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();

    /** The paths that were asked for, in order. */
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private final AtomicInteger universes = new AtomicInteger();
    private final HttpServer server;
    private volatile Function<String, Duration> delay = path -> Duration.ZERO;

    private LoopbackIndex(HttpServer server) {
        this.server = server;
    }

    /** An index without universes, on a free port. */
    public static LoopbackIndex start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            LoopbackIndex index = new LoopbackIndex(server);
            server.createContext("/", index::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return index;
        } catch (IOException e) {
            throw new UncheckedIOException("No port of the loopback interface can be listened on", e);
        }
    }

    /** Serves the universe from now on; its address as an index, to be given to {@code --index-url}. */
    public URI serve(Universe universe) {
        String root = "/" + universes.incrementAndGet();
        universe.pages()
                .forEach((project, page) -> answers.put(
                        root + "/simple/" + project + "/", JSON.writeValueAsBytes(page(root, universe, page))));
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + root + "/simple/");
    }

    /** From now on every answer comes so much later. */
    public void slow(Duration by) {
        slow(path -> by);
    }

    /** From now on the answer to a path comes so much later. */
    public void slow(Function<String, Duration> by) {
        delay = by;
    }

    /** The projects whose pages were asked for since {@link #start}, in order, each as often as it was. */
    public List<String> pagesAskedFor() {
        return requests.stream()
                .filter(path -> path.endsWith("/"))
                .map(path -> path.replaceAll(".*/simple/|/$", ""))
                .toList();
    }

    /** Forgets a universe; the address is the one that {@link #serve} gave. */
    public void forget(URI address) {
        String root = address.getPath().replace("/simple/", "/");
        answers.keySet().removeIf(path -> path.startsWith(root));
    }

    private Map<String, Object> page(String root, Universe universe, ProjectPage page) {
        List<Object> files = new ArrayList<>();
        List<String> versions = new ArrayList<>();
        for (DistributionFile file : page.files()) {
            MetadataAnswer metadata = Objects.requireNonNull(universe.metadata().get(file.filename()));
            files.add(file(root, file, metadata));
            String version =
                    file.filename().replaceAll("\\.(whl|tar\\.gz)$", "").split("-", 0)[1];
            if (!versions.contains(version)) {
                versions.add(version);
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("meta", Map.of("api-version", "1.4"));
        json.put("name", page.project().toString());
        json.put("versions", versions);
        if (page.status() != null) {
            json.put("project-status", Map.of("status", page.status()));
        }
        json.put("files", files);
        return json;
    }

    /** The page's entry for the file; the file and what lies beside it are served from now on. */
    private Map<String, Object> file(String root, DistributionFile file, MetadataAnswer metadata) {
        String path = root + "/files/" + file.filename();
        byte[] bytes = FileBytes.of(file.filename(), metadata);
        answers.put(path, bytes);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("filename", file.filename());
        json.put("url", encoded("../../files/" + file.filename()));
        json.put("hashes", Map.of("sha256", Archives.sha256(bytes)));
        json.put("size", bytes.length);
        put(json, "requires-python", file.requiresPython());
        put(
                json,
                "upload-time",
                file.uploadTime() == null ? null : file.uploadTime().toString());
        json.put("yanked", yanked(file.yanked()));
        if (file.filename().endsWith(".whl")) {
            byte[] text = FileBytes.text(metadata).getBytes(StandardCharsets.UTF_8);
            answers.put(path + ".metadata", text);
            json.put("core-metadata", Map.of("sha256", Archives.sha256(text)));
        }
        return json;
    }

    private static Object yanked(@Nullable String reason) {
        return reason == null ? false : reason.isEmpty() ? true : reason;
    }

    private static void put(Map<String, Object> json, String key, @Nullable String value) {
        if (value != null) {
            json.put(key, value);
        }
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(path);
            Thread.sleep(delay.apply(path));
            byte @Nullable [] answer = answers.get(path);
            if (answer == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", path.endsWith("/") ? PAGE : "application/octet-stream");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
