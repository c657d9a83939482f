package org.compatserver.wire;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.compatserver.wire.Asked.Reason;
import org.compatserver.wire.Asked.Refused;
import org.compatserver.wire.QuestionTexts.Face;
import org.compatserver.wire.QuestionTexts.Parameter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the body of {@code POST /}: one question, or an array of at most 1,000. */
public final class QuestionJson {
    /** A batch of more questions than this is refused. */
    public static final int MAX_BATCH = 1_000;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private QuestionJson() {}

    /** What came of reading a body. */
    public sealed interface Result {
        /** One question. */
        record One(Element question) implements Result {}

        /** Questions, in order; each stands for itself. */
        record Batch(List<Element> questions) implements Result {
            public Batch {
                questions = List.copyOf(questions);
            }
        }

        /** Neither. */
        record Bad(Refused refused) implements Result {}
    }

    /** One question of a body. */
    public sealed interface Element {
        record Texts(QuestionTexts texts) implements Element {}

        record Bad(Refused refused) implements Element {}
    }

    /** A body as it stands there. */
    public sealed interface Tree {
        record Node(JsonNode root) implements Tree {}

        /** It is no JSON. */
        record Bad(Refused refused) implements Tree {}
    }

    /** Any body, read as strictly as a question. */
    public static Tree tree(byte[] body) {
        try {
            JsonNode root = MAPPER.readTree(body);
            return root.isMissingNode() ? new Tree.Bad(refused("it is empty")) : new Tree.Node(root);
        } catch (JacksonException e) {
            return new Tree.Bad(refused(problem(e)));
        }
    }

    /** The questions' texts. */
    public static Result read(byte[] body) {
        return switch (tree(body)) {
            case Tree.Bad(var refused) -> new Result.Bad(refused);
            case Tree.Node(var root) -> read(root);
        };
    }

    private static Result read(JsonNode root) {
        if (root.isObject()) {
            return new Result.One(element(root));
        }
        if (!root.isArray()) {
            return new Result.Bad(refused("a question is an object, a batch an array of such objects"));
        }
        if (root.size() > MAX_BATCH) {
            return new Result.Bad(refused("a batch holds at most 1,000 questions, not " + root.size()));
        }
        List<Element> questions = new ArrayList<>();
        root.forEach(node -> questions.add(element(node)));
        return new Result.Batch(questions);
    }

    /** In our own words where the library speaks of its own switches. */
    private static String problem(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (e instanceof StreamConstraintsException) {
            return constraint(message);
        }
        String words = message.contains("end-of-input")
                ? "it ends too early"
                : message.startsWith("Trailing token")
                        ? "something follows its end"
                        : Excerpt.of(message.lines().findFirst().orElse("it is not JSON"));
        var place = e.getLocation();
        return place == null || place.getLineNr() < 1
                ? words
                : words + " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    }

    /** The library bounds depth, numbers, texts and names; a body of 1 MB can pass no other bound of it. */
    private static String constraint(String message) {
        if (message.contains("nesting depth")) {
            return "it is nested too deeply; a question is one object, a batch one array of such objects";
        }
        return message.startsWith("Number") ? "a number in it is too long" : "a name or text in it is too long";
    }

    private static Element element(JsonNode node) {
        if (!node.isObject()) {
            return new Element.Bad(refused("a question is an object"));
        }
        List<String> packages = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        Map<Parameter, String> values = new EnumMap<>(Parameter.class);
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String problem = entry.getKey().equals("packages")
                    ? addPackages(entry.getValue(), packages)
                    : addValue(entry.getKey(), entry.getValue(), values, unknown);
            if (!problem.isEmpty()) {
                return new Element.Bad(refused(problem));
            }
        }
        return new Element.Texts(QuestionTexts.of(packages, values, unknown, Face.JSON));
    }

    /** Reads the packages, or says what is wrong with them. */
    private static String addPackages(JsonNode value, List<String> packages) {
        if (!value.isArray()) {
            return "'packages' must be an array of texts";
        }
        for (JsonNode each : value) {
            if (!each.isString()) {
                return "'packages' must be an array of texts";
            }
            packages.add(each.stringValue());
        }
        return "";
    }

    /** Reads one other value, or says what is wrong with it; null is the same as leaving it out. */
    private static String addValue(String name, JsonNode value, Map<Parameter, String> values, List<String> unknown) {
        for (Parameter parameter : Parameter.values()) {
            if (parameter.text().equals(name)) {
                boolean yesOrNo = parameter.isYesOrNo();
                if (yesOrNo ? value.isBoolean() : value.isString()) {
                    values.put(parameter, yesOrNo ? String.valueOf(value.booleanValue()) : value.stringValue());
                } else if (!value.isNull()) {
                    return "'" + name + "' must be " + (yesOrNo ? "true or false" : "a text");
                }
                return "";
            }
        }
        unknown.add(name);
        return "";
    }

    private static Refused refused(String problem) {
        return new Refused(Reason.BAD_JSON, "Invalid JSON payload: " + problem);
    }
}
