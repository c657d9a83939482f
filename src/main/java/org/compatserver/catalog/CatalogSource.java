package org.compatserver.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.compatserver.catalog.DependencyReader.Reading;
import org.compatserver.catalog.Reads.AssumedFile;
import org.compatserver.catalog.Reads.StandIn;
import org.compatserver.index.IndexFault;
import org.compatserver.index.ProjectIndex.Source;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * One question's world. The pages that it has looked at stay as they are for as long as it lives, and what it looked at is recorded. Every method may wait
 * for the index and throw {@link org.compatserver.index.IndexFault}. Safe for many threads.
 */
public final class CatalogSource implements ReleaseSource, AutoCloseable {
    /** So many projects a question meets without another table for them. */
    private static final int USUAL_PROJECTS = 128;

    private final Catalog catalog;
    private final Scope scope;
    private final ScopeTable table;
    private final Instant started;
    private final @Nullable CatalogSource later;
    private final @Nullable CatalogSource whole;
    private final Map<ProjectName, Held> held;
    private final Map<String, AssumedFile> assumed;
    private final Foresight foresight;

    /** A project as this question sees it. */
    private record Held(Catalog.State state, ProjectView view, Releases releases) {}

    CatalogSource(Catalog catalog, Scope scope, ScopeTable table, Instant started) {
        this(catalog, scope, table, started, null, null);
    }

    private CatalogSource(
            Catalog catalog,
            Scope scope,
            ScopeTable table,
            Instant started,
            @Nullable CatalogSource later,
            @Nullable CatalogSource whole) {
        this.catalog = catalog;
        this.scope = scope;
        this.table = table;
        this.started = started;
        this.later = later;
        this.whole = whole;
        this.held = new ConcurrentHashMap<>(USUAL_PROJECTS);
        this.assumed = new ConcurrentHashMap<>();
        this.foresight = new Foresight(catalog, table);
    }

    public Scope scope() {
        return scope;
    }

    /**
     * What the same question sees at an earlier moment, on the same pages. What is found out there is kept until it is closed, and no longer; what is
     * known of this moment serves it.
     */
    public CatalogSource at(Instant moment) {
        return later != null
                ? later.at(moment)
                : new CatalogSource(
                        catalog, scope.at(moment), table.earlier(Micros.ceiling(moment)), started, this, null);
    }

    /** The same question's world, for a part of the question: it sees the same pages, and records only what it is itself asked for. */
    public CatalogSource part() {
        return new CatalogSource(catalog, scope, table, started, later, this);
    }

    /** What decides, beside the pages, what is seen: equal where all that is the same. */
    public Object view() {
        return new View(table, scope.preReleases(), scope.constraints());
    }

    private record View(ScopeTable table, boolean preReleases, List<Requirement> constraints) {}

    /** What was looked at so far. */
    public Looked looked() {
        return looked(held.keySet());
    }

    /** What was looked at so far of these projects. */
    public Looked looked(Collection<ProjectName> projects) {
        List<CompiledProject> pages = new ArrayList<>(projects.size());
        projects.forEach(project -> pages.add(held(project).state().project()));
        return new Looked(
                pages,
                assumed.values().stream()
                        .filter(file -> projects.contains(file.project()))
                        .toList());
    }

    /** Whether this question sees the same, without asking anybody. */
    public boolean sees(Looked looked) {
        for (CompiledProject page : looked.pages()) {
            Catalog.State state = inMemory(page.project());
            if (state == null || state.project() != page) {
                return false;
            }
        }
        return true;
    }

    /** The same; and if so, that counts as looked at here, too, and stays as it is for this question. */
    public boolean adopt(Looked looked) {
        List<Catalog.State> states = new ArrayList<>(looked.pages().size());
        for (CompiledProject page : looked.pages()) {
            Catalog.State state = inMemory(page.project());
            if (state == null || state.project() != page) {
                return false;
            }
            states.add(state);
        }
        for (Catalog.State state : states) {
            if (!hold(state.project().project(), state).state().equals(state)) {
                return false;
            }
        }
        looked.assumed().forEach(file -> assumed.putIfAbsent(file.filename(), file));
        return true;
    }

