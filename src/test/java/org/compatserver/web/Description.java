package org.compatserver.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What openapi.yaml says, as far as its lines tell it.
 *
 * @param statuses by {@code GET /path}
 * @param queries the parameters of {@code GET /}
 */
record Description(Map<String, Set<Integer>> statuses, List<String> queries) {
    static final Description SERVED = read();

    private static Description read() {
        Map<String, Set<Integer>> statuses = new TreeMap<>();
        List<String> queries = new ArrayList<>();
        String path = "";
        String operation = "";
        for (String line : lines()) {
            if (line.matches("  /\\S*:")) {
                path = line.strip().replaceFirst(":$", "");
            } else if (line.matches("    (get|post|put|delete|patch):")) {
                operation = line.strip().replace(":", "").toUpperCase(Locale.ROOT) + " " + path;
                statuses.put(operation, new TreeSet<>());
            } else if (line.matches("        \"[0-9]{3}\":.*")) {
                statuses.getOrDefault(operation, new TreeSet<>()).add(Integer.valueOf(line.substring(9, 12)));
            } else if (operation.equals("GET /") && line.startsWith("        - name: ")) {
                queries.add(line.substring("        - name: ".length()));
            }
        }
        return new Description(statuses, queries);
    }

    private static List<String> lines() {
        try (InputStream stream = Routes.class.getResourceAsStream("openapi.yaml")) {
            if (stream == null) {
                throw new IllegalStateException("openapi.yaml is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a request that begins so may be answered so; requests of which it does not speak may be answered as they are. */
    boolean allows(String request, int status) {
        String[] line = request.lines().findFirst().orElse("").split(" ", -1);
        if (line.length != 3 || !line[2].equals("HTTP/1.1")) {
            return true;
        }
        String path = line[1].replaceFirst("\\?.*", "").replaceFirst("^/rounds/[0-9]{1,18}(?=/|$)", "/rounds/{id}");
        Set<Integer> described = statuses.get(line[0] + " " + path);
        return described == null || described.contains(status);
    }
}
