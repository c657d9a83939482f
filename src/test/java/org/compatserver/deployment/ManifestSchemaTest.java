package org.compatserver.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The manifests are valid by the schemas of Kubernetes' own API, of an old version and a new one ({@code scripts/kubernetes-schemas}). */
class ManifestSchemaTest {
    private static final List<String> VERSIONS = List.of("1.30.14", "1.37.2");
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Stream<Arguments> shippedByVersion() {
        return VERSIONS.stream().flatMap(version -> Manifests.shipped().map(place -> Arguments.of(version, place)));
    }

    @ParameterizedTest
    @MethodSource("shippedByVersion")
    void everyManifestIsValid(String version, Path place) {
        for (ObjectNode manifest : Manifests.of(place).all()) {
            assertThat(errors(version, manifest))
                    .as("%s %s", manifest.path("kind"), place)
                    .isEmpty();
        }
    }

    @Test
    void aFieldThatDoesNotExistIsFound() {
        ObjectNode deployment = deployment();
        ((ObjectNode) deployment.at("/spec/template/spec")).put("terminationGraceSeconds", 5);
        assertThat(errors("1.37.2", deployment))
                .singleElement()
                .asString()
                .contains("/spec/template/spec", "terminationGraceSeconds");
    }

    @Test
    void aValueOfAnotherTypeIsFound() {
        ObjectNode deployment = deployment();
        ((ObjectNode) deployment.path("spec")).put("minReadySeconds", "five");
        assertThat(errors("1.37.2", deployment)).singleElement().asString().contains("/spec/minReadySeconds");
    }

    @Test
    void aFieldThatIsMissingIsFound() {
        ObjectNode deployment = deployment();
        ((ObjectNode) deployment.path("spec")).remove("selector");
        assertThat(errors("1.37.2", deployment)).singleElement().asString().contains("selector");
    }

    private static ObjectNode deployment() {
        return Manifests.of(Manifests.FOLDER.resolve("deploy.yaml")).the("Deployment");
    }

    private static List<String> errors(String version, JsonNode manifest) {
        ObjectNode schemas = schemas(version);
        String kind = manifest.path("apiVersion").asString() + "/"
                + manifest.path("kind").asString();
        schemas.put("$ref", "#/$defs/" + schemas.path("kinds").path(kind).asString());
        return REGISTRY.getSchema(schemas).validate(manifest).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private static ObjectNode schemas(String version) {
        try (var stream = ManifestSchemaTest.class.getResourceAsStream("/kubernetes/" + version + ".json")) {
            if (stream == null) {
                throw new AssertionError("no schemas of " + version);
            }
            return (ObjectNode) new JsonMapper().readTree(stream);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
