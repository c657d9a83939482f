package org.compatserver.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What an overlay makes of the manifests. */
class OverlayTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"one-node", "cluster"})
    void kubectlMakesTheSameOfIt(String overlay) throws Exception {
        Path place = Manifests.FOLDER.resolve("overlays").resolve(overlay);
        assumeTrue(kubectlIsThere(), "kubectl is not on the PATH");
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", place.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String rendered = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor()).isZero();
        assertThat(Manifests.of(place).all()).containsExactlyInAnyOrderElementsOf(Manifests.documents(rendered));
    }

    @Test
    void oneNodeKeepsItsStateAndRunsOneReplica() {
        Manifests manifests = Manifests.of(Path.of("deployment/overlays/one-node"));
        assertThat(manifests.the("Deployment").at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(manifests.at("persistentVolumeClaim")).hasSize(1);
        assertThat(manifests.each("HorizontalPodAutoscaler")).isEmpty();
        assertThat(manifests.each("PodDisruptionBudget")).isEmpty();
    }

    @Test
    void aClusterIsReachedFromOutsideAndTakesTheImageFromARegistry() {
        Manifests manifests = Manifests.of(Path.of("deployment/overlays/cluster"));
        assertThat(manifests.the("Service").at("/spec/type").asString()).isEqualTo("LoadBalancer");
        assertThat(manifests.at("image")).allMatch(image -> image.asString().startsWith("registry.example/"));
    }

    @Test
    void aPatchOfWhatIsNotThereIsFound() throws IOException {
        write("kustomization.yaml", "resources: [one.yaml]", "patches: [{path: patch.yaml}]");
        write("one.yaml", "kind: Service", "metadata: {name: a}");
        write("patch.yaml", "kind: Service", "metadata: {name: b}");
        assertThatThrownBy(() -> Manifests.of(folder)).hasMessageContaining("a patch of what is not there");
    }

    @Test
    void patchesMergeObjectsByFieldAndListsByName() throws IOException {
        write("kustomization.yaml", "resources: [one.yaml]", "patches: [{path: patch.yaml}]");
        write(
                "one.yaml",
                "kind: Pod",
                "metadata: {name: a}",
                "spec: {volumes: [{name: x, emptyDir: {}}, {name: y, emptyDir: {}}], args: [b, c], old: 1}");
        write(
                "patch.yaml",
                "kind: Pod",
                "metadata: {name: a}",
                "spec: {volumes: [{name: y, emptyDir: null, secret: {}}, {name: z}], args: [d], old: null, new: 2}");
        ObjectNode expected = Manifests.documents(
                        "{kind: Pod, metadata: {name: a}, spec: {volumes: [{name: x, emptyDir: {}},"
                                + " {name: y, secret: {}}, {name: z}], args: [d], new: 2}}")
                .getFirst();
        assertThat(Manifests.of(folder).all()).containsExactly(expected);
    }

    private void write(String name, String... lines) throws IOException {
        Files.write(folder.resolve(name), List.of(lines));
    }

    private static boolean kubectlIsThere() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "kubectl")));
    }
}
