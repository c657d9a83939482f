package org.compatserver.store;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Plan;
import org.compatserver.verdict.Question.Sources;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A plan as JSON, and back: requirements in their canonical texts. */
final class PlanText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int NAMES = 3;

    private PlanText() {}

    static String write(Plan plan) {
        Instant asOf = plan.asOf();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("packages");
            plan.packages().forEach(requirements -> requirements(json, requirements));
            json.writeEndArray();
            json.writeName("constraints");
            requirements(json, plan.constraints());
            json.writeArrayPropertyStart("targets");
            for (Target target : plan.targets()) {
                json.writeStartArray();
                json.writeString(target.python().toString());
                json.writeString(target.platform().tag());
                json.writeEndArray();
            }
            json.writeEndArray();
            if (asOf != null) {
                json.writeStringProperty("as_of", asOf.toString());
            }
            json.writeStringProperty("sources", plan.sources().name());
            json.writeBooleanProperty("pre_releases", plan.preReleases());
            json.writeBooleanProperty("strict", plan.strict());
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void requirements(JsonGenerator json, List<Requirement> requirements) {
        json.writeStartArray();
        requirements.forEach(requirement -> json.writeString(requirement.toString()));
        json.writeEndArray();
    }

    /** Short, and equal for equal plans only. */
    static String question(Plan plan) {
        try {
            byte[] text = write(plan).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In a list of rounds: the first packages, and for what. */
    static String title(Plan plan) {
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < Math.min(NAMES, plan.size()); number++) {
            text.append(number == 0 ? "" : ", ")
                    .append(plan.packages().get(number).getFirst().name());
        }
        if (plan.size() > NAMES) {
            text.append(" and ").append(plan.size() - NAMES).append(" more");
        }
        List<String> pythons = plan.targets().stream()
                .map(target -> target.python().minorVersion())
                .distinct()
                .toList();
        List<String> platforms = plan.targets().stream()
                .map(target -> target.platform().tag())
                .filter(tag -> !tag.equals(Platform.DEFAULT.tag()))
                .distinct()
                .toList();
        text.append("; Python ").append(String.join(", ", pythons));
        return platforms.isEmpty()
                ? text.toString()
                : text.append("; ").append(String.join(", ", platforms)).toString();
    }

    /** The plan of a text that was written by {@link #write}. */
    static Plan read(String text) {
        List<List<Requirement>> packages = new ArrayList<>();
        List<Requirement> constraints = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        Instant asOf = null;
        Sources sources = Sources.STATIC;
        boolean preReleases = false;
        boolean strict = false;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "packages" -> lists(json).forEach(texts -> packages.add(requirements(texts)));
                    case "constraints" -> constraints.addAll(requirements(texts(json)));
                    case "targets" -> lists(json).forEach(texts -> targets.add(target(texts)));
                    case "as_of" -> asOf = Instant.parse(json.getString());
                    case "sources" -> sources = Sources.valueOf(json.getString());
                    case "pre_releases" -> preReleases = json.getBooleanValue();
                    case "strict" -> strict = json.getBooleanValue();
                    default -> throw new Unpack.Damaged("a plan has a property " + name);
                }
            }
        }
        return new Plan(packages, constraints, targets, asOf, sources, preReleases, strict);
    }

    private static List<Requirement> requirements(List<String> texts) {
        return texts.stream().map(Requirement::of).toList();
    }

    private static Target target(List<String> texts) {
        return new Target(PythonVersion.parse(texts.getFirst(), 0).orElseThrow(), new Platform(texts.getLast()));
    }

    private static List<List<String>> lists(JsonParser json) {
        List<List<String>> result = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_ARRAY) {
            result.add(texts(json));
        }
        return result;
    }

    /** From the beginning of a list to its end. */
    private static List<String> texts(JsonParser json) {
        List<String> result = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            result.add(json.getString());
        }
        return result;
    }
}
