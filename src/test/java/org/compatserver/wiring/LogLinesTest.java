package org.compatserver.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** FEATURE UNDER TEST: an event is a line, whatever somebody sent. */
class LogLinesTest {
    private final Logger logger = new LoggerContext().getLogger("requests");

    private LoggingEvent event(String message, @Nullable Throwable thrown) {
        LoggingEvent event = new LoggingEvent("", logger, Level.WARN, message, thrown, new Object[0]);
        event.setInstant(Instant.parse("2026-11-20T08:30:00.123Z"));
        event.setKeyValuePairs(List.of(
                new KeyValuePair("id", "abc"),
                new KeyValuePair("status", 502),
                new KeyValuePair("ms", 1.5),
                new KeyValuePair("result", "no\nhost \u2028 \"x\"")));
        return event;
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }

    @Test
    void forPeople() {
        assertThat(text(new TextLines().encode(event("GET / 502 1.500 ms", null))))
                .isEqualTo("2026-11-20T08:30:00.123Z WARN requests GET / 502 1.500 ms id=abc"
                        + " result=no\\u000ahost \\u2028 \"x\"\n");
    }

    @Test
    void forMachines() {
        assertThat(text(new JsonLines().encode(event("GET / 502 1.500 ms", null))))
                .isEqualTo("{\"time\":\"2026-11-20T08:30:00.123Z\",\"level\":\"WARN\",\"logger\":\"requests\","
                        + "\"message\":\"GET / 502 1.500 ms\",\"id\":\"abc\",\"status\":502,\"ms\":1.5,"
                        + "\"result\":\"no\\\\u000ahost \\\\u2028 \\\"x\\\"\"}\n");
    }

    @Test
    void aCauseIsInTheSameLine() {
        Throwable thrown = new IllegalStateException("outer\nline", new RuntimeException("inner"));
        for (byte[] line : List.of(
                new TextLines().encode(event("It failed\r\nbadly", thrown)),
                new JsonLines().encode(event("It failed\r\nbadly", thrown)))) {
            assertThat(text(line))
                    .hasLineCount(1)
                    .contains("java.lang.IllegalStateException: outer")
                    .contains(" | caused by java.lang.RuntimeException: inner at ");
        }
    }
}
