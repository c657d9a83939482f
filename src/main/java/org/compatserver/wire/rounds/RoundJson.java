package org.compatserver.wire.rounds;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.wire.Asked.Reason;
import org.compatserver.wire.Asked.Refused;
import org.compatserver.wire.Excerpt;
import org.compatserver.wire.QuestionJson;
import org.compatserver.wire.QuestionTexts;
import org.compatserver.wire.QuestionTexts.Face;
import org.compatserver.wire.QuestionTexts.Parameter;
import org.compatserver.wire.Suggestion;
import org.compatserver.wire.portfolio.Portfolio;
import org.compatserver.wire.portfolio.PortfolioReader;
import org.compatserver.wire.portfolio.PortfolioReader.Chosen;
import org.compatserver.wire.portfolio.PortfolioReader.Source;
import org.compatserver.wire.portfolio.Reading;
import tools.jackson.databind.JsonNode;

/** Reads the body of {@code POST /rounds}: packages or a portfolio's text, Pythons, and what a question may say beside these. */
public final class RoundJson {
    /** More packages than this are refused. */
    public static final int MAX_PACKAGES = 1_000;

    private static final List<String> KNOWN = List.of(
            "packages",
            "portfolio",
            "constraints",
            "python-version",
            "platform",
            "as-of",
            "sources",
            "pre",
            "strict",
            "recheck");
    private static final List<Parameter> SINGLE =
            List.of(Parameter.AS_OF, Parameter.SOURCES, Parameter.PRE, Parameter.STRICT);

    private final Map<Parameter, String> values = new EnumMap<>(Parameter.class);
    private final List<Requirement> requirements = new ArrayList<>();
    private final List<Requirement> constraints = new ArrayList<>();
    private Map<ProjectName, String> sections = Map.of();
    private List<String> notices = List.of();
    private List<String> pythons = List.of();
    private List<String> platforms = List.of();
    private boolean recheck;

    private RoundJson() {}

    /** What came of reading a body. */
    public sealed interface Result {
        /**
         * A round is asked for.
         *
         * @param recheck whether what earlier rounds found is left aside
         */
        record Texts(PlanReader.Texts texts, Map<ProjectName, String> sections, List<String> notices, boolean recheck)
                implements Result {}

        /** None is. */
        record Bad(Refused refused) implements Result {}
    }

    /** The round's texts. */
    public static Result read(byte[] body) {
        try {
            return switch (QuestionJson.tree(body)) {
                case QuestionJson.Tree.Bad(var refused) -> new Result.Bad(refused);
                case QuestionJson.Tree.Node(var root) -> {
                    if (!root.isObject()) {
                        throw badJson("a round is an object");
                    }
                    RoundJson reading = new RoundJson();
                    reading.read(root);
                    yield reading.result();
                }
            };
        } catch (Refusal refusal) {
            return new Result.Bad(refusal.refused);
        }
    }

