package org.compatserver.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Question.Detail;
import org.compatserver.verdict.Question.EngineName;
import org.compatserver.verdict.Question.Sources;
import org.compatserver.wire.Asked.Reason;
import org.compatserver.wire.QuestionTexts.Face;
import org.compatserver.wire.QuestionTexts.Parameter;
import org.jspecify.annotations.Nullable;

/** Reads questions, for every face alike: same checks, same order, same words. */
public final class QuestionReader {
    /** More packages than this are refused. */
    public static final int MAX_PACKAGES = 100;

    private final Defaults defaults;
    private final @Nullable QuestionTexts preset;

    public QuestionReader(Defaults defaults) {
        this(defaults, null);
    }

    private QuestionReader(Defaults defaults, @Nullable QuestionTexts preset) {
        this.defaults = defaults;
        this.preset = preset;
    }

    /** A reader that takes what a question leaves open, the Python and the packages aside, from these. Their own faults are found by {@link #read}. */
    public QuestionReader withPreset(QuestionTexts texts) {
        return new QuestionReader(defaults, texts);
    }

    /** A reader that refuses questions about other projects. */
    public QuestionReader withAllowed(Set<ProjectName> projects) {
        return new QuestionReader(new Defaults(defaults.three(), defaults.platform(), Set.copyOf(projects)), preset);
    }

    /**
     * What the operator sets.
     *
     * @param three what {@code python-version=3} means: a minor version of Python 3
     * @param platform the platform of questions that name none
     * @param allowed the only projects that may be asked about; null for all
     */
    public record Defaults(
            int three, Platform platform, @Nullable Set<ProjectName> allowed) {
        /** Of an operator who sets nothing. */
        public static final Defaults STANDARD = new Defaults(13, Platform.DEFAULT, null);
    }

    /** The question, or the first thing that is wrong with it. */
    public Asked read(QuestionTexts asked) {
        QuestionTexts texts = preset == null ? asked : asked.or(preset);
        Face face = texts.face();
        try {
            List<Requirement> requirements = requirements(texts);
            List<Requirement> constraints = constraints(texts.constraints());
            Target target = new Target(python(texts), platform(face, texts.platform()));
            Question question = new Question(
                    texts.packages(),
                    requirements,
                    constraints,
                    target,
                    moment(face, texts.asOf()),
                    choice(face, Parameter.SOURCES, Sources.values(), texts.sources(), Sources.STATIC),
                    yes(face, Parameter.PRE, texts.pre()),
                    yes(face, Parameter.STRICT, texts.strict()),
                    choice(face, Parameter.ENGINE, EngineName.values(), texts.engine(), EngineName.RESOLVER),
                    choice(face, Parameter.EXPLAIN, Detail.values(), texts.explain(), Detail.SHORT),
                    yes(face, Parameter.SINCE, texts.since()));
            if (question.sources() == Sources.BUILD && question.engine() != EngineName.PIP) {
                throw new Refusal(
                        Reason.BAD_VALUE, "sources=build needs the pip engine, which this version does not have yet");
            }
            refuseUnknown(texts);
            return new Asked.Read(question);
        } catch (Refusal refusal) {
            return refusal.refused;
        }
    }

    /** What to say of a parameter that there is not. */
    private static Refusal unknownParameter(Face face, String name) {
        return new Refusal(
                Reason.UNKNOWN_PARAMETER,
                "Unknown parameter '" + Excerpt.of(name) + "'."
                        + Suggestion.among(parameters(face), name)
                                .map(known -> " Did you mean '" + known + "'?")
                                .orElse(""));
    }

    /** Who misspelled a name that is needed hears of that, rather than that it is missing. */
    private static void refuseMisspelled(QuestionTexts texts, String needed) throws Refusal {
        for (String name : texts.unknown()) {
            if (Suggestion.among(parameters(texts.face()), name).equals(Optional.of(needed))) {
                throw unknownParameter(texts.face(), name);
            }
        }
    }

    private List<Requirement> requirements(QuestionTexts texts) throws Refusal {
        List<String> packages = texts.packages();
        if (packages.isEmpty()) {
            refuseMisspelled(texts, texts.face().packages());
            throw new Refusal(Reason.NO_PACKAGE, "Request must specify at least one 'package' parameter");
        }
        List<Requirement> requirements = new ArrayList<>();
        for (String text : packages) {
            requirements.add(requirement("Package", text));
        }
        if (packages.size() > MAX_PACKAGES) {
            throw new Refusal(
                    Reason.TOO_MANY_PACKAGES,
                    "Request must specify at most " + MAX_PACKAGES + " packages, not " + packages.size());
        }
        refuseUnrecognized(requirements);
        return requirements;
    }

