package org.compatserver.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.testing.RandomUniverse.Condition;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.File;
import org.compatserver.testing.RandomUniverse.Kind;
import org.compatserver.testing.RandomUniverse.Release;
import org.compatserver.testing.RandomUniverse.Shape;
import org.compatserver.testing.RandomUniverse.Wish;

/** Draws a {@link RandomUniverse}. */
final class UniverseGenerator {
    private static final List<String> NAMES =
            List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n");
    private static final List<String> FINAL = List.of("1.0", "1.1", "2.0", "2.1", "3.0", "3.1");
    private static final List<String> MIXED = List.of("1.0", "1.1", "2.0b1", "2.0", "3.0", "3.1a1");
    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final int DAYS = 2_000;

    /** How often an odd thing occurs where it does. */
    private static final double ODD = 0.12;

    /** How many requirements a release has on average. */
    private static final double REQUIREMENTS = 1.3;

    private final Random random;
    private final Shape shape;
    private final Set<Feature> features = EnumSet.noneOf(Feature.class);
    private final List<String> projects;
    private final List<String> versions;

    UniverseGenerator(long seed, Shape shape) {
        this.random = new Random(seed);
        this.shape = shape;
        for (Feature feature : Feature.values()) {
            if (random.nextInt(5) < 2 && shape.features().contains(feature)) {
                features.add(feature);
            }
        }
        this.projects = NAMES.subList(0, shape.projects());
        this.versions = features.contains(Feature.PRE_RELEASES) ? MIXED : FINAL;
    }

    RandomUniverse universe() {
        List<Release> releases = new ArrayList<>();
        for (int project = 0; project < projects.size(); project++) {
            for (String version : some(versions, number())) {
                releases.add(release(project, version));
            }
        }
        List<Wish> asked = new ArrayList<>();
        for (String name : some(projects, shape.requested())) {
            asked.add(wish(name, chance(0.3) ? clauses() : SpecifierSet.any(), false));
            if (seldom(Feature.ASKED_TWICE)) {
                asked.add(wish(name, clauses(), false));
            }
        }
        List<Wish> constraints = new ArrayList<>();
        while (features.contains(Feature.CONSTRAINTS) && chance(0.6)) {
            constraints.add(new Wish(any(projects), List.of(), clauses(), null, condition()));
        }
        return new RandomUniverse(
                projects,
                releases,
                asked,
                constraints,
                seldom(Feature.PRE),
                seldom(Feature.STRICT),
                seldom(Feature.WHEELS_ONLY),
                seldom(Feature.AS_OF) ? moment() : null);
    }

    /** Of a project's releases. */
    private int number() {
        int least = (shape.versions() + 1) / 2;
        return least + random.nextInt(shape.versions() - least + 1);
    }

    private Release release(int project, String version) {
        int others = shape.cyclic() ? projects.size() - 1 : projects.size() - 1 - project;
        double probability = others == 0 ? 0 : Math.min(0.5, REQUIREMENTS / others);
        List<Wish> requires = new ArrayList<>();
        for (int target = shape.cyclic() ? 0 : project + 1; target < projects.size(); target++) {
            if (target == project ? chance(0.04) : chance(probability)) {
                requires.add(wish(projects.get(target), clauses(), features.contains(Feature.EXTRAS) && chance(0.25)));
            }
        }
        List<File> files = new ArrayList<>(List.of(file()));
        if (odd(Feature.SEVERAL_FILES)) {
            File second = file();
            if (second.kind().isWheel() != files.getFirst().kind().isWheel()) {
                files.add(second);
            }
        }
        List<String> extras = features.contains(Feature.EXTRAS) && chance(0.9) ? List.of("x", "y") : List.of();
        return new Release(projects.get(project), Version.of(version), extras, requires, files);
    }

    private Wish wish(String project, SpecifierSet clauses, boolean ofExtra) {
        List<String> extras = new ArrayList<>();
        if (features.contains(Feature.EXTRAS) && chance(0.25)) {
            extras.addAll(some(List.of("x", "y"), 1 + random.nextInt(2)));
        }
        return new Wish(project, extras, clauses, ofExtra ? any(List.of("x", "y")) : null, condition());
    }

    private Condition condition() {
        return features.contains(Feature.MARKERS) && chance(2 * ODD)
                ? any(List.of(Condition.values()))
                : Condition.NONE;
    }

    private File file() {
        Kind kind = Kind.WHEEL;
        for (Kind other : Kind.values()) {
            if (other != Kind.WHEEL && odd(feature(other))) {
                kind = other;
            }
        }
        return new File(
                kind,
                odd(Feature.YANKED),
                !odd(Feature.REQUIRES_PYTHON),
                !odd(Feature.METADATA_PYTHON),
                odd(Feature.UNKNOWN_TIMES) ? null : moment());
    }

    private static Feature feature(Kind kind) {
        return switch (kind) {
            case WHEEL -> throw new IllegalArgumentException("A wheel is nothing odd");
            case INVALID -> Feature.INVALID;
            case STATIC -> Feature.STATIC_ARCHIVES;
            case EGG_INFO -> Feature.EGG_INFO;
            case UNKNOWABLE -> Feature.UNKNOWABLE;
            case OTHER_PLATFORM -> Feature.OTHER_PLATFORM;
        };
    }

    private Instant moment() {
        return FIRST.plus(Duration.ofDays(random.nextInt(DAYS)));
    }

    private SpecifierSet clauses() {
        String version = any(versions);
        return SpecifierSet.of(
                switch (random.nextInt(20)) {
                    case 0, 1, 2, 3 -> ">=" + version;
                    case 4, 5, 6 -> "<" + version;
                    case 7 -> "==" + version;
                    case 8 -> "!=" + version;
                    case 9 -> ">" + version;
                    case 10, 11 -> "<=" + version;
                    case 12 -> "~=" + version;
                    case 13 -> "==" + version.charAt(0) + ".*";
                    default -> "";
                });
    }

    private boolean odd(Feature feature) {
        return features.contains(feature) && chance(ODD);
    }

    /** Of what a question says: in one of four universes that have it at all. */
    private boolean seldom(Feature feature) {
        return features.contains(feature) && chance(0.25);
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** So many different ones, in the list's order. */
    private List<String> some(List<String> list, int count) {
        Set<Integer> drawn = new TreeSet<>();
        while (drawn.size() < Math.min(count, list.size())) {
            drawn.add(random.nextInt(list.size()));
        }
        return drawn.stream().map(list::get).toList();
    }
}
