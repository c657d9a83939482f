package org.compatserver.wire;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question as it came in, unread: every value the text that was given, null where none was.
 *
 * @param packages requirements, in the asker's order
 * @param constraints requirements that need not take part
 * @param pre {@code true} or {@code false}, as {@code strict} and {@code since} are
 * @param unknown names of parameters that there are not
 * @param face where it was asked, for the words of what is wrong with it
 */
public record QuestionTexts(
        List<String> packages,
        List<String> constraints,
        @Nullable String python,
        @Nullable String platform,
        @Nullable String asOf,
        @Nullable String sources,
        @Nullable String engine,
        @Nullable String pre,
        @Nullable String strict,
        @Nullable String explain,
        @Nullable String since,
        List<String> unknown,
        Face face) {

    public QuestionTexts {
        packages = List.copyOf(packages);
        constraints = List.copyOf(constraints);
        unknown = List.copyOf(unknown);
    }

    /** A question in a query. */
    public QuestionTexts(
            List<String> packages,
            List<String> constraints,
            @Nullable String python,
            @Nullable String platform,
            @Nullable String asOf,
            @Nullable String sources,
            @Nullable String engine,
            @Nullable String pre,
            @Nullable String strict,
            @Nullable String explain,
            List<String> unknown) {
        this(
                packages,
                constraints,
                python,
                platform,
                asOf,
                sources,
                engine,
                pre,
                strict,
                explain,
                null,
                unknown,
                Face.QUERY);
    }

    /** A question over HTTP. */
    public static QuestionTexts of(
            List<String> packages, Map<Parameter, String> values, List<String> unknown, Face face) {
        return new QuestionTexts(
                packages,
                List.of(),
                values.get(Parameter.PYTHON),
                values.get(Parameter.PLATFORM),
                values.get(Parameter.AS_OF),
                values.get(Parameter.SOURCES),
                values.get(Parameter.ENGINE),
                values.get(Parameter.PRE),
                values.get(Parameter.STRICT),
                values.get(Parameter.EXPLAIN),
                values.get(Parameter.SINCE),
                unknown,
                face);
    }

    /** The same, asking since when, too. */
    public QuestionTexts withSince() {
        return new QuestionTexts(
                packages,
                constraints,
                python,
                platform,
                asOf,
                sources,
                engine,
                pre,
                strict,
                explain,
                "true",
                unknown,
                face);
    }

    /** The same, with what it leaves open taken from another; the Python and the packages are its own. */
    QuestionTexts or(QuestionTexts preset) {
        return new QuestionTexts(
                packages,
                Stream.concat(constraints.stream(), preset.constraints.stream()).toList(),
                python,
                platform == null ? preset.platform : platform,
                asOf == null ? preset.asOf : asOf,
                sources == null ? preset.sources : sources,
                engine == null ? preset.engine : engine,
                pre == null ? preset.pre : pre,
                strict == null ? preset.strict : strict,
                explain == null ? preset.explain : explain,
                since == null ? preset.since : since,
                unknown,
                face);
    }

    /** Where questions are asked; each has its own names for the same things. */
    public enum Face {
        QUERY,
        JSON,
        COMMAND_LINE;

        /** What the packages are called. */
        String packages() {
            return this == JSON ? "packages" : "package";
        }

        /** What the asker wrote to give a parameter. */
        String name(Parameter parameter) {
            return this == COMMAND_LINE ? "--" + parameter.text() : "parameter '" + parameter.text() + "'";
        }
    }

    /** The parameters of a question over HTTP, in query and JSON alike. */
    public enum Parameter {
        PYTHON("python-version"),
        PLATFORM("platform"),
        AS_OF("as-of"),
        SOURCES("sources"),
        ENGINE("engine"),
        PRE("pre"),
        STRICT("strict"),
        EXPLAIN("explain"),
        SINCE("since");

        private final String text;

        Parameter(String text) {
            this.text = text;
        }

        /** Its name on the wire. */
        public String text() {
            return text;
        }

        /** Whether its values are true and false. */
        public boolean isYesOrNo() {
            return this == PRE || this == STRICT || this == SINCE;
        }
    }
}
