package org.compatserver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.referee.Plan;
import org.compatserver.referee.Referee;
import org.compatserver.referee.Report;
import org.compatserver.wire.Asked;
import org.compatserver.wire.Json;
import org.compatserver.wire.QuestionReader;
import org.compatserver.wire.QuestionTexts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compat referee}: the same questions to us, to real pip and to uv. */
@Command(
        name = "referee",
        description = {
            "Compares this program's answers with those of the real pip and of uv.",
            "Random pairs of a portfolio are put to all three. pip runs under each Python of its own, on this machine's platform, with wheels only: nothing is built or"
                    + " installed. It is asked twice, with every package pinned to its newest (that is the verdict) and"
                    + " free (what a user gets)."
        },
        footer = {
            "",
            "PORTFOLIO is a text file, one requirement a line, or some that are always asked together. Empty",
            "lines and comments (#) do not count.",
            "Pythons are taken from pyenv, else from PATH (pythonX.Y). Each gets the newest pip that runs on it.",
            "What pip and uv said is kept in the journal: a run that is cut off goes on where it was.",
            "",
            "Example:",
            "  compat referee examples/portfolio-75.txt --python 3.10 --python 3.13 --as-of 2026-11-20",
            "",
            "Exit code: 0 all agree, or pip is proved wrong; 1 a difference without such a proof, or an answer",
            "of pip's that is better than ours; 2 something broke down, or the command was wrong."
        })
