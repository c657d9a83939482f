package org.compatserver.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * Draws a {@link BigUniverse}. Projects are ranked: what they require is of a lower rank, nearly always, and the lower the more often (Zipf). A release requires what was
 * newest when it was made: an upper bound, where there is one, is the next major or minor version of that day, and a lower bound follows at some distance.
 * So packages that were given up hold back what has gone on since, as they do in earnest. Families share a core library, which they follow closely.
 * As in real portfolios bounds that matter are on a few contested libraries, and mostly name their major versions; in the tangled shape on any library.
 */
public final class BigUniverseGenerator {
    static final Extra EXTRA = Extra.of("more");

    private static final Instant MOMENT = Instant.parse("2026-01-01T00:00:00Z");
    private static final double YEAR = 365.25 * 24 * 3600;
    private static final int PATTERNS = 120;

    /** The first ranks are required by nearly as many as the first of all. */
    private static final double FLAT = 3;

    /** How much rarer the next rank is required, beyond Zipf's law: so the first are required by the same share of few and of many projects. */
    private static final double STEEP = 0.4;

    private static final int MOST_FAMILIES = 40;

    /** Where few libraries are contested. */
    private static final int FEW_FAMILIES = 4;

    /** A family's core library follows one of so many closely. */
    private static final int CONTESTED = 8;

    private final BigUniverseShape shape;
    private final Random random;
    private final List<VersionPattern> patterns = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Integer> cores = new ArrayList<>();

    /**
     * A project whose requirements are not drawn yet.
     *
     * @param capped how usual it is to bound it above
     */
    private record Draft(
            int rank,
            ProjectName name,
            VersionPattern pattern,
            Releases releases,
            double born,
            double last,
            VersionSet unknowable,
            double capped) {
        /** The newest version at a moment, seconds of the epoch; -1 where there was none. */
        int newestAt(double moment) {
            return pattern.newestAt(last == born ? 1 : (moment - born) / (last - born));
        }

        double uploaded(int position) {
            return born + pattern.time(position) * (last - born);
        }
    }

    private enum Cap {
        NONE,
        MAJOR,
        MINOR,
        PIN
    }

    /**
     * What a project requires over a part of its life.
     *
     * @param cappedFrom the first position with the cap: older releases did not know better
     * @param distance of the lower bound from what is newest, seconds; negative for a bound that never moves
     * @param from the first position with it, {@code to} the first without
     */
    private record Wish(Draft on, Cap cap, int cappedFrom, double distance, boolean withExtra, int from, int to) {}

    private BigUniverseGenerator(BigUniverseShape shape, long seed) {
        this.shape = shape;
        this.random = new Random(seed);
    }

    public static BigUniverse draw(BigUniverseShape shape, long seed) {
        return new BigUniverseGenerator(shape, seed).universe();
    }

