package org.compatserver.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.compatserver.certificate.Certificate;
import org.compatserver.check.Outcome;
import org.compatserver.cli.Services;
import org.compatserver.cli.Settings;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.IndexFault;
import org.compatserver.metadata.MetadataAnswer;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.target.Platform;
import org.compatserver.verdict.Verdict;
import org.compatserver.wire.Asked;
import org.compatserver.wire.QuestionTexts;
import org.compatserver.wire.Replies;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * FEATURE UNDER TEST: answers about real packages, from the shipped snapshot, hold before the certificate, which reads the same snapshot without the catalog. Of
 * versions that the snapshot does not hold, since no answer looked at them, it knows no more than the answer did: they are as good as unknowable.
 */
class CertifiedAnswersTest {
    private static final ShippedSnapshot SHIPPED = new ShippedSnapshot();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Services services;

    @BeforeAll
    static void open() throws Services.ConfigurationProblem {
        services = Wiring.open(new Settings(
                null, List.of(), List.of(), null, true, null, folder, null, 13, Platform.DEFAULT, Map.of()));
    }

    @AfterAll
    static void close() {
        services.close();
    }

    @ParameterizedTest(name = "{0}: {1} for {2} on {3}, {4}")
    @CsvSource(textBlock = """
            SUCCESS,       six Django,                                             3, linux, static
            SUCCESS,       six Django,                                             2, linux, static
            SUCCESS,       requests,                                               3, linux, static
            SUCCESS,       flask,                                                  3, linux, static
            SUCCESS,       tensorflow,                                             3, linux, static
            SUCCESS,       google-cloud-bigquery tensorflow,                       3, linux, static
            SUCCESS,       protorpc,                                               3, linux, static
            CHECK_WARNING, google-api-core google-cloud-iot,                       3, linux, static
            CHECK_WARNING, google-cloud-iot google-api-core,                       3, linux, wheels
            INSTALL_ERROR, google-api-core==2.44.0 google-cloud-iot==2.9.2,        3, linux, static
            INSTALL_ERROR, six>=99 Django,                                         3, linux, static
            INSTALL_ERROR, tensorflow,                                             3, alpine, wheels
            INSTALL_ERROR, protorpc,                                               3, linux, wheels
            """)
    void everyAnswerHolds(String result, String packages, String python, String platform, String sources) {
        Verdict verdict = verdict(List.of(packages.split(" ")), python, platform, sources);
        assertThat(Certificate.check(verdict, new IndexEvidence(SHIPPED, CertifiedAnswersTest::recorded)))
                .isEmpty();
        assertThat(Replies.of(verdict).result()).isEqualTo(result);
    }

    private static MetadataAnswer recorded(DistributionFile file, DistributionFilename name) {
        try {
            return SHIPPED.read(file, name);
        } catch (IndexFault notLookedAt) {
            return new MetadataAnswer.Unknowable(String.valueOf(notLookedAt.getMessage()));
        }
    }

    private static Verdict verdict(List<String> packages, String python, String platform, String sources) {
        QuestionTexts texts = new QuestionTexts(
                packages, List.of(), python, platform, null, sources, null, null, null, null, List.of());
        Outcome<Verdict> outcome =
                services.checks().check(((Asked.Read) services.reader().read(texts)).question());
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered<Verdict>) outcome).answer();
    }
}
