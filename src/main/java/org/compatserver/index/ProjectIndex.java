package org.compatserver.index;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

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

    /** Names of projects that it can tell of without asking anybody; perhaps none. */
    default Set<ProjectName> namesAtHand() {
        return Set.of();
    }

    /** Of a page that is kept, what is known without reading it; {@code freshFor} as in {@link PageAnswer#freshFor}. */
    record Kept(
            String digest,
            Instant fetchedAt,
            Source source,
            @Nullable Duration freshFor) {}

    /** What an index answered. */
    sealed interface PageAnswer {
        /** When the index was asked. */
        Instant fetchedAt();

        Source source();

        /** How long from {@link #fetchedAt} on the answer may be used without asking again; null where whoever asks decides. */
        @Nullable
        Duration freshFor();

        /** Why the index itself did not answer; null where it did, or need not be asked. */
        @Nullable
        IndexFault insteadOf();

        /** The index knows the project. */
        record Found(
                ProjectPage page,
                Instant fetchedAt,
                Source source,
                @Nullable Duration freshFor,
                @Nullable IndexFault insteadOf)
                implements PageAnswer {
            public Found(ProjectPage page, Instant fetchedAt, Source source) {
                this(page, fetchedAt, source, null, null);
            }
        }

        /** The index says that there is no such project (404). */
        record NoSuchProject(
                ProjectName project,
                Instant fetchedAt,
                Source source,
                @Nullable Duration freshFor,
                @Nullable IndexFault insteadOf)
                implements PageAnswer {
            public NoSuchProject(ProjectName project, Instant fetchedAt, Source source) {
                this(project, fetchedAt, source, null, null);
            }
        }
    }

    /** Where an answer came from. */
    enum Source {
        LIVE,
        CACHE,
        SNAPSHOT
    }
}
