package org.compatserver.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question as it came in, unread: every value the text that was given, null where none was.
 *
 * @param packages requirements, in the asker's order
 * @param constraints requirements that need not take part
 * @param pre {@code true} or {@code false}, as {@code strict} is
 * @param unknown names of parameters that there are not
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
        List<String> unknown) {

    public QuestionTexts {
        packages = List.copyOf(packages);
        constraints = List.copyOf(constraints);
        unknown = List.copyOf(unknown);
    }

    /** A question over HTTP. */
    static QuestionTexts of(List<String> packages, Map<Parameter, String> values, List<String> unknown) {
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
                unknown);
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
        EXPLAIN("explain");

        private final String text;

        Parameter(String text) {
            this.text = text;
        }

        /** Its name on the wire. */
        public String text() {
            return text;
        }
    }
}
