package org.compatserver.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Manifests for Kubernetes as trees: those of a file, or what an overlay makes of them, by the few rules of kustomize that ours use (resources, images, and patches
 * that merge: objects by field, lists of named objects by name, null and {@code $patch: delete} remove).
 */
record Manifests(List<ObjectNode> all) {
    static final Path FOLDER = Path.of("deployment");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** What users apply: the manifests as they are, and each overlay. */
    static Stream<Path> shipped() {
        return Stream.of("deploy.yaml", "overlays/one-node", "overlays/cluster").map(FOLDER::resolve);
    }

    /** The manifests of a file, or of a folder with a kustomization. */
    static Manifests of(Path place) {
        return new Manifests(Files.isDirectory(place) ? overlaid(place) : documents(read(place)));
    }

    /** The one manifest of a kind. */
    ObjectNode the(String kind) {
        return each(kind).findFirst().orElseThrow(() -> new AssertionError("no " + kind));
    }

    Stream<ObjectNode> each(String kind) {
        return all.stream().filter(manifest -> manifest.path("kind").asString().equals(kind));
    }

    boolean has(String kind, String name) {
        return each(kind).anyMatch(manifest -> name(manifest).equals(name));
    }

    /** The values at a field of this name, wherever it is. */
    Stream<JsonNode> at(String field) {
        return all.stream().flatMap(manifest -> manifest.findValues(field).stream());
    }

    static String name(JsonNode manifest) {
        return manifest.path("metadata").path("name").asString();
    }

    static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    static List<ObjectNode> documents(String text) {
        try (var documents = YAML.readerFor(ObjectNode.class).<ObjectNode>readValues(text)) {
            return documents.readAll();
        }
    }

    private static List<ObjectNode> overlaid(Path folder) {
        ObjectNode kustomization =
                documents(read(folder.resolve("kustomization.yaml"))).getFirst();
        List<ObjectNode> result = new ArrayList<>();
        for (JsonNode resource : kustomization.path("resources")) {
            result.addAll(of(folder.resolve(resource.asString()).normalize()).all());
        }
        for (JsonNode patch : kustomization.path("patches")) {
            String text = patch.has("path")
                    ? read(folder.resolve(patch.path("path").asString()))
                    : patch.path("patch").asString();
            documents(text).forEach(one -> patch(result, one));
        }
        kustomization.path("images").forEach(image -> rename(result, image));
        return result;
    }

    private static void patch(List<ObjectNode> manifests, ObjectNode patch) {
        Predicate<ObjectNode> meant =
                one -> one.path("kind").equals(patch.path("kind")) && name(one).equals(name(patch));
        if (manifests.stream().filter(meant).count() != 1) {
            throw new AssertionError("a patch of what is not there: " + patch);
        }
        if (patch.path("$patch").asString("").equals("delete")) {
            manifests.removeIf(meant);
        } else {
            manifests.stream().filter(meant).forEach(one -> merge(one, patch));
        }
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(field -> {
            JsonNode old = target.path(field.getKey());
            JsonNode value = field.getValue();
            if (value.isNull()) {
                target.remove(field.getKey());
            } else if (old instanceof ObjectNode object && value instanceof ObjectNode change) {
                merge(object, change);
            } else if (old instanceof ArrayNode list && value instanceof ArrayNode changes && named(changes)) {
                changes.forEach(change -> mergeNamed(list, (ObjectNode) change));
            } else {
                target.set(field.getKey(), value);
            }
        });
    }

    private static boolean named(ArrayNode list) {
        return items(list).allMatch(item -> item.has("name"));
    }

    private static void mergeNamed(ArrayNode list, ObjectNode change) {
        items(list)
                .filter(item -> item.path("name").equals(change.path("name")))
                .findFirst()
                .ifPresentOrElse(item -> merge((ObjectNode) item, change), () -> list.add(change));
    }

    private static void rename(List<ObjectNode> manifests, JsonNode image) {
        for (ObjectNode manifest : manifests) {
            for (JsonNode container : manifest.at("/spec/template/spec/containers")) {
                if (container
                        .path("image")
                        .asString()
                        .startsWith(image.path("name").asString() + ":")) {
                    ((ObjectNode) container)
                            .put(
                                    "image",
                                    image.path("newName").asString() + ":"
                                            + image.path("newTag").asString());
                }
            }
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
