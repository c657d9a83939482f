package org.compatserver.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Cause;
import org.compatserver.round.Expectation;
import org.compatserver.round.Judgement;
import org.compatserver.round.Round;
import org.compatserver.round.Summary;
import org.compatserver.round.SummaryWriter;
import org.compatserver.wire.Json;
import org.compatserver.wire.portfolio.ExpectedReader;
import org.compatserver.wire.portfolio.PortfolioReader.Source;
import org.compatserver.wire.portfolio.Reading;
import org.compatserver.wire.rounds.RoundCsv;
import org.compatserver.wire.rounds.RoundPicture;
import org.compatserver.wire.rounds.RoundReplies;
import org.compatserver.wire.rounds.Shown;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a round's results go, and what they are held against. */
final class RoundOutput {
    @Option(names = "--json", description = "Print all results as JSON, and what fails as problem details.")
    boolean json;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Write a table there, a row for each check; - prints it instead of the summary.")
    @Nullable
    String csv;

    @Option(names = "--failures-only", description = "Leave what fits out of the table.")
    boolean failuresOnly;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draw the pairs there, with the causes beside them.")
    @Nullable
    Path svg;

    @Option(
            names = "--expect",
            paramLabel = "FILE",
            description =
                    "Failures that are expected, each with a reason and a last day (TOML, as in compat round --help).")
    @Nullable
    String expect;

    @Mixin
    FailOn failOn = new FailOn();

    @Option(names = "--causes", paramLabel = "N", description = "How many causes to tell in the summary; left out, 5.")
    @Nullable
    Integer causes;

    int causes() {
        return causes == null ? 5 : causes;
    }

    /** What is wrong with the options, as far as that can be told before anything runs. */
    void check() throws Usage {
        failOn.check();
        if (causes() < 0) {
            throw new Usage("Invalid value '" + causes + "' of --causes. Must be 0 or more");
        }
        if (json && "-".equals(csv)) {
            throw new Usage("--json and --csv - both print: name a file for the table, or leave one of them out");
        }
        if (failuresOnly && csv == null) {
            throw new Usage("--failures-only is about the table: it needs --csv FILE");
        }
        if (csv != null && !csv.equals("-")) {
            WholeFile.checkWritable(Path.of(csv), "--csv");
        }
        if (svg != null) {
            WholeFile.checkWritable(svg, "--svg");
        }
    }

    /** The expected failures; none where no file is named. */
    Reading<List<Expectation>> expectations() {
        if (expect == null) {
            return new Reading.Fine<>(List.of());
        }
        return switch (new InputFiles().read(expect)) {
            case Reading.Wrong<Source>(var problems) -> new Reading.Wrong<>(problems);
            case Reading.Fine<Source>(var source) -> ExpectedReader.read(source);
        };
    }

    /** Gives out a round; the result is the exit code. */
    int give(Given given, Console console) throws IOException {
        Instant day = given.round().ended() == null
                ? given.round().begun()
                : given.round().ended();
        Judgement judgement =
                Judgement.of(given.round(), given.expectations(), LocalDate.ofInstant(day, ZoneOffset.UTC));
        Shown shown = new Shown(
                Summary.of(given.round(), given.causes()),
                given.sections(),
                expect == null ? null : judgement,
                given.notices());
        if (svg != null) {
            WholeFile.write(svg, to -> to.append(RoundPicture.of(shown)));
        }
        if (csv != null && !csv.equals("-")) {
            WholeFile.write(Path.of(csv), to -> RoundCsv.write(shown, !failuresOnly, to));
        }
        if (json) {
            Json.prettyTo(console.out(), RoundReplies.of(shown));
        } else if ("-".equals(csv)) {
            print(shown, console);
        } else {
            console.out().print(SummaryWriter.text(shown.summary(), causes()));
            if (expect != null) {
                console.out().print(ExpectedText.of(judgement, given.round().plan()));
            }
        }
        console.out().flush();
        return judgement.exitCode(!failOn.errorsOnly());
    }

    /** That nobody reads on is no failure: it is how {@code head} ends. */
    private void print(Shown shown, Console console) throws IOException {
        try {
            RoundCsv.write(shown, !failuresOnly, new Printed(console));
        } catch (Closed e) {
            // The exit code says the rest.
        }
    }

    private static final class Closed extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** What is given out. */
    record Given(
            Round round,
            List<Cause> causes,
            Map<ProjectName, String> sections,
            List<Expectation> expectations,
            List<String> notices) {}

    /** The standard output; ends where nobody reads on. */
    private record Printed(Console console) implements Appendable {
        @Override
        public Appendable append(CharSequence text) throws IOException {
            console.out().print(text);
            if (console.out().checkError()) {
                throw new Closed();
            }
            return this;
        }

        @Override
        public Appendable append(CharSequence text, int from, int to) throws IOException {
            return append(text.subSequence(from, to));
        }

        @Override
        public Appendable append(char c) throws IOException {
            return append(String.valueOf(c));
        }
    }
}
