package org.compatserver.index;

import java.time.Instant;
import java.util.Optional;
import org.compatserver.pep.requirement.ProjectName;

/** Project pages by name. Safe for many threads; one request serves all who wait for the same page. */
public interface ProjectIndex {
    /**
     * The project's page.
     *
     * @throws IndexFault if the index cannot be asked or its answer cannot be understood, and nothing else can answer
     */
    PageAnswer page(ProjectName project);

    /**
     * The digest of the page that {@link #page} would answer now without asking anybody; empty where that cannot be told without reading a page. It spares
     * whoever keeps what a page says in another form to have it read again.
     */
    default Optional<Kept> kept(ProjectName project) {
        return Optional.empty();
    }

    /** Of a page that is kept, what is known without reading it. */
    record Kept(String digest, Instant fetchedAt, Source source) {}

    /** What an index answered. */
    sealed interface PageAnswer {
        /** When the index was asked. */
        Instant fetchedAt();

        Source source();

        /** The index knows the project. */
        record Found(ProjectPage page, Instant fetchedAt, Source source) implements PageAnswer {}

        /** The index says that there is no such project (404). */
        record NoSuchProject(ProjectName project, Instant fetchedAt, Source source) implements PageAnswer {}
    }

    /** Where an answer came from. */
    enum Source {
        LIVE,
        CACHE,
        SNAPSHOT
    }
}
