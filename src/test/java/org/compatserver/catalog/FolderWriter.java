package org.compatserver.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.compatserver.testing.Universe;

/** A process of its own that reads all releases of a project, and so fills the shared folder. */
public final class FolderWriter {
    static final int RELEASES = 60;

    private FolderWriter() {}

    public static void main(String[] arguments) {
        List<List<String>> read = allOf(Worlds.in(Path.of(arguments[0]), Universe.of(universe())));
        if (read.size() != RELEASES) {
            throw new AssertionError(read);
        }
    }

    /** What each release requires. */
    static List<List<String>> allOf(Catalog catalog) {
        CatalogSource source = catalog.source(Worlds.ALL);
        List<List<String>> all = new ArrayList<>();
        for (int i = 0; i < RELEASES; i++) {
            all.add(Worlds.required(source, "a", "1." + i));
        }
        return all;
    }

    static String universe() {
        StringBuilder text = new StringBuilder("b 1\nc 1\n");
        for (int i = 0; i < RELEASES; i++) {
            text.append("a 1.%d: b>=%d, c<%d\n".formatted(i, i % 7, i % 5));
        }
        return text.toString();
    }
}
