package org.compatserver.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.compatserver.metadata.MetadataAnswer.Broken;
import org.compatserver.metadata.MetadataAnswer.Known;
import org.compatserver.metadata.MetadataAnswer.Unknowable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** FEATURE UNDER TEST: answers kept for ever under a file's hash. */
class MetadataStoreTest {
    private static final String HASH = "ab" + "0123456789".repeat(6) + "cd";

    @TempDir
    private Path cache;

    static List<MetadataAnswer> answers() {
        return List.of(
                new Known(Archives.METADATA, false),
                new Known("", true),
                new Unknowable("only a build can tell"),
                new Broken("It is \u00fc"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void givesBackWhatWasKeptToWhoeverOpensTheFolderNext(MetadataAnswer answer) {
        new MetadataStore(cache).keep(HASH, answer);
        assertThat(new MetadataStore(cache).find(HASH)).contains(answer);
        assertThat(cache.resolve("metadata/ab").resolve(HASH.substring(2))).isRegularFile();
    }

    @Test
    void keepsTheLatestAndNothingElse() throws IOException {
        MetadataStore store = new MetadataStore(cache);
        answers().forEach(answer -> store.keep(HASH, answer));
        assertThat(store.find(HASH)).contains(answers().getLast());
        try (Stream<Path> files = Files.list(cache.resolve("metadata/ab"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void countsDamageAsAbsence() throws IOException {
        MetadataStore store = new MetadataStore(cache);
        assertThat(store.find(HASH)).isEmpty();
        store.keep(HASH, new Known(Archives.METADATA, false));
        Path file = cache.resolve("metadata/ab").resolve(HASH.substring(2));
        String whole = Files.readString(file);
        for (String damaged : List.of(
                "",
                "compat-metadata",
                whole.substring(0, whole.length() - 1),
                whole.replace("six", "sex"),
                whole.replaceFirst("metadata [0-9]+ ", "metadata 0 "),
                whole.replace(" known ", " guessed "))) {
            Files.writeString(file, damaged);
            assertThat(store.find(HASH)).as(damaged).isEmpty();
        }
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(store.find(HASH)).isEmpty();
    }

    @Test
    void believesNoHashThatIsNone() {
        MetadataStore store = new MetadataStore(cache);
        store.keep("../../outside", new Known("", false));
        store.keep("", new Known("", false));
        assertThat(store.find("../../outside")).isEmpty();
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void aDiskThatCannotBeWrittenCostsNoAnswer() throws IOException {
        Path file = Files.writeString(cache.resolve("metadata"), "a file where the folder should be");
        MetadataStore store = new MetadataStore(cache);
        store.keep(HASH, new Known("", false));
        assertThat(store.find(HASH)).isEmpty();
        assertThat(file).hasContent("a file where the folder should be");
    }
}
