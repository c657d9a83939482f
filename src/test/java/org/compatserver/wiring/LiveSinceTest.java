package org.compatserver.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import org.compatserver.catalog.Catalog;
import org.compatserver.certificate.Certificate;
import org.compatserver.cli.Services.ConfigurationProblem;
import org.compatserver.cli.Settings;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.SolvingEngine;
import org.compatserver.pep.target.Platform;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Since;
import org.compatserver.verdict.SinceSentences;
import org.compatserver.verdict.Verdict;
import org.compatserver.wire.Asked;
import org.compatserver.wire.QuestionReader;
import org.compatserver.wire.QuestionTexts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Since when real packages have not fitted, with the answers on both sides before the certificate, which reads the same index without the catalog. */
@Tag("live")
class LiveSinceTest {
    private static final String THEN = "2026-11-22T00:00:00Z";
    private static final Limits LIMITS = new Limits(Limits.DEFAULT.steps(), Duration.ofMinutes(5), 200);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Evidence evidence;

    @SuppressWarnings("NullAway.Init")
    private static Catalog catalog;

    @BeforeAll
    static void open() throws ConfigurationProblem {
        InstantSource clock = InstantSource.system();
        Settings settings = new Settings(
                null,
                List.of(),
                List.of(),
                null,
                false,
                Duration.ofDays(1),
                folder,
                null,
                13,
                Platform.DEFAULT,
                System.getenv());
        evidence = Evidence.of(settings, UnaryOperator.identity(), clock);
        catalog = new Catalog(evidence.index(), evidence.metadata(), evidence.folder(), evidence.maxAge(), clock);
    }

    @AfterAll
    static void close() {
        catalog.close();
        evidence.release().run();
    }

    private static SolvingEngine engine() {
        return new SolvingEngine(catalog, InstantSource.system(), LIMITS);
    }

    private static Question question(String packages, String python, String sources, String asOf) {
        QuestionTexts texts = new QuestionTexts(
                List.of(packages.split(" ")),
                List.of(),
                python,
                null,
                asOf,
                sources,
                null,
                null,
                null,
                null,
                List.of());
        return ((Asked.Read) new QuestionReader(QuestionReader.Defaults.STANDARD).read(texts)).question();
    }

    private static List<String> faults(Verdict verdict) {
        return Certificate.check(verdict, new IndexEvidence(evidence.index(), evidence.metadata()));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(textBlock = """
            google-cloud-iot google-api-core, wheels, google-api-core 2.31.0
            google-cloud-iot google-api-core, static, google-api-core 2.31.0
            aws-sam-cli gradio,               wheels, aws-sam-cli 1.160.0
            aws-sam-cli gradio,               static, aws-sam-cli 1.160.0
            aiobotocore boto3,                wheels, boto3 1.43.107
            aiobotocore boto3,                static, boto3 1.43.107
            aws-sam-cli datasets,             wheels, datasets 5.1.0
            aws-sam-cli datasets,             static, datasets 5.1.0
            awscli sphinx,                    static, Sphinx 6.0.0
            """)
    void bothSidesAreProved(String packages, String sources, String release) {
        Since since = engine().since(question(packages, "3.13", sources, THEN)).since();
        assertThat(since).as(SinceSentences.sentence(since)).isInstanceOf(Since.Upload.class);
        Since.Upload upload = (Since.Upload) since;
        assertThat(upload.release().name() + " " + upload.release().version()).isEqualTo(release);
        Instant instant = upload.release().uploaded();
        assertThat(upload.before()).isInstanceOf(Verdict.Success.class);
        assertThat(upload.after()).isNotInstanceOf(Verdict.Success.class);
        assertThat(upload.before().context().question().asOf()).isEqualTo(instant);
        assertThat(upload.after().context().question().asOf()).isEqualTo(instant.plus(1, ChronoUnit.MICROS));
        assertThat(faults(upload.before())).isEmpty();
        assertThat(faults(upload.after())).isEmpty();
    }

    @Test
    void theyMayNeverHaveFitted() {
        assertThat(engine().since(question("awscli sphinx", "3.13", "wheels", THEN))
                        .since())
                .isInstanceOf(Since.NeverFitted.class);
    }

    @Test
    void atNoMomentInBetweenDidTheyFit() {
        Question now = question("aiobotocore boto3", "3.13", "wheels", THEN);
        Instant end = Instant.parse(THEN);
        Since.Upload upload = (Since.Upload) engine().since(now).since();
        Instant start = upload.release().uploaded();
        for (int i = 1; i <= 100; i++) {
            Instant moment =
                    start.plus(Duration.between(start, end).multipliedBy(i).dividedBy(100));
            assertThat(engine().answer(now.at(moment))).as("as of %s", moment).isNotInstanceOf(Verdict.Success.class);
        }
    }

    @Test
    void theDayAfterNumpyTwoDiffersFromItsDay() {
        Question day = question("numpy tensorflow", "3.11", "static", "2024-06-16");
        Question dayAfter = question("numpy tensorflow", "3.11", "static", "2024-06-17");
        assertThat(engine().answer(day)).isInstanceOf(Verdict.Success.class);
        assertThat(engine().answer(dayAfter)).isInstanceOf(Verdict.CheckWarning.class);
        assertThat(SinceSentences.sentence(engine().since(dayAfter).since()))
                .startsWith("The newest releases fitted together until numpy 2.0.0 was uploaded, at 2024-06-16T13:")
                .contains("tensorflow 2.16.1 requires numpy<2.0.0");
    }
}
