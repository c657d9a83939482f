package org.compatserver.wiring;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.compatserver.catalog.Catalog;
import org.compatserver.cli.Settings;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.SolvingEngine;
import org.compatserver.pep.target.Platform;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Since;
import org.compatserver.wire.Asked;
import org.compatserver.wire.QuestionReader;
import org.compatserver.wire.QuestionTexts;

/**
 * How long it takes to say since when, everything at hand: {@code bench/since FOLDER} runs it. The folder keeps what was fetched; each question is asked once for that, and
 * then, in this order: once in a virtual machine that has just answered the others for the first time, and eight more times, of which the last five count.
 */
final class SinceBench {
    private static final Duration AN_AGE = Duration.ofDays(36_500);
    private static final int WARM = 3;
    private static final int COUNTED = 5;
    private static final List<List<String>> QUESTIONS = List.of(
            List.of("wheels", "google-cloud-iot", "google-api-core"),
            List.of("static", "google-cloud-iot", "google-api-core"),
            List.of("wheels", "aws-sam-cli", "gradio"),
            List.of("wheels", "aiobotocore", "boto3"),
            List.of("wheels", "aws-sam-cli", "datasets"),
            List.of("static", "awscli", "sphinx"),
            List.of("wheels", "awscli", "sphinx"),
            List.of("wheels", "aiobotocore", "awscli"),
            List.of("wheels", "s3fs", "boto3"));

    private SinceBench() {}

    public static void main(String[] arguments) throws Exception {
        InstantSource clock = InstantSource.system();
        Settings settings = new Settings(
                null,
                List.of(),
                List.of(),
                null,
                false,
                AN_AGE,
                Path.of(arguments[0]),
                null,
                13,
                Platform.DEFAULT,
                System.getenv());
        Evidence evidence = Evidence.of(settings, UnaryOperator.identity(), clock);
        try (Catalog catalog =
                new Catalog(evidence.index(), evidence.metadata(), evidence.folder(), evidence.maxAge(), clock)) {
            Limits limits = new Limits(10_000_000, Duration.ofMinutes(10), 200);
            SolvingEngine engine = new SolvingEngine(catalog, clock, limits);
            System.out.println("| question | answer | first ms | median ms |\n|---|---|---|---|");
            for (List<String> words : QUESTIONS) {
                measure(engine, words);
            }
        } finally {
            evidence.release().run();
        }
    }

    private static void measure(SolvingEngine engine, List<String> words) {
        Question question = question(words);
        double first = millis(engine, question);
        double[] times = new double[COUNTED];
        for (int i = -WARM; i < COUNTED; i++) {
            double time = millis(engine, question);
            if (i >= 0) {
                times[i] = time;
            }
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "| `%s`, %s | %s | %.0f | %.0f |%n",
                String.join(" ", question.packages()),
                words.getFirst(),
                answer(engine.since(question).since()),
                first,
                times[COUNTED / 2]);
    }

    private static double millis(SolvingEngine engine, Question question) {
        long begun = System.nanoTime();
        Objects.requireNonNull(engine.since(question));
        return (System.nanoTime() - begun) / 1e6;
    }

    private static String answer(Since since) {
        return switch (since) {
            case Since.Fits _ -> "fits";
            case Since.Upload upload ->
                upload.release().name() + " " + upload.release().version() + ", "
                        + upload.release().uploaded().toString().substring(0, 10);
            case Since.NeverFitted never ->
                "never, back to " + String.valueOf(never.first()).substring(0, 10);
            case Since.NotKnown(var after, var why) -> "not after " + after + ": " + why;
        };
    }

    private static Question question(List<String> words) {
        QuestionTexts texts = new QuestionTexts(
                words.subList(1, words.size()),
                List.of(),
                "3.13",
                null,
                "2026-11-20",
                words.getFirst(),
                null,
                null,
                null,
                null,
                List.of());
        return ((Asked.Read) new QuestionReader(QuestionReader.Defaults.STANDARD).read(texts)).question();
    }
}