final class RefereeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PORTFOLIO", description = "The file of requirements.")
    @Nullable
    Path portfolio;

    @Option(
            names = "--python",
            paramLabel = "VERSION",
            description = "A Python to ask about: 3.13, or 3.13.0 for exactly that one; may be repeated.")
    @Nullable
    List<String> pythons;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "How many questions, spread evenly over the Pythons; left out, 20.")
    @Nullable
    Integer sample;

    @Option(names = "--triples", description = "Ask about three packages in every second question.")
    boolean triples;

    @Option(
            names = "--each",
            description = "Ask each line by itself, on each Python, instead of random pairs of lines.")
    boolean each;

    @Option(names = "--seed", paramLabel = "S", description = "The same seed draws the same questions; left out, 1.")
    @Nullable
    Long seed;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "Count only files uploaded before it: 2026-11-20, or 2026-11-20T08:30:00Z. (A pip before"
                    + " 26.0 cannot; then nobody does.)")
    @Nullable
    String asOf;

    @Option(
            names = "--sources",
            paramLabel = "WHICH",
            description = "Files that count: wheels. (With source archives pip would run their code.)")
    @Nullable
    String sources;

    @Option(names = "--jobs", paramLabel = "N", description = "How many pips at a time; left out, one per processor.")
    @Nullable
    Integer jobs;

    @Option(names = "--uv", paramLabel = "FILE", description = "The uv to ask; left out, the one on PATH.")
    @Nullable
    Path uv;

    @Option(
            names = "--patience",
            paramLabel = "AGE",
            description = "How long one answer of pip's may take: seconds, or 10m, 1h; left out, 10m.")
    @Nullable
    String patience;

    @Option(
            names = "--journal",
            paramLabel = "FOLDER",
            description = "Where the answers of pip and uv are kept; left out, in the cache folder.")
    @Nullable
    Path journal;

    @Option(names = "--known", description = "Ask pip and uv nothing: compare only what the journal answers.")
    boolean known;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Write the report there, too.")
    @Nullable
    Path markdown;

    @Option(names = "--json", description = "Print the report as JSON, and what fails as problem details.")
    boolean json;

    @Mixin
    IndexOptions index = new IndexOptions();

    private final CommandLineFace face;

    RefereeCommand(CommandLineFace face) {
        this.face = face;
    }

    @Override
    public Integer call() throws Exception {
        if (sources != null && !sources.equals("wheels")) {
            throw new Usage("Invalid value '" + sources
                    + "' of --sources. Must be wheels: with source archives pip would" + " run their code");
        }
        if (index.snapshot != null || index.offline) {
            throw new Usage("pip and uv ask the index itself: leave out --snapshot and --offline");
        }
        try (Services services = face.open(index.settings(face.environment(), null, null))) {
            Plan plan = plan(services.reader());
            RefereeProgress progress = new RefereeProgress(face.console());
            Report report = new Referee(services.refereeing()).run(plan, progress);
            if (markdown != null) {
                WholeFile.write(markdown, to -> to.append(report.markdown()));
            }
            face.console().out().print(json ? Json.pretty(report) + "\n" : report.markdown());
            return report.exitCode();
        }
    }

    private Plan plan(QuestionReader reader) throws Usage {
        if (portfolio == null) {
            throw new Usage("A file of requirements is needed, for example: compat referee examples/portfolio-75.txt");
        }
        if (each && sample != null) {
            throw new Usage("--each asks about every line, so there is no --sample of them: leave one of them out");
        }
        List<List<Requirement>> lines = requirements(portfolio);
        return new Plan(
                portfolio.toString(),
                lines,
                wanted(),
                atLeastOne(sample, 20, "--sample"),
                size(lines.size()),
                seed == null ? 1 : seed,
                moment(reader),
                uv,
                atLeastOne(jobs, Runtime.getRuntime().availableProcessors(), "--jobs"),
                patience == null ? Duration.ofMinutes(10) : IndexOptions.age(patience, "--patience"),
                journal,
                known);
    }

    private static int atLeastOne(@Nullable Integer value, int usual, String option) throws Usage {
        if (value != null && value < 1) {
            throw new Usage("Invalid value '" + value + "' of " + option + ". Must be 1 or more");
        }
        return value == null ? usual : value;
    }

    /** The lines, each with its requirements. */
    private static List<List<Requirement>> requirements(Path file) throws Usage {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new Usage("There is no file " + file);
        } catch (IOException e) {
            throw new Usage("The file " + file + " cannot be read: " + e);
        }
        List<List<Requirement>> requirements = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("(^|\\s)#.*$", "").strip();
            if (line.isEmpty()) {
                continue;
            }
            requirements.add(line(line, file + ", line " + (i + 1)));
        }
        return requirements;
    }

    private static List<Requirement> line(String line, String where) throws Usage {
        if (Requirement.parse(line) instanceof Parsed.Ok<Requirement>(var whole)) {
            return List.of(whole);
        }
        List<Requirement> requirements = new ArrayList<>();
        for (String word : ShellWords.split(line)) {
            switch (Requirement.parse(word)) {
                case Parsed.Ok<Requirement>(var requirement) -> requirements.add(requirement);
                case Parsed.Bad<Requirement>(var problem) ->
                    throw new Usage(
                            where + " '" + line + "': '" + word + "' is no requirement: " + problem.withPlace());
            }
        }
        return requirements;
    }

    private Plan.Size size(int lines) throws Usage {
        if (lines < (each ? 1 : triples ? 3 : 2)) {
            throw new Usage("The file " + portfolio + " holds too few requirements to ask about");
        }
        return each ? Plan.Size.EACH : triples ? Plan.Size.PAIRS_AND_TRIPLES : Plan.Size.PAIRS;
    }

    private List<Plan.Wanted> wanted() throws Usage {
        List<String> texts = face.environment().listed(pythons, "--python");
        List<Plan.Wanted> wanted = new ArrayList<>();
        for (String text : texts.isEmpty() ? List.of("3") : texts) {
            switch (PythonVersion.parse(text, QuestionReader.Defaults.STANDARD.three())) {
                case Parsed.Ok<PythonVersion>(var version) ->
                    wanted.add(new Plan.Wanted(
                            version, text.chars().filter(c -> c == '.').count() == 2));
                case Parsed.Bad<PythonVersion>(var problem) -> throw new Usage(problem.message());
            }
        }
        return wanted;
    }

    /** The moment, read as that of a question. */
    private @Nullable Instant moment(QuestionReader reader) throws Usage {
        QuestionTexts texts = new QuestionTexts(
                List.of("six"),
                List.of(),
                "3",
                null,
                asOf,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                QuestionTexts.Face.COMMAND_LINE);
        return switch (reader.read(texts)) {
            case Asked.Read(var question) -> question.asOf();
            case Asked.Refused(var reason, var message) -> throw new Usage(message);
        };
    }
}
