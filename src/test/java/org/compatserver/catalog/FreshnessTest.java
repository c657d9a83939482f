package org.compatserver.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.compatserver.index.IndexFault;
import org.compatserver.index.ProjectIndex.Source;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.testing.Universe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the index is asked, what stays as it is, and what an answer says about its age. */
class FreshnessTest {
    private static final ProjectName A = ProjectName.of("a");
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    @Test
    void aYoungPageIsUsedWithoutAsking() {
        MovingIndex index = new MovingIndex("a 1");
        Catalog catalog = catalog(index);

        assertThat(versions(catalog.source(Worlds.ALL))).containsExactly("1");
        assertThat(catalog.source(Worlds.ALL).reads().source()).isNull();
        index.now = index.now.plus(TEN_MINUTES.minusNanos(1));
        index.broken = true;
        CatalogSource later = catalog.source(Worlds.ALL);
        assertThat(versions(later)).containsExactly("1");
        assertThat(later.reads().source()).isEqualTo(Source.CACHE);
        assertThat(later.reads().oldest()).isEqualTo(Universe.FETCHED);
        assertThat(index.universe.pageRequests(A)).isEqualTo(1);
    }

    @Test
    void anOldPageIsAskedForAgain() {
        MovingIndex index = new MovingIndex("a 1");
        Catalog catalog = catalog(index);
        CatalogSource first = catalog.source(Worlds.ALL);
        assertThat(versions(first)).containsExactly("1");

        index.now = index.now.plus(TEN_MINUTES);
        index.universe = Universe.of("a 1\na 2");
        CatalogSource second = catalog.source(Worlds.ALL);

        assertThat(versions(second)).containsExactly("1", "2");
        assertThat(second.reads().source()).isEqualTo(Source.LIVE);
        assertThat(versions(first)).as("a question's world stays as it is").containsExactly("1");
    }

    @Test
    void theWorldWithPreReleasesHasTheSamePages() {
        MovingIndex index = new MovingIndex("a 1");
        Catalog catalog = catalog(index);
        CatalogSource source = catalog.source(Worlds.ALL);
        assertThat(versions(source)).containsExactly("1");

        index.now = index.now.plus(TEN_MINUTES);
        index.universe = Universe.of("a 0\na 1\nb 1");
        assertThat(versions(catalog.source(Worlds.ALL))).containsExactly("0", "1");
        CatalogSource admitting = source.withPreReleases();
        assertThat(versions(admitting)).containsExactly("1");
        assertThat(admitting.releases(ProjectName.of("b")).versions()).hasSize(1);
        assertThat(source.projects()).containsExactly(A);
    }

    @Test
    void anotherProcessUsesWhatIsCompiled() {
        MovingIndex index = new MovingIndex("a 1: b\nb 1");
        CatalogSource first = catalog(index).source(Worlds.ALL);
        assertThat(Worlds.required(first, "a", "1")).containsExactly("b [1]");

        index.broken = true;
        CatalogSource second = catalog(index).source(Worlds.ALL);
        assertThat(Worlds.required(second, "a", "1")).containsExactly("b [1]");
        assertThat(second.reads().source()).isEqualTo(Source.CACHE);
        assertThat(second.projects()).containsExactly(A, ProjectName.of("b"));
    }

    @Test
    void aPageThatDidNotChangeIsNotCompiledAgainButIsYoungAgain() {
        MovingIndex index = new MovingIndex("a 1");
        Catalog catalog = catalog(index);
        List<Version> compiled = catalog.source(Worlds.ALL).releases(A).versions();

        index.now = index.now.plus(Duration.ofHours(1));
        assertThat(catalog.source(Worlds.ALL).releases(A).versions()).isSameAs(compiled);

        index.broken = true;
        CatalogSource other = catalog(index).source(Worlds.ALL);
        assertThat(versions(other)).containsExactly("1");
        assertThat(other.reads().oldest()).isEqualTo(index.now);
    }

    @Test
    void aChangedPageChangesTheClausesThatWereReadAgainstIt() {
        MovingIndex index = new MovingIndex("a 1: b\nb 1");
        Catalog catalog = catalog(index);
        assertThat(Worlds.required(catalog.source(Worlds.ALL), "a", "1")).containsExactly("b [1]");

        index.now = index.now.plus(TEN_MINUTES);
        index.universe = Universe.of("a 1: b\nb 1\nb 2");
        assertThat(Worlds.required(catalog.source(Worlds.ALL), "a", "1")).containsExactly("b [1, 2]");
    }

