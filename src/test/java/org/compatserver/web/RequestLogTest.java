package org.compatserver.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.compatserver.check.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** FEATURE UNDER TEST: what the log tells of a request, and what only with the operator's leave. */
class RequestLogTest {
    private static final Routes.Route ROUTE = new Routes.Route("/", false, new TreeMap<>());

    private final SlowPeers peers = new SlowPeers(Duration.ofSeconds(20));
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("requests");

    @BeforeEach
    void begin() {
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(written);
        written.start();
    }

    @AfterEach
    void end() {
        logger.detachAppender(written);
        logger.setAdditive(true);
        logger.setLevel(null);
        peers.close();
    }

    private String logged(boolean queries, String target, boolean failing) {
        Request request = new Request(
                "GET",
                target,
                "",
                new Caller(InetAddress.getLoopbackAddress(), true, "Bearer hidden"),
                peers,
                InputStream::nullInputStream);
        Response response = failing
                ? CheckHandler.failed(
                        request, new Fault(Fault.Kind.INDEX, "https://me:secret@index.example/simple/six/ said 500"))
                : Response.text(200, "fine");
        new RequestLog(queries, false).write(new RequestLog.Exchange(request, "abc"), ROUTE, response, 1_500_000);
        return written.list.getLast().getKeyValuePairs().stream()
                .map(pair -> pair.key + "=" + pair.value)
                .collect(Collectors.joining(" "));
    }

    @Test
    void theKindOfAFaultAndNotWhatWasAsked() {
        assertThat(logged(false, "/?package=six", true))
                .isEqualTo("id=abc method=GET route=/ status=502 ms=1.5 result=The package index failed");
    }

    @Test
    void allOfItWhereTheOperatorWantsThatButCredentials() {
        assertThat(logged(true, "/?package=six", true))
                .isEqualTo("id=abc method=GET route=/ status=502 ms=1.5 result=The package index failed"
                        + " target=/?package=six detail=https://***@index.example/simple/six/ said 500");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        /?package=six&python-version=3,                       /?package=six&python-version=3
        /?package=a%40https%3A%2F%2Fme%3Apw%40h%2Fx&pre=true, /?package=a%40https%3A%2F%2F***%40h%2Fx&pre=true
        /?package=a@https://me:p@w@h/x,                       /?package=a@https://***@h/x
        /?package=//h/a@b&package=//h&c=d@e,                  /?package=//h/a@b&package=//h&c=d@e
        """)
    void addressesLoseWhatStandsBeforeTheirHosts(String target, String shown) {
        assertThat(logged(true, target, false)).endsWith(" target=" + shown);
    }
}
