package org.compatserver.index;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

/**
 * Package indexes that speak the simple API, and places of links beside them, seen as one. The files of a page stand in the order in which pip would see
 * them, so that of equal candidates the last listed wins: single files and folders by falling address, pages of links, the index, the extra indexes.
 *
 * <p>An answer is {@link Source#LIVE} when every page it rests on was had from its index no longer ago than {@link PagePolicy} allows (by whichever process:
 * the cache folder is shared), {@link Source#CACHE} when one is older and stands in for an index that could not be asked, or when offline. Its time is that of
 * the oldest.
 *
 * <p>A project is unknown only if every index says so; the fault of one is a fault of the whole (pip would pass it over).
 */
public final class SimpleIndex implements ProjectIndex {
    private static final long MOST_STORED = 2L << 30;

    private final IndexConfiguration configuration;
    private final CachedPages pages;
    private final InstantSource clock;

    /**
     * The indexes of a configuration.
     *
     * @param cacheFolder shared with other processes; null to keep nothing on disk
     */
    public SimpleIndex(
            IndexConfiguration configuration,
            HttpAccess access,
            @Nullable Path cacheFolder,
            PagePolicy policy,
            InstantSource clock) {
        this.configuration = configuration;
        @Nullable PageStore store = cacheFolder == null ? null : new PageStore(cacheFolder.resolve("pages"), clock);
        if (store != null) {
            Thread.startVirtualThread(() -> store.trim(MOST_STORED));
        }
        this.pages = new CachedPages(access, store, policy, clock);
        this.clock = clock;
    }

    @Override
    public PageAnswer page(ProjectName project) {
        List<CompletableFuture<CachedPages.Answer>> linkPages = new ArrayList<>();
        List<CompletableFuture<CachedPages.Answer>> indexPages = new ArrayList<>();
        for (URI place : configuration.findLinks()) {
            linkPages.add(linkPage(place));
        }
        for (URI index : configuration.indexes()) {
            indexPages.add(indexPage(index, project));
        }
        Merging merging = new Merging(project);
        merging.addOwn(files());
        linkPages.forEach(page -> merging.addOwn(CachedPages.await(page)));
        indexPages.forEach(page -> merging.add(CachedPages.await(page)));
        return merging.answer(clock.instant());
    }

    @Override
    public Optional<Kept> kept(ProjectName project) {
        boolean linked = configuration.findLinks().stream()
                .anyMatch(place -> !Addresses.isLocal(place) && !FindLinks.isArchive(place));
        if (linked
                || Stream.concat(files().stream(), linkedLocally())
                        .anyMatch(file -> FindLinks.mayBelongTo(project, file))) {
            return Optional.empty();
        }
        List<String> digests = new ArrayList<>();
        Instant oldest = Instant.MAX;
        Instant freshUntil = Instant.MAX;
        for (URI index : configuration.indexes()) {
            Optional<StoredPage> page = Addresses.isLocal(index) ? Optional.empty() : pages.kept(page(index, project));
            if (page.isEmpty() || page.get().exists() && page.get().digest() == null) {
                return Optional.empty();
            }
            if (page.get().digest() != null) {
                digests.add(page.get().digest());
            }
            oldest = page.get().fetchedAt().isBefore(oldest) ? page.get().fetchedAt() : oldest;
            Instant until = pages.freshUntil(page.get());
            freshUntil = until.isBefore(freshUntil) ? until : freshUntil;
        }
        return digests.isEmpty()
                ? Optional.empty()
                : Optional.of(new Kept(
                        PageContent.merged(digests),
                        oldest,
                        pages.sourceOfKept(),
                        Duration.between(oldest, freshUntil)));
    }

    private Stream<DistributionFile> linkedLocally() {
        return configuration.findLinks().stream()
                .filter(Addresses::isLocal)
                .flatMap(place -> FindLinks.linksOf(place).stream());
    }

