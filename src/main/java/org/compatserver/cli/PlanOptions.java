package org.compatserver.cli;

import java.util.ArrayList;
import java.util.List;
import org.compatserver.round.Plan;
import org.compatserver.wire.QuestionReader;
import org.compatserver.wire.QuestionTexts;
import org.compatserver.wire.portfolio.Portfolio;
import org.compatserver.wire.portfolio.PortfolioReader;
import org.compatserver.wire.portfolio.PortfolioReader.Chosen;
import org.compatserver.wire.portfolio.PortfolioReader.Source;
import org.compatserver.wire.portfolio.Reading;
import org.compatserver.wire.rounds.PlanReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A portfolio, and what it is checked for. */
final class PlanOptions extends MomentOptions {
    static final int MOST_PACKAGES = 10_000;

    @Parameters(
            paramLabel = "PORTFOLIO",
            arity = "0..*",
            description =
                    "A file with one requirement a line and headings in brackets, a requirements.txt, a pyproject.toml, or -"
                            + " for the standard input.")
    @Nullable
    List<String> portfolios;

    @Option(
            names = "--python",
            paramLabel = "VERSION",
            split = ",",
            description = "2, 3, 2.7, 3.6 to 3.15, or X.Y.Z of these; may be repeated; left out, 3.")
    @Nullable
    List<String> pythons;

    @Option(
            names = "--platform",
            paramLabel = "PLATFORM",
            split = ",",
            description =
                    "A wheel platform tag such as manylinux_2_41_x86_64, or linux, alpine, macos, windows, each also with"
                            + " -arm64; may be repeated: every Python is checked on each.")
    @Nullable
    List<String> platforms;

    @Option(
            names = "--extra",
            paramLabel = "NAME",
            description = "Of a pyproject.toml: an extra whose dependencies count, too; may be repeated.")
    @Nullable
    List<String> extras;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "Of a pyproject.toml: a dependency group that counts, too; may be repeated.")
    @Nullable
    List<String> groups;

    /** What is to be checked, with where it is written. */
    record Planned(Plan plan, Portfolio portfolio) {}

    /** The portfolio; or all that is wrong with it. */
    Reading<Portfolio> portfolio() throws Usage {
        if (portfolios == null || portfolios.isEmpty()) {
            throw new Usage("A file of requirements is needed, for example: compat round examples/portfolio-75.txt");
        }
        InputFiles files = new InputFiles();
        List<Source> sources = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String name : portfolios.stream().distinct().toList()) {
            switch (files.read(name)) {
                case Reading.Fine<Source>(var source) -> sources.add(source);
                case Reading.Wrong<Source>(var wrong) -> problems.addAll(wrong);
            }
        }
        return problems.isEmpty()
                ? new PortfolioReader(files, MOST_PACKAGES).read(sources, new Chosen(orNone(extras), orNone(groups)))
                : new Reading.Wrong<>(problems);
    }

    private static List<String> orNone(@Nullable List<String> names) {
        return names == null ? List.of() : names;
    }

    Planned planned(Portfolio portfolio, QuestionReader reader, Environment environment) throws Usage {
        List<String> asked = environment.listed(pythons, "--python");
        PlanReader.Texts texts = new PlanReader.Texts(
                portfolio.requirements(),
                portfolio.constraints(),
                asked.isEmpty() ? List.of("3") : asked,
                environment.listed(platforms, "--platform"),
                rest(environment));
        return switch (new PlanReader(reader).read(texts)) {
            case PlanReader.Result.Read(var plan) -> new Planned(plan, portfolio);
            case PlanReader.Result.Bad(var refused) -> throw new Usage(refused.message());
        };
    }

    private QuestionTexts rest(Environment environment) throws Usage {
        return new QuestionTexts(
                List.of(),
                constraints(environment.listed(constraints, "--constraint")),
                null,
                null,
                asOf,
                sources,
                null,
                String.valueOf(pre),
                String.valueOf(strict),
                null,
                null,
                List.of(),
                QuestionTexts.Face.COMMAND_LINE);
    }
}