    @Test
    void anUnknownProjectMayAppear() {
        MovingIndex index = new MovingIndex("a 1");
        Catalog catalog = catalog(index);
        ProjectName b = ProjectName.of("b");
        assertThat(catalog.source(Worlds.ALL).releases(b).versions()).isEmpty();

        index.now = index.now.plus(TEN_MINUTES);
        index.universe = Universe.of("b 1");
        assertThat(catalog.source(Worlds.ALL).releases(b).versions()).hasSize(1);
    }

    @Test
    void aFaultIsPassedOnAndNotRemembered() {
        MovingIndex index = new MovingIndex("a 1");
        Catalog catalog = catalog(index);
        index.broken = true;
        CatalogSource source = catalog.source(Worlds.ALL);

        assertThatThrownBy(() -> source.releases(A)).isInstanceOf(IndexFault.class);
        index.broken = false;
        assertThat(versions(source)).containsExactly("1");
    }

    @Test
    void oldAnswersOfAnUnreachableIndexAreNotAskedForAtOnceAgain() {
        MovingIndex index = new MovingIndex("a 1");
        index.source = Source.CACHE;
        Instant start = Universe.FETCHED.plus(Duration.ofDays(3));
        Instant[] now = {start};
        Catalog catalog = new Catalog(index, index, folder, TEN_MINUTES, () -> now[0]);

        CatalogSource first = catalog.source(Worlds.ALL);
        assertThat(versions(first)).containsExactly("1");
        assertThat(first.reads().oldest()).isEqualTo(Universe.FETCHED);
        now[0] = start.plusSeconds(29);
        assertThat(versions(catalog.source(Worlds.ALL))).containsExactly("1");
        assertThat(index.universe.pageRequests(A)).isEqualTo(1);
        now[0] = start.plusSeconds(30);
        assertThat(versions(catalog.source(Worlds.ALL))).containsExactly("1");
        assertThat(index.universe.pageRequests(A)).isEqualTo(2);
    }

    @Test
    void whatASnapshotSaysDoesNotPassForTheIndexInAnotherProcess() {
        MovingIndex index = new MovingIndex("a 1");
        index.source = Source.SNAPSHOT;
        CatalogSource first = catalog(index).source(Worlds.ALL);
        assertThat(versions(first)).containsExactly("1");
        assertThat(first.reads().source()).isEqualTo(Source.SNAPSHOT);

        index.source = Source.LIVE;
        index.universe = Universe.of("a 1\na 2");
        assertThat(versions(catalog(index).source(Worlds.ALL))).containsExactly("1", "2");
    }