    private void read(JsonNode root) throws Refusal {
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            JsonNode value = entry.getValue();
            switch (entry.getKey()) {
                case "packages" -> parse("Package", texts(entry.getKey(), value, false), requirements);
                case "portfolio" -> portfolio(value);
                case "constraints" -> parse("Constraint", texts(entry.getKey(), value, false), constraints);
                case "python-version" -> pythons = texts(entry.getKey(), value, true);
                case "platform" -> platforms = texts(entry.getKey(), value, true);
                case "recheck" -> recheck = "true".equals(single(entry.getKey(), value, true));
                default -> parameter(entry.getKey(), value);
            }
        }
    }

    private void parameter(String name, JsonNode value) throws Refusal {
        for (Parameter parameter : SINGLE) {
            if (parameter.text().equals(name)) {
                if (!value.isNull()) {
                    values.put(parameter, single(name, value, parameter.isYesOrNo()));
                }
                return;
            }
        }
        throw new Refusal(
                Reason.UNKNOWN_PARAMETER,
                "Unknown parameter '" + Excerpt.of(name) + "'."
                        + Suggestion.among(KNOWN, name)
                                .map(known -> " Did you mean '" + known + "'?")
                                .orElse(""));
    }

    private static String single(String name, JsonNode value, boolean yesOrNo) throws Refusal {
        if (yesOrNo ? !value.isBoolean() : !value.isString()) {
            throw badJson("'" + name + "' must be " + (yesOrNo ? "true or false" : "a text"));
        }
        return yesOrNo ? String.valueOf(value.booleanValue()) : value.stringValue();
    }

    /** An array of texts; where that is allowed also one text alone. */
    private static List<String> texts(String name, JsonNode value, boolean orOne) throws Refusal {
        if (orOne && value.isString()) {
            return List.of(value.stringValue());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : value) {
            if (value.isArray() && each.isString()) {
                texts.add(each.stringValue());
            } else {
                throw badJson("'" + name + "' must be " + (orOne ? "a text or " : "") + "an array of texts");
            }
        }
        if (!value.isArray()) {
            throw badJson("'" + name + "' must be " + (orOne ? "a text or " : "") + "an array of texts");
        }
        return texts;
    }

    private static void parse(String what, List<String> texts, List<Requirement> to) throws Refusal {
        List<String> problems = new ArrayList<>();
        for (String text : texts) {
            switch (Requirement.parse(text)) {
                case Parsed.Ok<Requirement>(var requirement) -> to.add(requirement);
                case Parsed.Bad<Requirement>(var problem) ->
                    problems.add(what + " '" + Excerpt.of(text) + "' is not a valid requirement: "
                            + Excerpt.withPlace(problem));
            }
        }
        if (!problems.isEmpty()) {
            throw new Refusal(Reason.BAD_REQUIREMENT, new Reading.Wrong<>(problems).text());
        }
    }

    private void portfolio(JsonNode value) throws Refusal {
        Source source =
                new Source("portfolio", single("portfolio", value, false).getBytes(StandardCharsets.UTF_8));
        PortfolioReader reader = new PortfolioReader(PortfolioReader.Files.NONE, MAX_PACKAGES);
        switch (reader.read(List.of(source), Chosen.NOTHING)) {
            case Reading.Wrong<Portfolio> wrong -> throw new Refusal(Reason.BAD_REQUIREMENT, wrong.text());
            case Reading.Fine<Portfolio>(var portfolio) -> {
                requirements.addAll(portfolio.requirements());
                constraints.addAll(portfolio.constraints());
                sections = portfolio.sections();
                notices = portfolio.notices();
            }
        }
    }

    private Result result() throws Refusal {
        if (requirements.isEmpty()) {
            throw new Refusal(
                    Reason.NO_PACKAGE, "A round needs 'packages', or a 'portfolio' with one requirement a line");
        }
        long projects =
                requirements.stream().map(Requirement::project).distinct().count();
        if (projects > MAX_PACKAGES) {
            throw new Refusal(
                    Reason.TOO_MANY_PACKAGES,
                    String.format(
                            java.util.Locale.ROOT,
                            "A round over HTTP has at most %,d packages, not %,d; compat round takes more",
                            MAX_PACKAGES,
                            projects));
        }
        QuestionTexts rest = QuestionTexts.of(List.of(), values, List.of(), Face.JSON);
        return new Result.Texts(
                new PlanReader.Texts(requirements, constraints, pythons, platforms, rest), sections, notices, recheck);
    }

    private static Refusal badJson(String problem) {
        return new Refusal(Reason.BAD_JSON, "Invalid JSON payload: " + problem);
    }

    /** Ends the reading at the first thing that is wrong; never leaves this class. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Refused refused;

        Refusal(Reason reason, String message) {
            super(message, null, false, false);
            this.refused = new Refused(reason, message);
        }
    }
}
