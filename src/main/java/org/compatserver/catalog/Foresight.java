package org.compatserver.catalog;

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.compatserver.catalog.DependencyReader.Reading;
import org.compatserver.catalog.FileMetadata.Row;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * Fetches, in parallel, what a question will probably need: the page of a project, the metadata of the newest version that fits, the pages of what that
 * requires, and so on down the tree. It leaves no trace but fuller caches: it records nothing and reports no fault.
 *
 * <p>Until the question itself has to ask for something, it follows only what is at hand: a question whose answer is at hand causes no request.
 */
final class Foresight {
    private static final int MOST_PROJECTS = 2_000;

    private final Catalog catalog;
    private final ScopeTable table;
    private final Set<PackageNode> followed = ConcurrentHashMap.newKeySet();
    private final Map<ProjectName, AtomicInteger> misses = new ConcurrentHashMap<>();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean mayAsk;

    Foresight(Catalog catalog, ScopeTable table) {
        this.catalog = catalog;
        this.table = table;
    }

    /** Starts on a project, unless it is all at hand already. */
    void expect(ProjectName project, VersionSet likely) {
        Catalog.State state = catalog.inMemory(project);
        if (state != null && isRead(state.project().view(table), likely)) {
            return;
        }
        catalog.ahead(() -> follow(PackageNode.of(project), likely, null));
    }

    /** From now on it may ask for what is not at hand: the question has to, too. */
    void allowAsking() {
        if (!mayAsk) {
            mayAsk = true;
            release();
        }
    }

    private void release() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            catalog.ahead(task);
        }
    }

    /** Runs a task once asking is allowed. */
    private void later(Runnable task) {
        waiting.add(task);
        if (mayAsk) {
            release();
        }
    }

    /** Whether what will probably be tried first was read before. */
    boolean isRead(ProjectView view, VersionSet likely) {
        int position = best(view, likely);
        return position < 0 || view.answer(null, position) != null;
    }

    /** Fetches pages in parallel; whoever asks for one of them next waits for that one only. */
    void pages(Collection<ProjectName> projects) {
        int missing = 0;
        for (ProjectName project : projects) {
            if (catalog.inMemory(project) == null && ++missing > 1) {
                catalog.ahead(() -> page(project));
            }
        }
    }

    private void page(ProjectName project) {
        if (catalog.atHand(project) != null) {
            return;
        }
        if (mayAsk) {
            var _ = catalog.state(project);
        } else {
            later(() -> page(project));
        }
    }

    private void follow(PackageNode node, @Nullable VersionSet likely, @Nullable SpecifierSet specifiers) {
        Catalog.State known = mayAsk ? catalog.state(node.project()) : catalog.atHand(node.project());
        if (known == null) {
            later(() -> follow(node, likely, specifiers));
            return;
        }
        CompiledProject project = known.project();
        ProjectView view = project.view(table);
        VersionSet fitting = specifiers != null
                ? project.clause(specifiers, specifiers.toString()).allowed()
                : likely == null ? view.usable() : likely;
        int position = best(view, fitting);
        DependencyReader reader = new DependencyReader(view, table.target(), catalog.metadata(), catalog.texts());
        if (position >= 0 && !mayAsk && !reader.isAtHand(position)) {
            later(() -> follow(node, likely, specifiers));
            return;
        }
        boolean first = followed.size() < MOST_PROJECTS && followed.add(node);
        if (position < 0 || !first && view.answer(node.extra(), position) != null) {
            return;
        }
        Reading reading = reader.read(node.extra(), position);
        if (first && reading instanceof Reading.Active active) {
            active.rows().forEach(this::followRow);
        }
        if (!first) {
            readMore(view, position);
        }
    }

    private void followRow(Row row) {
        SpecifierSet specifiers = catalog.texts().specifiers(row.specifiers());
        start(PackageNode.of(row.target()), specifiers);
        for (Extra extra : row.extras()) {
            start(new PackageNode(row.target(), extra), specifiers);
        }
    }

    private void start(PackageNode node, SpecifierSet specifiers) {
        if (!followed.contains(node)) {
            catalog.ahead(() -> follow(node, null, specifiers));
        }
    }

    /** A project that is asked for again and again is being searched downwards: the further it goes, the more is read ahead. */
    private void readMore(ProjectView view, int from) {
        int times = misses.computeIfAbsent(view.project().project(), name -> new AtomicInteger())
                .incrementAndGet();
        int position = from;
        for (int i = Math.min(times, 5); i > 0 && position >= 0; i--) {
            position = view.usable().below(position);
            int next = position;
            if (next >= 0) {
                catalog.ahead(() -> {
                    var _ = new DependencyReader(view, table.target(), catalog.metadata(), catalog.texts())
                            .read(null, next);
                });
            }
        }
    }

    /** The version that will probably be tried first: the newest final one that is not yanked, else the newest. */
    private static int best(ProjectView view, VersionSet likely) {
        VersionSet fitting = likely.size() == view.usable().size() ? likely.and(view.usable()) : view.usable();
        VersionSet plain = fitting.minus(view.project().preReleases()).minus(view.yanked());
        return (plain.isEmpty() ? fitting : plain).highest();
    }
}