    @Test
    void oneRequestServesAllWhoWait() throws Exception {
        MovingIndex index = new MovingIndex("a 1");
        CountDownLatch open = new CountDownLatch(1);
        index.whileAsked = () -> {
            try {
                assertThat(open.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        Catalog catalog = catalog(index);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> waiting = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                waiting.add(threads.submit(() -> versions(catalog.source(Worlds.ALL))));
            }
            open.countDown();
            for (Future<List<String>> one : waiting) {
                assertThat(one.get(10, TimeUnit.SECONDS)).containsExactly("1");
            }
        }
        assertThat(index.universe.pageRequests(A)).isEqualTo(1);
    }

    @Test
    void whoIsToldToStopDoesNotTakeThePageFromOthers() throws Exception {
        MovingIndex index = new MovingIndex("a 1");
        CountDownLatch asked = new CountDownLatch(1);
        index.whileAsked = () -> {
            asked.countDown();
            try {
                Thread.sleep(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                index.whileAsked = () -> {};
                throw new CancellationException("told to stop");
            }
        };
        Catalog catalog = catalog(index);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> first = threads.submit(() -> versions(catalog.source(Worlds.ALL)));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            Thread[] waiting = new Thread[1];
            Future<List<String>> second = threads.submit(() -> {
                waiting[0] = Thread.currentThread();
                return versions(catalog.source(Worlds.ALL));
            });
            Awaitility.await().until(() -> waiting[0] != null && waiting[0].getState() == Thread.State.WAITING);
            first.cancel(true);
            assertThat(second.get(10, TimeUnit.SECONDS)).containsExactly("1");
        }
    }

    @Test
    void whatIsExpectedIsFetchedMeanwhileDownTheTree() {
        MovingIndex index = new MovingIndex("""
            a 1: b<2
            b 1: c[x]
            b 2
            c 1
              extra x
              requires d; extra == "x"
            d 1
            asked 1
            """);
        Catalog catalog = catalog(index);
        CatalogSource source = catalog.source(Worlds.ALL);
        source.expect(A, VersionSet.all(1));
        ProjectName asked = ProjectName.of("asked");
        var _ = source.releases(asked); // what is expected is fetched only once something has to be

        Awaitility.await().until(() -> index.universe.metadataRequests("d-1-py3-none-any.whl") == 1);
        assertThat(index.universe.metadataRequests("b-1-py3-none-any.whl")).isEqualTo(1);
        assertThat(index.universe.metadataRequests("b-2-py3-none-any.whl")).isZero();
        assertThat(source.projects()).as("nobody asked for others").containsExactly(asked);
    }

    @Test
    void anIndexThatAllowsLessIsAskedSoonerByOtherProcessesToo() {
        MovingIndex index = new MovingIndex("a 1");
        index.freshFor = Duration.ofMinutes(1);
        Catalog catalog = catalog(index);
        assertThat(versions(catalog.source(Worlds.ALL))).containsExactly("1");
        index.now = index.now.plusSeconds(59);
        assertThat(versions(catalog.source(Worlds.ALL))).containsExactly("1");
        assertThat(index.universe.pageRequests(A)).isEqualTo(1);
        index.now = index.now.plusSeconds(1);
        assertThat(versions(catalog.source(Worlds.ALL))).containsExactly("1");
        assertThat(index.universe.pageRequests(A)).isEqualTo(2);
        assertThat(versions(catalog(index).source(Worlds.ALL))).containsExactly("1");
        assertThat(index.universe.pageRequests(A))
                .as("what is kept is no younger for another process")
                .isEqualTo(3);
    }

    @Test
    void anIndexThatAllowsMoreIsAskedLater() {
        MovingIndex index = new MovingIndex("a 1");
        index.freshFor = Duration.ofHours(1);
        Catalog catalog = catalog(index);
        assertThat(versions(catalog.source(Worlds.ALL))).containsExactly("1");
        index.now = index.now.plus(Duration.ofMinutes(59));
        assertThat(versions(catalog.source(Worlds.ALL))).containsExactly("1");
        assertThat(index.universe.pageRequests(A)).isEqualTo(1);
    }

    @Test
    void aProjectThatWasUnknownIsAskedForAgainSoon() {
        MovingIndex index = new MovingIndex("b 1");
        Catalog catalog = catalog(index);
        assertThat(versions(catalog.source(Worlds.ALL))).isEmpty();

        index.universe = Universe.of("a 1");
        index.now = index.now.plusSeconds(59);
        assertThat(versions(catalog.source(Worlds.ALL))).isEmpty();
        index.now = index.now.plusSeconds(1);
        assertThat(versions(catalog.source(Worlds.ALL))).containsExactly("1");
    }

    @Test
    void aFaultOfWhatIsOnlyExpectedIsSilent() {
        MovingIndex index = new MovingIndex("a 1");
        index.broken = true;
        CountDownLatch asked = new CountDownLatch(2);
        index.whileAsked = asked::countDown;
        Catalog catalog = catalog(index);
        CatalogSource source = catalog.source(Worlds.ALL);
        source.expect(A, VersionSet.none(0));
        assertThatThrownBy(() -> source.releases(ProjectName.of("asked"))).isInstanceOf(IndexFault.class);
        Awaitility.await().until(() -> asked.getCount() == 0);

        index.broken = false;
        Awaitility.await()
                .ignoreExceptionsInstanceOf(IndexFault.class)
                .until(() -> versions(source), List.of("1")::equals);
        catalog.close();
        source.expect(A, VersionSet.none(0));
    }

    @Test
    void lookupsAreCountedByWhereThePageWas() {
        MovingIndex index = new MovingIndex("a 1");
        Catalog catalog = catalog(index);
        assertThat(versions(catalog.source(Worlds.ALL))).containsExactly("1");
        assertThat(catalog.lookups()).isEqualTo(new Catalog.Lookups(0, 0, 1));
        assertThat(versions(catalog.source(Worlds.ALL))).containsExactly("1");
        assertThat(catalog.lookups()).isEqualTo(new Catalog.Lookups(1, 0, 1));
        Catalog other = catalog(index);
        assertThat(versions(other.source(Worlds.ALL))).containsExactly("1");
        assertThat(other.lookups()).isEqualTo(new Catalog.Lookups(0, 1, 0));
    }

    private Catalog catalog(MovingIndex index) {
        return new Catalog(index, index, folder, TEN_MINUTES, () -> index.now);
    }

    private static List<String> versions(CatalogSource source) {
        Releases releases = source.releases(A);
        return releases.versions().stream().map(Version::toString).toList();
    }
}