    /** Files that are named one by one, or lie in folders; pip takes them by falling address. */
    private List<DistributionFile> files() {
        List<DistributionFile> files = new ArrayList<>();
        for (URI place : configuration.findLinks()) {
            if (Addresses.isLocal(place)) {
                files.addAll(FindLinks.filesOf(place));
            } else if (FindLinks.isArchive(place)) {
                files.add(FindLinks.file(place));
            }
        }
        files.sort(
                Comparator.comparing((DistributionFile file) -> file.address().toString())
                        .reversed());
        return files;
    }

    private CompletableFuture<CachedPages.Answer> linkPage(URI place) {
        if (Addresses.isLocal(place)) {
            return local(PageContent.of(FindLinks.linksOf(place), null));
        }
        return FindLinks.isArchive(place) ? local(null) : pages.ask(place);
    }

    private CompletableFuture<CachedPages.Answer> indexPage(URI index, ProjectName project) {
        if (Addresses.isLocal(index)) {
            return local(FindLinks.pageIn(index, project).orElse(null));
        }
        return pages.ask(page(index, project));
    }

    private static URI page(URI index, ProjectName project) {
        String start = index.toString();
        return URI.create(start + (start.endsWith("/") ? "" : "/") + project.normalized() + "/");
    }

    private CompletableFuture<CachedPages.Answer> local(@Nullable PageContent content) {
        return CompletableFuture.completedFuture(
                new CachedPages.Answer(content, clock.instant(), Source.LIVE, null, null));
    }

    /** Parts of an answer, in pip's order. */
    private static final class Merging {
        private final ProjectName project;
        private final List<PageContent> parts = new ArrayList<>();
        private @Nullable Instant oldest;
        private @Nullable Instant freshUntil;
        private Source source = Source.LIVE;
        private @Nullable IndexFault insteadOf;

        Merging(ProjectName project) {
            this.project = project;
        }

        /** Of a place of links, only what may be the project's. */
        void addOwn(CachedPages.Answer answer) {
            addOwn(answer.content() == null ? List.of() : answer.content().files());
            note(answer);
        }

        void addOwn(List<DistributionFile> files) {
            List<DistributionFile> own = files.stream()
                    .filter(file -> FindLinks.mayBelongTo(project, file))
                    .toList();
            if (!own.isEmpty()) {
                parts.add(PageContent.of(own, null));
            }
        }

        void add(CachedPages.Answer answer) {
            if (answer.content() != null) {
                parts.add(answer.content());
            }
            note(answer);
        }

        private void note(CachedPages.Answer answer) {
            if (oldest == null || answer.fetchedAt().isBefore(oldest)) {
                oldest = answer.fetchedAt();
            }
            Instant until = answer.freshUntil();
            if (until != null && (freshUntil == null || until.isBefore(freshUntil))) {
                freshUntil = until;
            }
            if (answer.source() != Source.LIVE) {
                source = answer.source();
            }
            if (answer.insteadOf() != null) {
                insteadOf = answer.insteadOf();
            }
        }

        PageAnswer answer(Instant now) {
            Instant fetchedAt = oldest == null ? now : oldest;
            Duration freshFor = freshUntil == null ? null : Duration.between(fetchedAt, freshUntil);
            if (parts.isEmpty()) {
                return new PageAnswer.NoSuchProject(project, fetchedAt, source, freshFor, insteadOf);
            }
            return new PageAnswer.Found(merged(), fetchedAt, source, freshFor, insteadOf);
        }

        private ProjectPage merged() {
            List<DistributionFile> files = new ArrayList<>();
            @Nullable String status = null;
            for (PageContent part : parts) {
                files.addAll(part.files());
                status = status == null ? part.status() : status;
            }
            return new ProjectPage(
                    project,
                    files,
                    status,
                    PageContent.merged(parts.stream().map(PageContent::digest).toList()));
        }
    }
}