    /** Lets go of what was found out of an earlier moment; without meaning where {@link #at} did not make it. */
    @Override
    public void close() {
        if (later != null) {
            table.end();
            held.values().forEach(one -> one.view().project().forget(table));
        }
    }

    @Override
    public Releases releases(ProjectName project) {
        return held(project).releases();
    }

    @Override
    public Unavailable unavailable(ProjectName project, int position) {
        return held(project).view().unavailable(position);
    }

    @Override
    public Dependencies dependencies(PackageNode node, int position) {
        return answer(node.project(), node.extra(), position).dependencies();
    }

    @Override
    public void expect(ProjectName project, VersionSet likely) {
        Held known = held.get(project);
        if (known == null || likely.count() > 1 || !foresight.isRead(known.view(), likely)) {
            foresight.expect(project, likely);
        }
    }

    /** The clauses read against the project's versions. */
    @Override
    public Clause clause(ProjectName project, SpecifierSet specifiers) {
        return held(project).view().project().clause(specifiers, specifiers.toString());
    }

    /** The newest version for this target and moment, if nothing but the name is asked for; -1 if none is usable. */
    public int newest(ProjectName project) {
        return held(project).view().newest(scope.preReleases());
    }

    /** When the first of the version's files that count was uploaded; null when the index does not say. */
    @Override
    public @Nullable Instant released(ProjectName project, int position) {
        return held(project).view().released(position);
    }

    /**
     * When the files of the version that count were uploaded, each instant once, ascending; {@link Instant#MIN} for those of which the index does not say. What
     * the version requires changes at no other instant.
     */
    public List<Instant> uploads(ProjectName project, int position) {
        return Arrays.stream(held(project).view().uploads(position))
                .mapToObj(CatalogSource::instant)
                .toList();
    }

    /** Since when the file has been there that would be installed, which is as long as the version has required what it does; null if no file counts. */
    public @Nullable Instant settled(ProjectName project, int position) {
        int file = answer(project, null, position).file();
        return file < 0 ? null : instant(held(project).view().project().uploaded(file));
    }

    /** The files of the version that count and were uploaded at that instant, by name. */
    public List<String> uploadedAt(ProjectName project, int position, Instant instant) {
        return held(project).view().uploadedAt(position, Micros.floor(instant)).stream()
                .sorted()
                .toList();
    }

    private static Instant instant(long micros) {
        return Objects.requireNonNullElse(Micros.instant(micros), Instant.MIN);
    }

    /** Whether the version has the extra; false also where its metadata cannot be known. */
    public boolean hasExtra(ProjectName project, int position, Extra extra) {
        int file = answer(project, null, position).file();
        return file >= 0
                && catalog.metadata().of(held(project).view().project(), file) instanceof FileMetadata.Known known
                && known.extras().contains(extra);
    }

    /** The project's name as the version's metadata spells it; else in normal form. */
    public String spelling(ProjectName project, int position) {
        Chosen chosen = chosen(project, position);
        return chosen == null ? project.normalized() : chosen.spelling();
    }

    /** Of its page; a file's metadata never changes. */
    @Override
    public String digest(ProjectName project) {
        return held(project).view().project().digest();
    }

    /**
     * The file that would be installed.
     *
     * @return null if no file of the version counts
     */
    @Override
    public @Nullable Chosen chosen(ProjectName project, int position) {
        ProjectView view = held(project).view();
        Chosen known = view.chosen(position);
        if (known == null) {
            Answer answer = answer(project, null, position);
            known = answer.file() < 0 ? null : choose(view.project(), answer, position);
            view.choose(position, known);
        }
        return known;
    }

