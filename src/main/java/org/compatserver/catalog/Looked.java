package org.compatserver.catalog;

import java.util.List;
import org.compatserver.catalog.Reads.AssumedFile;

/** What a question has looked at: while another sees the same, it finds the same. Made by {@link CatalogSource#looked()}. */
public final class Looked {
    private final List<CompiledProject> pages;
    private final List<AssumedFile> assumed;

    Looked(List<CompiledProject> pages, List<AssumedFile> assumed) {
        this.pages = List.copyOf(pages);
        this.assumed = List.copyOf(assumed);
    }

    /** How many pages. */
    public int size() {
        return pages.size();
    }

    /** A page that is compiled again is another. */
    List<CompiledProject> pages() {
        return pages;
    }

    List<AssumedFile> assumed() {
        return assumed;
    }
}
