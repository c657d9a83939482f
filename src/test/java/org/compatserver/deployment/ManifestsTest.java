package org.compatserver.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.compatserver.cli.CommandLineFace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What no schema tells: that the manifests' parts fit each other, the image and the program. */
class ManifestsTest {
    private static final Pattern QUANTITY = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(m|k|M|G|T|Ki|Mi|Gi|Ti|)");
    private static final Map<String, BigDecimal> UNITS = Map.of(
            "m", new BigDecimal("0.001"),
            "", BigDecimal.ONE,
            "k", new BigDecimal(1_000),
            "M", new BigDecimal(1_000_000),
            "G", new BigDecimal(1_000_000_000),
            "T", new BigDecimal(1_000_000_000_000L),
            "Ki", new BigDecimal(1L << 10),
            "Mi", new BigDecimal(1L << 20),
            "Gi", new BigDecimal(1L << 30),
            "Ti", new BigDecimal(1L << 40));

    static Stream<Path> shipped() {
        return Manifests.shipped();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everySelectorSelectsThePods(Path place) {
        Manifests manifests = Manifests.of(place);
        JsonNode labels = manifests.the("Deployment").at("/spec/template/metadata/labels");
        assertThat(labels.isEmpty()).isFalse();
        assertThat(manifests.at("matchLabels")).isNotEmpty().allMatch(labels::equals);
        assertThat(manifests.the("Service").at("/spec/selector")).isEqualTo(labels);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void quantitiesAreReadableAndRequestsAreWithinLimits(Path place) {
        Manifests manifests = Manifests.of(place);
        JsonNode resources = container(manifests).path("resources");
        for (String what : List.of("cpu", "memory")) {
            assertThat(quantity(resources.path("requests").path(what)))
                    .isPositive()
                    .isLessThanOrEqualTo(quantity(resources.path("limits").path(what)));
        }
        assertThat(Stream.concat(manifests.at("sizeLimit"), manifests.at("storage"))
                        .map(ManifestsTest::quantity))
                .isNotEmpty()
                .allMatch(size -> size.signum() > 0);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void whatIsReferredToIsThere(Path place) {
        Manifests manifests = Manifests.of(place);
        JsonNode pod = pod(manifests);
        assertThat(manifests.has(
                        "ServiceAccount", pod.path("serviceAccountName").asString()))
                .isTrue();
        assertThat(manifests.at("configMapRef"))
                .allMatch(one -> manifests.has("ConfigMap", one.path("name").asString()));
        assertThat(manifests.at("persistentVolumeClaim"))
                .allMatch(one -> manifests.has(
                        "PersistentVolumeClaim", one.path("claimName").asString()));
        assertThat(manifests.at("secretKeyRef"))
                .allMatch(one -> one.path("optional").asBoolean());
        assertThat(manifests.at("scaleTargetRef"))
                .allMatch(one -> manifests.has(
                        one.path("kind").asString(), one.path("name").asString()));
        assertThat(names(container(manifests).path("volumeMounts"))).isEqualTo(names(pod.path("volumes")));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void portsAreTheServers(Path place) {
        Manifests manifests = Manifests.of(place);
        JsonNode port = container(manifests).path("ports").path(0);
        assertThat(serveHelp())
                .contains("The port; left out, " + port.path("containerPort").asInt());
        assertThat(Stream.of(
                        manifests.the("Service").at("/spec/ports/0/targetPort"),
                        manifests.the("NetworkPolicy").at("/spec/ingress/0/ports/0/port")))
                .allMatch(port.path("name")::equals);
        assertThat(manifests.at("httpGet").map(probe -> probe.path("port"))).allMatch(port.path("name")::equals);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void probesAskRoutesOfTheServer(Path place) {
        String routes = Manifests.read(Path.of("src/main/resources/org/compatserver/web/openapi.yaml"));
        Manifests manifests = Manifests.of(place);
        assertThat(manifests.at("httpGet").map(probe -> probe.path("path").asString()))
                .hasSize(3)
                .allMatch(path -> routes.contains("\n  " + path + ":\n"));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everySettingIsAnOptionOfServe(Path place) {
        Manifests manifests = Manifests.of(place);
        Set<String> options = Pattern.compile("--[a-z][a-z-]+")
                .matcher(serveHelp())
                .results()
                .map(option -> "COMPAT_"
                        + option.group().substring(2).replace('-', '_').toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        assertThat(options)
                .contains("COMPAT_TOKEN")
                .containsAll(settings(manifests).keySet());
        assertThat(names(container(manifests).path("env"))).isSubsetOf(options);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aReplicaIsGivenTheTimeThatItTakesToStop(Path place) {
        Manifests manifests = Manifests.of(place);
        Map<String, String> settings = settings(manifests);
        int drainWait = seconds(settings.getOrDefault("COMPAT_DRAIN_WAIT", "0s"));
        int grace = seconds(settings.getOrDefault("COMPAT_GRACE", "30s"));
        int slack = 10;
        assertThat(pod(manifests).path("terminationGracePeriodSeconds").asInt())
                .isGreaterThanOrEqualTo(drainWait + grace + slack);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void noReplicaGoesBeforeAnotherIsReady(Path place) {
        JsonNode deployment = Manifests.of(place).the("Deployment");
        assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1))
                .isZero();
        assertThat(deployment.at("/spec/minReadySeconds").asInt()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void replicasAreSaidInOnePlace(Path place) {
        Manifests manifests = Manifests.of(place);
        boolean scaled = manifests.each("HorizontalPodAutoscaler").findAny().isPresent();
        assertThat(manifests.the("Deployment").path("spec").has("replicas")).isNotEqualTo(scaled);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void podsRunWithoutAnyPrivilegeAsTheImagesUser(Path place) {
        Manifests manifests = Manifests.of(place);
        JsonNode pod = pod(manifests).path("securityContext");
        JsonNode container = container(manifests).path("securityContext");
        String dockerfile = Manifests.read(Path.of("Dockerfile"));
        assertThat(dockerfile).contains("\nUSER " + pod.path("runAsUser").asInt() + ":");
        assertThat(pod.path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/seccompProfile/type").asString()).isEqualTo("RuntimeDefault");
        assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(manifests.at("automountServiceAccountToken")).hasSize(2).noneMatch(JsonNode::asBoolean);
        assertThat(Manifests.items(container(manifests).path("volumeMounts"))
                        .map(mount -> mount.path("mountPath").asString()))
                .contains("/tmp")
                .allMatch(path -> path.equals("/tmp") || dockerfile.contains("COMPAT_CACHE_DIR=" + path + "/"));
    }

    private static JsonNode pod(Manifests manifests) {
        return manifests.the("Deployment").at("/spec/template/spec");
    }

    private static JsonNode container(Manifests manifests) {
        return pod(manifests).path("containers").path(0);
    }

    private static Map<String, String> settings(Manifests manifests) {
        return manifests.the("ConfigMap").path("data").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, setting -> setting.getValue().asString()));
    }

    private static Set<String> names(JsonNode list) {
        return Manifests.items(list)
                .map(item -> item.path("name").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static BigDecimal quantity(JsonNode text) {
        Matcher matcher = QUANTITY.matcher(text.asString());
        assertThat(matcher.matches()).as("quantity %s", text).isTrue();
        return new BigDecimal(matcher.group(1)).multiply(UNITS.get(matcher.group(2)));
    }

    private static int seconds(String time) {
        int number = Integer.parseInt(time.substring(0, time.length() - 1));
        return time.endsWith("m") ? 60 * number : number;
    }

    private static String serveHelp() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = CommandLineFace.run(
                new String[] {"serve", "--help"},
                settings -> {
                    throw new AssertionError("nothing is opened for help");
                },
                Map.of(),
                stream,
                stream);
        assertThat(code).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
