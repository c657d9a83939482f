package org.compatserver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: files that say who may ask. */
class AccessOptionsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final AccessOptions options = new AccessOptions();

    @Test
    void aTokenMayHoldAnyCharacter() throws Exception {
        options.tokenFile = Files.writeString(
                folder.resolve("tokens"), "# of the team\n\n  one long secret #1 of two \n#none\ntwo-long-secret#2\n");
        assertThat(options.tokens()).containsExactly("one long secret #1 of two", "two-long-secret#2");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        options.tokenFile = folder.resolve("none");
        assertThatThrownBy(options::tokens)
                .hasMessage("There is no file '" + folder.resolve("none") + "' (--token-file)");
    }

    @Test
    void aFileThatIsNoTextIsNamed() throws IOException {
        Path file = folder.resolve("tokens");
        options.tokenFile = Files.write(file, "first line\nna\u00efve".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(options::tokens).hasMessage(file + ":2: this is not text in UTF-8 (--token-file)");
    }
}
