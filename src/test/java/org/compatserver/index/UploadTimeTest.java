package org.compatserver.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upload times are read as Java's formatter reads them. */
class UploadTimeTest {
    @Test
    void theUsualFormIsReadAsTheFormatterReadsIt() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long second = random.nextLong(-62_167_219_200L, 253_402_300_800L);
            int digits = random.nextInt(10);
            String fraction = digits == 0
                    ? ""
                    : "." + "%09d".formatted(random.nextInt(1_000_000_000)).substring(0, digits);
            String text = Instant.ofEpochSecond(second).toString().replace("Z", fraction + "Z");

            assertThat(UploadTime.parse(text)).as(text).isEqualTo(Instant.parse(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2024-01-02",
                "2024-01-02T03:04Z",
                "2024-01-02T03:04:05",
                "2024-01-02T03:04:05.Z",
                "2024-01-02T03:04:05.0000000001Z",
                "2024-01-02T03:04:05+00:00",
                "2024-01-02 03:04:05Z",
                "2024-01-02t03:04:05Z",
                "2024-01-02T03:04:05z",
                "2024-01-02T24:00:00Z",
                "2024-01-02T03:60:05Z",
                "2024-12-31T23:59:60Z",
                "+12024-01-02T03:04:05Z",
                "2024-1-02T03:04:05Z",
                "2024-01-02T03:04:05.12x4Z",
                "٢024-01-02T03:04:05Z"
            })
    void otherFormsAreLeftToTheFormatter(String text) {
        assertThat(UploadTime.parse(text)).isNull();
    }

    @Test
    void aDayThatDoesNotExistIsNoInstant() {
        assertThatThrownBy(() -> UploadTime.parse("2023-02-29T00:00:00Z")).isInstanceOf(DateTimeException.class);
    }
}
