package org.compatserver.cli;

import java.util.List;
import org.compatserver.wire.QuestionTexts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The words of a question beside its packages. */
class TargetOptions extends MomentOptions {
    @Option(
            names = "--python",
            paramLabel = "VERSION",
            description = "2, 3, 2.7, 3.6 to 3.15, or X.Y.Z of these; left out, 3.")
    @Nullable
    String python;

    @Option(
            names = "--platform",
            paramLabel = "PLATFORM",
            description =
                    "A wheel platform tag such as manylinux_2_41_x86_64, or linux, alpine, macos, windows, each also with"
                            + " -arm64.")
    @Nullable
    String platform;

    @Option(
            names = "--engine",
            paramLabel = "WHICH",
            description = "Who answers: resolver. (This version has no pip engine yet.)")
    @Nullable
    String engine;

    @Option(names = "--explain", paramLabel = "HOW", description = "How much to say: short, or full.")
    @Nullable
    String explain;

    QuestionTexts texts(List<String> packages, Environment environment) throws Usage {
        return new QuestionTexts(
                packages,
                constraints(environment.listed(constraints, "--constraint")),
                python == null ? "3" : python,
                platform,
                asOf,
                sources,
                engine,
                String.valueOf(pre),
                String.valueOf(strict),
                explain,
                null,
                List.of(),
                QuestionTexts.Face.COMMAND_LINE);
    }
}
