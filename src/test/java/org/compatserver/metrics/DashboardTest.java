package org.compatserver.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.compatserver.catalog.Catalog;
import org.compatserver.index.IndexMeter;
import org.compatserver.testing.Universe;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** FEATURE UNDER TEST: the dashboard file names metrics and labels that the server has, and shows all of the server's own. */
class DashboardTest {
    private static final Path FILE = Path.of("deployment/grafana-dashboard.json");
    private static final Pattern NAME = Pattern.compile("\\b(?:compat|jvm|process)_[a-z_]+");
    private static final Pattern GROUPED =
            Pattern.compile("by \\(([a-z, ]+)\\) \\(.*?((?:compat|jvm|process)_[a-z_]+)");

    /** Labels that the collector adds, and that of a histogram's bounds. */
    private static final Set<String> ALWAYS = Set.of("instance", "job", "le");

    private static List<String> expressions() throws IOException {
        JsonNode dashboard = JsonMapper.shared().readTree(Files.readAllBytes(FILE));
        return dashboard.get("panels").findValues("expr").stream()
                .map(JsonNode::stringValue)
                .toList();
    }

    /** Names, as samples have them, with the labels of each. */
    private static Map<String, Set<String>> served() {
        Universe universe = Universe.of("project none");
        Catalog catalog = new Catalog(universe, universe, null, Duration.ofDays(1), () -> Instant.EPOCH);
        Metrics metrics = new Metrics("1", new IndexMeter(), catalog);
        metrics.requests().begun();
        metrics.requests().ended("/", "GET", 200, 1);
        Map<String, Set<String>> served = new HashMap<>();
        metrics.text().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int end = line.indexOf('{') < 0 ? line.indexOf(' ') : line.indexOf('{');
            Set<String> labels = served.computeIfAbsent(line.substring(0, end), name -> new HashSet<>());
            Matcher label = Pattern.compile("([a-z_]+)=\"").matcher(line);
            while (label.find()) {
                labels.add(label.group(1));
            }
        });
        return served;
    }

    @Test
    void everyMetricThatItNamesIsServed() throws IOException {
        Set<String> served = served().keySet();
        for (String expression : expressions()) {
            Matcher name = NAME.matcher(expression);
            assertThat(name.find()).as(expression).isTrue();
            do {
                assertThat(served).contains(name.group());
            } while (name.find());
        }
    }

    @Test
    void everyLabelThatItGroupsByIsTheMetrics() throws IOException {
        Map<String, Set<String>> served = served();
        for (String expression : expressions()) {
            Matcher grouped = GROUPED.matcher(expression);
            while (grouped.find()) {
                Set<String> labels = new HashSet<>(Set.of(grouped.group(1).split(", ", -1)));
                labels.removeAll(ALWAYS);
                assertThat(served.getOrDefault(grouped.group(2), Set.of()))
                        .as(expression)
                        .containsAll(labels);
            }
        }
    }

    @Test
    void everyMetricOfTheServerItselfIsShown() throws IOException {
        Set<String> own = new TreeSet<>(served().keySet());
        own.removeIf(name -> !name.startsWith("compat_") || name.endsWith("_sum") || name.endsWith("_count"));
        Set<String> shown = new TreeSet<>();
        for (String expression : expressions()) {
            Matcher name = NAME.matcher(expression);
            while (name.find()) {
                shown.add(name.group());
            }
        }
        assertThat(shown).containsAll(own);
    }
}
