package org.compatserver.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read without a parser is what the parser reads. */
class PlainAddressesTest {
    private static final URI PAGE = URI.create("https://index.example/simple/a/");
    private static final List<String> STARTS = List.of(
            "https://files.example/",
            "HTTP://files.example:8080/",
            "https://user:secret@files.example/",
            "https://files.example?/");
    private static final String CHARACTERS = "abzAZ09/.-_+~/%#?[ :@&=é";

    @Test
    void aPlainReferenceIsItsOwnAddress() {
        Random random = new Random(1);
        int plain = 0;
        for (int i = 0; i < 20_000; i++) {
            String first = STARTS.get(random.nextInt(STARTS.size()));
            String start = Addresses.resolve(PAGE, first + "a/b-1.0.tar.gz")
                    .map(Addresses::start)
                    .orElse("");
            StringBuilder reference = new StringBuilder(first);
            for (int length = random.nextInt(8); length > 0; length--) {
                reference.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            String text = reference.toString();
            if (Addresses.isPlain(text, start)) {
                plain++;
                URI parsed = Addresses.resolve(PAGE, text).orElseThrow();
                assertThat(parsed).hasToString(text);
                assertThat(Addresses.filename(parsed)).isEqualTo(text.substring(text.lastIndexOf('/') + 1));
            }
        }
        assertThat(plain).isGreaterThan(2_000);
    }

    @Test
    void anotherHostIsNotPlain() {
        assertThat(Addresses.isPlain("https://files.example.org/a", "https://files.example/"))
                .isFalse();
        assertThat(Addresses.isPlain("a-1.0.tar.gz", "")).isFalse();
        assertThat(Addresses.start(URI.create("file:/a/b"))).isEmpty();
    }
}
