package org.compatserver.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Why;
import org.compatserver.verdict.Why.About;
import org.compatserver.wire.WhyReply;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compat why}: why a version is what it is. */
@Command(
        name = "why",
        description = "Says why a package is at the version it is at, beside others, and who could change it.",
        footer = {
            "",
            "Examples:",
            "  compat why protobuf --in 'apache-beam[gcp]' google-cloud-storage",
            "  compat why --in apache-airflow --python 3.12",
            "",
            "Without NAME: all that is not at its newest, a line each; first what you can change by asking for",
            "something else, then what releases of the packages that you named can change, then the rest.",
            "",
            "Exit code: 0 it is at its newest, or not needed; 1 it is not, or the packages do not fit;",
            "2 it is not known (UNKNOWN), the index knows no NAME, something failed, or the command was wrong."
        })
final class WhyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "A package, asked for or not.")
    @Nullable
    String name;

    @Option(
            names = "--in",
            paramLabel = "PACKAGE",
            arity = "1..*",
            description = "A requirement, as for check: six, 'apache-beam[gcp]', 'django<5'.")
    @Nullable
    List<String> packages;

    @Mixin
    TargetOptions question = new TargetOptions();

    @Mixin
    IndexOptions index = new IndexOptions();

    @Option(names = "--json", description = "Print the reply as JSON, and what fails as problem details.")
    boolean json;

    private final CommandLineFace face;

    WhyCommand(CommandLineFace face) {
        this.face = face;
    }

    @Override
    public Integer call() throws Exception {
        if (name != null && (packages == null || packages.isEmpty())) {
            throw new Usage(
                    "Say what " + name + " is installed with, for example: compat why " + name + " --in Django");
        }
        if (packages == null || packages.isEmpty()) {
            throw new Usage("Name at least one package, for example: compat why sqlparse --in Django");
        }
        List<String> beside = packages;
        ProjectName project = project();
        return new Answering<Why>(
                        "Looking",
                        (checks, asked) -> checks.why(asked, project),
                        WhyReply::of,
                        WhyText::of,
                        WhyCommand::exitCode)
                .run(face, index, json, () -> question.texts(beside, face.environment()));
    }

    private @Nullable ProjectName project() throws Usage {
        if (name == null) {
            return null;
        }
        return switch (ProjectName.parse(name)) {
            case Parsed.Ok<ProjectName>(ProjectName project) -> project;
            case Parsed.Bad<ProjectName> _ ->
                throw new Usage("'" + name + "' is not the name of a package; versions and extras go behind --in");
        };
    }

    private static int exitCode(Why why) {
        return switch (why.verdict()) {
            case Verdict.InstallError _ -> 1;
            case Verdict.Unknown _ -> 2;
            case Verdict.Success _, Verdict.CheckWarning _ ->
                switch (why.about()) {
                    case null -> why.notNewer().isEmpty() ? 0 : 1;
                    case About.InSet about -> about.pin().isLatest() ? 0 : 1;
                    case About.NotInSet about -> about.isKnown() ? 0 : 2;
                };
        };
    }
}