    private static Requirement requirement(String what, String text) throws Refusal {
        return switch (Requirement.parse(text)) {
            case Parsed.Bad<Requirement>(var problem) ->
                throw new Refusal(
                        Reason.BAD_REQUIREMENT,
                        what + " '" + Excerpt.of(text) + "' is not a valid requirement: " + Excerpt.withPlace(problem));
            case Parsed.Ok<Requirement>(var requirement) -> {
                if (requirement.address() != null) {
                    throw new Refusal(
                            Reason.BAD_REQUIREMENT,
                            what + " '" + Excerpt.of(text)
                                    + "' names an address, and no address that a request names is"
                                    + " fetched; ask for the project by its name");
                }
                yield requirement;
            }
        };
    }

    private void refuseUnrecognized(List<Requirement> requirements) throws Refusal {
        Set<ProjectName> allowed = defaults.allowed();
        if (allowed == null) {
            return;
        }
        Set<String> unrecognized = new LinkedHashSet<>();
        for (Requirement requirement : requirements) {
            if (!allowed.contains(requirement.project())) {
                unrecognized.add(requirement.name());
            }
        }
        if (!unrecognized.isEmpty()) {
            throw new Refusal(
                    Reason.UNRECOGNIZED_PACKAGES,
                    "Request contains unrecognized packages: " + String.join(", ", unrecognized));
        }
    }

    private static List<Requirement> constraints(List<String> texts) throws Refusal {
        List<Requirement> constraints = new ArrayList<>();
        for (String text : texts) {
            constraints.add(requirement("Constraint", text));
        }
        return constraints;
    }

    private PythonVersion python(QuestionTexts texts) throws Refusal {
        String text = texts.python();
        if (text == null || text.isEmpty()) {
            refuseMisspelled(texts, Parameter.PYTHON.text());
            throw new Refusal(Reason.NO_PYTHON, "Request must specify 'python-version' parameter");
        }
        return switch (PythonVersion.parse(text, defaults.three())) {
            case Parsed.Ok<PythonVersion>(var version) -> version;
            case Parsed.Bad<PythonVersion> bad ->
                throw new Refusal(
                        Reason.BAD_PYTHON,
                        "Invalid Python version specified. Must be one of: 2, 3, 2.7, 3.6 to 3.15, or X.Y.Z of these");
        };
    }

    private Platform platform(Face face, @Nullable String text) throws Refusal {
        if (text == null) {
            return defaults.platform();
        }
        return switch (Platform.parse(text)) {
            case Parsed.Ok<Platform>(var platform) -> platform;
            case Parsed.Bad<Platform>(var problem) ->
                throw bad(
                        face,
                        Parameter.PLATFORM,
                        text,
                        "a wheel platform tag such as " + Platform.DEFAULT
                                + ", or linux, alpine, macos, windows, each also with -arm64");
        };
    }

    private static @Nullable Instant moment(Face face, @Nullable String text) throws Refusal {
        if (text == null) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw bad(face, Parameter.AS_OF, text, "a date such as 2026-11-20, or a time such as 2026-11-20T08:30:00Z");
        }
    }

    private static boolean yes(Face face, Parameter parameter, @Nullable String text) throws Refusal {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw bad(face, parameter, text, "true or false");
    }

    private static <E extends Enum<E>> E choice(
            Face face, Parameter parameter, E[] values, @Nullable String text, E otherwise) throws Refusal {
        if (text == null) {
            return otherwise;
        }
        for (E value : values) {
            if (word(value).equals(text)) {
                return value;
            }
        }
        throw bad(
                face,
                parameter,
                text,
                String.join(
                        " or ", Arrays.stream(values).map(QuestionReader::word).toList()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Refusal bad(Face face, Parameter parameter, String text, String expected) {
        return new Refusal(
                Reason.BAD_VALUE,
                "Invalid value '" + Excerpt.of(text) + "' of " + face.name(parameter) + ". Must be " + expected);
    }

    private static void refuseUnknown(QuestionTexts texts) throws Refusal {
        if (!texts.unknown().isEmpty()) {
            throw unknownParameter(texts.face(), texts.unknown().getFirst());
        }
    }

    private static List<String> parameters(Face face) {
        List<String> names = new ArrayList<>(List.of(face.packages()));
        for (Parameter parameter : Parameter.values()) {
            names.add(parameter.text());
        }
        return List.copyOf(names);
    }

    /** Ends the reading at the first thing that is wrong; never leaves this class. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Asked.Refused refused;

        Refusal(Reason reason, String message) {
            super(message, null, false, false);
            this.refused = new Asked.Refused(reason, message);
        }
    }
}