    private BigUniverse universe() {
        for (int i = 0; i < PATTERNS; i++) {
            int releases = (int) (5 * Math.exp(random.nextDouble() * Math.log(60)));
            patterns.add(VersionPattern.random(random, releases, i > 0));
        }
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < shape.projects(); i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, random);
        for (int rank = 0; rank < shape.projects(); rank++) {
            drafts.add(draft(rank, numbers.get(rank)));
        }
        for (int i = 0; i < families(); i++) {
            cores.add(CONTESTED + random.nextInt(Math.max(1, shape.projects() / 12)));
        }
        List<BigUniverse.Project> projects = drafts.stream().map(this::project).toList();
        return new BigUniverse(projects, portfolio(), MOMENT);
    }

    private int families() {
        return shape.isTangled() ? Math.clamp(shape.projects() / 50, 2, MOST_FAMILIES) : FEW_FAMILIES;
    }

    private boolean happens(double share) {
        return random.nextDouble() < share;
    }

    private Draft draft(int rank, int number) {
        boolean isLibrary = isLibrary(rank);
        VersionPattern pattern = pattern(rank);
        double now = MOMENT.getEpochSecond();
        double born = now - YEAR * (isLibrary ? 5 + 9 * random.nextDouble() : 1.5 + 9 * random.nextDouble());
        double silence = !isLibrary && happens(shape.stale())
                ? (0.3 + 0.7 * random.nextDouble()) * Math.min(6 * YEAR, now - born)
                : random.nextDouble() * random.nextDouble() * 0.6 * YEAR;
        VersionSet old = VersionSet.range(
                pattern.size(), 0, happens(0.3) ? (int) (pattern.size() * random.nextDouble() * 0.4) : 0);
        VersionSet usable =
                happens(isLibrary ? 0 : shape.odd() / 4) ? VersionSet.none(pattern.size()) : old.complement();
        return new Draft(
                rank,
                ProjectName.of(String.format(Locale.ROOT, "p%05d", number)),
                pattern,
                new Releases(
                        pattern.versions(),
                        usable,
                        pattern.preReleases(),
                        some(pattern.size(), shape.odd() / 2).and(usable),
                        false,
                        null),
                born,
                Math.max(born, now - silence),
                isLibrary ? VersionSet.none(pattern.size()) : some(pattern.size(), shape.unreadable()),
                isBounded(rank) ? 1 : 0.15);
    }

    /** Of what nearly all require there are several major versions. */
    private VersionPattern pattern(int rank) {
        if (!isLibrary(rank) && happens(0.004)) {
            return patterns.getFirst();
        }
        VersionPattern pattern = patterns.get(1 + random.nextInt(PATTERNS - 1));
        while (rank < 5 * CONTESTED && (pattern.majors() < 3 || pattern.majors() > 7)) {
            pattern = patterns.get(1 + random.nextInt(PATTERNS - 1));
        }
        return pattern;
    }

    /** Whether it is usual to bound it above: of those that nearly all require, every third. */
    private boolean isBounded(int rank) {
        return rank < CONTESTED ? rank % 3 == 1 : happens(0.3);
    }

    private boolean isLibrary(int rank) {
        return rank < shape.projects() / 40 + 60;
    }

    private VersionSet some(int size, double share) {
        return VersionSet.where(size, _ -> happens(share));
    }

    private BigUniverse.Project project(Draft draft) {
        List<Wish> wishes = wishes(draft, usualCount(draft.rank()));
        List<Wish> more = happens(0.1) ? wishes(draft, 1 + random.nextInt(2)) : List.of();
        int size = draft.pattern().size();
        int step = Math.max(2, size / 8);
        int[] eras = new int[(size + step - 1) / step];
        List<Dependencies> required = new ArrayList<>();
        List<Dependencies> byExtra = new ArrayList<>();
        for (int era = 0; era < eras.length; era++) {
            eras[era] = era * step;
            required.add(required(draft, eras[era], wishes));
            byExtra.add(required(draft, eras[era], more));
        }
        return new BigUniverse.Project(
                draft.name(),
                draft.pattern(),
                draft.releases(),
                Math.round(draft.born()),
                Math.round(draft.last()),
                draft.unknowable(),
                eras,
                required,
                more.isEmpty() ? null : byExtra);
    }

    /** Libraries require little, what stands on them more. */
    private int usualCount(int rank) {
        double most = 2.2 * Math.log1p(rank / (0.004 * shape.projects() + 3));
        return (int) Math.round(most * (0.3 + random.nextDouble()));
    }

    private List<Wish> wishes(Draft draft, int count) {
        Map<Integer, Wish> wishes = new LinkedHashMap<>();
        if (cores.contains(draft.rank())) {
            follow(draft, contested(draft.rank()), Cap.NONE, wishes);
        }
        if (draft.rank() > shape.projects() / 10 && happens(0.3)) {
            int core = cores.get((int) (cores.size() * random.nextDouble() * random.nextDouble()));
            follow(draft, core, shape.isTangled() ? Cap.MAJOR : Cap.NONE, wishes);
            follow(draft, contested(core), Cap.NONE, wishes);
        }
        for (int i = 0; i < count; i++) {
            int rank = target(draft.rank());
            if (rank != draft.rank()) {
                wishes.putIfAbsent(rank, wish(draft, drafts.get(rank), cap(draft, drafts.get(rank))));
            }
        }
        return List.copyOf(wishes.values());
    }

    private void follow(Draft draft, int rank, Cap cap, Map<Integer, Wish> wishes) {
        Draft on = drafts.get(rank);
        wishes.put(
                rank,
                new Wish(
                        on,
                        cap,
                        0,
                        distance(draft, on),
                        false,
                        0,
                        draft.pattern().size()));
    }

    /** What a family follows beside its core library, as the core does. */
    private int contested(int core) {
        return core % (shape.isTangled() ? CONTESTED : shape.contested());
    }

    /** Of a lower rank, nearly always: so there are cycles, too, and few. */
    private int target(int rank) {
        int below = happens(0.002) ? shape.projects() : rank;
        double share = 1 - random.nextDouble() * (1 - Math.pow((below + FLAT) / FLAT, -STEEP));
        double drawn = FLAT * (Math.pow(share, -1 / STEEP) - 1);
        return (int) Math.min(Math.max(0, below - 1), drawn);
    }

    private Wish wish(Draft draft, Draft on, Cap cap) {
        int size = draft.pattern().size();
        boolean always = happens(0.85);
        int from = always ? 0 : random.nextInt(size);
        int to = always || happens(0.7) ? size : from + random.nextInt(size - from + 1);
        int cappedFrom = happens(shape.careless()) ? 1 + random.nextInt(size) / 2 : 0;
        return new Wish(on, cap, cappedFrom, distance(draft, on), happens(0.03), from, to);
    }

    private double distance(Draft draft, Draft on) {
        return (shape.isTangled() || isContested(draft, on)) && happens(shape.moving())
                ? YEAR * 3 * random.nextDouble() * random.nextDouble()
                : -1;
    }

    /** Whether it matters to the one which versions of the other there are. */
    private boolean isContested(Draft draft, Draft on) {
        return on.rank() < shape.contested() && !isLibrary(draft.rank());
    }

    private Cap cap(Draft draft, Draft on) {
        if (!shape.isTangled()) {
            return capOfFew(draft, on);
        }
        if (!isLibrary(draft.rank()) && happens(shape.odd() / 5)) {
            return Cap.PIN;
        }
        if (!happens(shape.capped() * on.capped() * Math.min(1, draft.rank() / (shape.projects() / 4.0 + 200)))) {
            return Cap.NONE;
        }
        return happens(0.8) ? Cap.MAJOR : Cap.MINOR;
    }

    private Cap capOfFew(Draft draft, Draft on) {
        if (isContested(draft, on)) {
            return happens(shape.capped()) ? Cap.MAJOR : Cap.NONE;
        }
        boolean isOdd = !isLibrary(draft.rank()) && !isLibrary(on.rank()) && happens(shape.odd() / 5);
        return isOdd ? Cap.PIN : Cap.NONE;
    }

    private Dependencies required(Draft draft, int position, List<Wish> wishes) {
        double day = draft.uploaded(position);
        List<Dependency> dependencies = new ArrayList<>();
        for (Wish wish : wishes) {
            if (wish.from() <= position && position < wish.to()) {
                add(
                        dependencies,
                        wish,
                        specifiers(wish, position < wish.cappedFrom() ? Cap.NONE : wish.cap(), day, draft.born()));
            }
        }
        return new Dependencies.Known(dependencies);
    }

    private static void add(List<Dependency> dependencies, Wish wish, SpecifierSet specifiers) {
        ProjectName name = wish.on().name();
        Clause clause = wish.on().pattern().clause(specifiers);
        String source = name + (wish.withExtra() ? "[" + EXTRA + "]" : "") + clause.specifiers();
        dependencies.add(new Dependency(PackageNode.of(name), clause, source));
        if (wish.withExtra()) {
            dependencies.add(new Dependency(new PackageNode(name, EXTRA), clause, source));
        }
    }

    private SpecifierSet specifiers(Wish wish, Cap cap, double day, double born) {
        VersionPattern pattern = wish.on().pattern();
        int newest = wish.on().newestAt(day);
        if (newest < 0) {
            return SpecifierSet.any();
        }
        String lower = lower(pattern, wish.on().newestAt(wish.distance() < 0 ? born : day - wish.distance()));
        String upper = upper(pattern.number(newest), cap);
        return SpecifierSet.of(cap == Cap.PIN ? upper : String.join(",", lower, upper));
    }

    private static String lower(VersionPattern pattern, int position) {
        return position < 0 ? "" : ">=" + pattern.number(position);
    }

    private static String upper(VersionPattern.Release newest, Cap cap) {
        return switch (cap) {
            case NONE -> "";
            case MAJOR -> "<" + (newest.major() + 1);
            case MINOR -> "<" + newest.major() + "." + (newest.minor() + 1);
            case PIN -> "==" + newest;
        };
    }

    /** Mostly the names; now and then an extra, an older version, any pre-release. */
    private List<Requirement> portfolio() {
        return drafts.stream()
                .sorted(Comparator.comparing(Draft::name))
                .map(draft -> Requirement.of(draft.name() + asked(draft)))
                .toList();
    }

    private String asked(Draft draft) {
        @Nullable
        String odd = happens(shape.odd() / 2)
                ? "[" + EXTRA + "]"
                : happens(shape.odd() / 4)
                        ? "<"
                                + (draft.pattern()
                                                .number(draft.pattern().size() - 1)
                                                .major()
                                        + 1)
                        : null;
        return odd != null ? odd : happens(shape.odd() / 4) ? ">=0a0" : "";
    }
}
