package org.compatserver.catalog;

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    private static final int MOST_AHEAD = 50;

    private final Catalog catalog;
    private final ScopeTable table;
    private final Set<PackageNode> followed = ConcurrentHashMap.newKeySet();
    private final Map<ProjectName, Integer> tried = new ConcurrentHashMap<>();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean mayAsk;

    Foresight(Catalog catalog, ScopeTable table) {
        this.catalog = catalog;
        this.table = table;
    }

    /** Starts on a project, unless it is all at hand already; of several versions each is read. */
    void expect(ProjectName project, VersionSet likely) {
        Catalog.State state = catalog.inMemory(project);
        ProjectView view = state == null ? null : state.project().view(table);
        if (view != null && likely.count() > 1 && likely.size() == view.usable().size()) {
            readAll(view, likely);
            return;
        }
        if (view != null && isRead(view, likely)) {
            return;
        }
        if (view != null) {
            readMore(view, likely);
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

    /**
     * A project of which one unread version after another is expected is being searched downwards: after 5, 10 and 20 of them, and then every 20, as many
     * of the next ones are read ahead, at most 50 (uv's rule).
     */
    private void readMore(ProjectView view, VersionSet likely) {
        int times = tried.merge(view.project().project(), 1, Integer::sum);
        if (times == 5 || times == 10 || times % 20 == 0) {
            int position = view.usable().below(best(view, likely));
            for (int i = Math.min(times, MOST_AHEAD); i > 0 && position >= 0; i--) {
                readAhead(view, position);
                position = view.usable().below(position);
            }
        }
    }

    private void readAhead(ProjectView view, int position) {
        if (view.answer(null, position) == null) {
            DependencyReader reader = new DependencyReader(view, table.target(), catalog.metadata(), catalog.texts());
            catalog.ahead(() -> {
                if (mayAsk || reader.isAtHand(position)) {
                    var _ = reader.read(null, position);
                }
            });
        }
    }

    private void readAll(ProjectView view, VersionSet likely) {
        VersionSet usable = likely.and(view.usable());
        for (int position = usable.highest(); position >= 0; position = usable.below(position)) {
            readAhead(view, position);
        }
    }

    /** The version that will probably be tried first: the newest final one that is not yanked, else the newest. */
    private static int best(ProjectView view, VersionSet likely) {
        VersionSet fitting = likely.size() == view.usable().size() ? likely.and(view.usable()) : view.usable();
        VersionSet plain = fitting.minus(view.project().preReleases()).minus(view.yanked());
        return (plain.isEmpty() ? fitting : plain).highest();
    }
}