    private Chosen choose(CompiledProject project, Answer answer, int position) {
        int file = answer.file();
        return new Chosen(
                project.filename(file),
                Micros.instant(project.uploaded(file)),
                catalog.metadata().of(project, file) instanceof FileMetadata.Known known
                        ? known.name()
                        : project.project().normalized(),
                project.spelledVersion(file, position),
                answer.assumed());
    }

    /** The projects whose pages were looked at so far, known to the index or not, sorted. */
    public NavigableSet<ProjectName> projects() {
        return new TreeSet<>(held.keySet());
    }

    /** The projects whose pages were looked at so far and that have files without upload time, sorted. */
    public NavigableSet<ProjectName> withoutTimes() {
        NavigableSet<ProjectName> projects = projects();
        projects.removeIf(project -> held(project).view().filesWithoutTime() == 0);
        return projects;
    }

    /** What was looked at so far. */
    public Reads reads() {
        Instant oldest = null;
        Source worst = null;
        for (Held one : held.values()) {
            Catalog.State state = one.state();
            oldest = oldest == null || state.fetched().isBefore(oldest) ? state.fetched() : oldest;
            Source source =
                    state.source() == Source.LIVE && state.asked().isBefore(started) ? Source.CACHE : state.source();
            worst = worst == null || source.compareTo(worst) > 0 ? source : worst;
        }
        return new Reads(
                oldest,
                worst,
                assumed.values().stream()
                        .sorted(Comparator.comparing(AssumedFile::filename))
                        .toList(),
                standIn());
    }

    /** Said is the fault of the first project by name: which page was asked for first depends on the network. */
    private @Nullable StandIn standIn() {
        if (held.values().stream().allMatch(one -> one.state().insteadOf() == null)) {
            return null;
        }
        StandIn standIn = null;
        for (Held one : new TreeMap<>(held).values()) {
            Catalog.State state = one.state();
            IndexFault fault = state.insteadOf();
            if (fault != null) {
                StandIn mine = new StandIn(fault, state.source(), state.fetched());
                standIn = standIn == null ? mine : standIn.and(mine);
            }
        }
        return standIn;
    }

    /** What the index says of the project (PEP 792), where that is more than that it is active. */
    public @Nullable String status(ProjectName project) {
        String status = held(project).view().project().status();
        return "active".equals(status) ? null : status;
    }

    /** Why the version was yanked, as the index says of the first of its files that count and are yanked; null where it was not, or for no reason. */
    public @Nullable String yankReason(ProjectName project, int position) {
        return held(project).view().yankReason(position);
    }

    /** When the first of the version's files was uploaded that would count but for the question's moment; null where none would, or no time is known. */
    public @Nullable Instant uploadedEver(ProjectName project, int position) {
        return held(project).view().uploadedEver(position);
    }

    /** Another world, in which pre-releases are admitted in any case. Of the projects that were looked at so far it sees the same pages; what it looks at is not recorded here. */
    public CatalogSource withPreReleases() {
        Scope admitting = new Scope(scope.target(), scope.asOf(), scope.wheelsOnly(), true, scope.constraints());
        CatalogSource other = new CatalogSource(catalog, admitting, table, started, null, null);
        held.forEach((project, one) -> other.hold(project, one.state()));
        return other;
    }

    /** The names of projects that were met before, here or in other questions, or that a snapshot at hand has. */
    public Set<ProjectName> namesAtHand() {
        return catalog.namesAtHand();
    }

    /** Which of these the index knows; all are asked for at once, and waited for so long at most. One that faults is not known. */
    public List<ProjectName> known(List<ProjectName> projects, Duration patience) {
        return catalog.known(projects, patience);
    }

