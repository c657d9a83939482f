package org.compatserver.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.compatserver.wire.QuestionTexts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The words of a question: of {@code check}, and of each line of a file of questions. */
final class QuestionOptions extends TargetOptions {
    @Parameters(
            paramLabel = "PACKAGE",
            arity = "0..*",
            description = "A requirement: six, 'apache-beam[gcp]', 'django<5', 'protobuf==5.29.6'.")
    @Nullable
    List<String> packages;

    QuestionTexts texts(Environment environment) throws Usage {
        return texts(packages == null ? List.of() : packages, environment);
    }

    /** The same question as words of a command line; what is left to the environment stays so. */
    List<String> words() {
        return asOf(asOf);
    }

    /** The same question as of another moment. */
    List<String> asOf(Instant moment) {
        return asOf(moment.toString());
    }

    private List<String> asOf(@Nullable String moment) {
        List<String> words = new ArrayList<>(packages == null ? List.of() : packages);
        add(words, "--python", python);
        add(words, "--platform", platform);
        add(words, "--sources", sources);
        if (constraints != null) {
            constraints.forEach(constraint -> add(words, "--constraint", constraint));
        }
        if (pre) {
            words.add("--pre");
        }
        if (strict) {
            words.add("--strict");
        }
        add(words, "--as-of", moment);
        return words;
    }

    private static void add(List<String> words, String option, @Nullable String value) {
        if (value != null) {
            words.add(option);
            words.add(value);
        }
    }
}