    /**
     * What the asker should know about projects that were looked at, beside the verdict; a sentence each: files that have no upload time though the question
     * names a moment.
     */
    public List<String> notices(Collection<ProjectName> projects) {
        List<String> notices = new ArrayList<>();
        for (ProjectName project : new TreeSet<>(projects)) {
            Held one = held.get(project);
            if (one == null) {
                continue;
            }
            int count = table.hasMoment() ? one.view().filesWithoutTime() : 0;
            if (count > 0) {
                notices.add("The index gives no upload time for %d %s of '%s': they count as uploaded in time."
                        .formatted(count, count == 1 ? "file" : "files", project));
            }
        }
        return notices;
    }

    private Held held(ProjectName project) {
        Held known = held.get(project);
        return known != null ? known : hold(project, seen(project));
    }

    private Catalog.State seen(ProjectName project) {
        CatalogSource other = whole != null ? whole : later;
        return other == null ? state(project) : other.held(project).state();
    }

    private Held hold(ProjectName project, Catalog.State state) {
        Held known = held.get(project);
        if (known != null) {
            return known;
        }
        CompiledProject compiled = state.project();
        ProjectView view = compiled.view(table);
        Releases releases = new Releases(
                compiled.versions(),
                view.usable(),
                compiled.preReleases(),
                view.yanked(),
                scope.preReleases(),
                constraint(compiled));
        Held made = new Held(state, view, releases);
        Held other = held.putIfAbsent(project, made);
        return other == null ? made : other;
    }

    /** What would be seen, where nobody need be waited for. */
    private Catalog.@Nullable State inMemory(ProjectName project) {
        Held known = held.get(project);
        if (known != null) {
            return known.state();
        }
        CatalogSource other = whole != null ? whole : later;
        return other == null ? catalog.inMemory(project) : other.inMemory(project);
    }

    private Catalog.State state(ProjectName project) {
        Catalog.State state = catalog.atHand(project);
        if (state == null) {
            foresight.allowAsking();
            state = catalog.state(project);
        }
        return state;
    }

    private @Nullable Clause constraint(CompiledProject project) {
        SpecifierSet merged = null;
        for (Requirement constraint : scope.constraints()) {
            if (constraint.project().equals(project.project()) && holds(constraint)) {
                merged = merged == null ? constraint.specifiers() : merged.and(constraint.specifiers());
            }
        }
        return merged == null ? null : project.clause(merged, merged.toString());
    }

    private boolean holds(Requirement constraint) {
        String marker = constraint.marker() == null ? null : constraint.marker().toString();
        return table.target().holds(marker, null) instanceof Parsed.Ok<Boolean>(var value) && value;
    }

    private Answer answer(ProjectName project, @Nullable Extra extra, int position) {
        ProjectView view = held(project).view();
        Answer known = view.answer(extra, position);
        if (known == null && later != null) {
            // The same, as a rule; and then the next moment need not read it again.
            var _ = later.answer(project, extra, position);
            known = view.answer(extra, position);
        }
        if (known == null || !isCurrent(known)) {
            DependencyReader reader = new DependencyReader(view, table.target(), catalog.metadata(), catalog.texts());
            if (!reader.isAtHand(position)) {
                foresight.allowAsking();
            }
            Reading reading = reader.read(extra, position);
            if (reading instanceof Reading.Active active) {
                foresight.pages(DependencyReader.targets(active));
            }
            known = reader.answer(reading, name -> held(name).view().project());
            view.remember(extra, position, known);
        }
        record(project, position, view, known);
        return known;
    }

    /** Whether the clauses were read against the pages that this question sees. */
    private boolean isCurrent(Answer answer) {
        for (CompiledProject target : answer.targets()) {
            if (held(target.project()).view().project() != target) {
                return false;
            }
        }
        return true;
    }

    private void record(ProjectName project, int position, ProjectView view, Answer answer) {
        if (answer.assumed()) {
            String filename = view.project().filename(answer.file());
            assumed.putIfAbsent(filename, new AssumedFile(project, position, filename));
        }
    }
}
