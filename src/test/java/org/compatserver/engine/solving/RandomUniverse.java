package org.compatserver.engine.solving;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;

/** A small random index and a question about it, both as plain data and as the text of a universe. */
final class RandomUniverse {
    private static final List<String> VERSIONS = List.of("1.0", "1.1", "2.0b1", "2.0", "3.0", "3.1a1");

    /** A release. */
    record Release(
            String project, Version version, boolean yanked, Kind kind, LocalDate uploaded, List<Wish> requires) {
        boolean isUsable() {
            return kind != Kind.OTHER_PLATFORM;
        }
    }

    /** What a release offers. */
    enum Kind {
        WHEEL,
        OTHER_PLATFORM,
        INVALID,
        UNKNOWABLE
    }

    /**
     * A requirement.
     *
     * @param ofExtra whether only the extra x of the release has it
     * @param withExtra whether it asks for the extra x of its project
     */
    record Wish(String project, SpecifierSet clauses, boolean ofExtra, boolean withExtra) {
        String text() {
            return project + (withExtra ? "[x]" : "") + clauses;
        }
    }

    final List<String> projects;
    final List<Release> releases = new ArrayList<>();
    final List<Wish> asked = new ArrayList<>();
    final List<Wish> constraints = new ArrayList<>();
    final boolean preReleases;
    private final Random random;
    private final double odd;

    RandomUniverse(long seed, int requested) {
        random = new Random(seed);
        odd = random.nextInt(3) == 0 ? 0 : 0.12;
        projects = List.of("a", "b", "c", "d", "e").subList(0, 3 + random.nextInt(3));
        for (String project : projects) {
            for (String version : VERSIONS) {
                if (random.nextInt(10) < 6) {
                    releases.add(release(project, Version.of(version)));
                }
            }
        }
        List<String> names = new ArrayList<>(projects);
        for (int i = 0; i < requested; i++) {
            String name = names.remove(random.nextInt(names.size()));
            asked.add(new Wish(name, random.nextInt(4) == 0 ? clauses() : SpecifierSet.any(), false, chance(0.2)));
        }
        if (chance(0.15)) {
            constraints.add(new Wish(any(projects), clauses(), false, false));
        }
        preReleases = chance(0.05);
    }

    private Release release(String project, Version version) {
        List<Wish> requires = new ArrayList<>();
        for (String target : projects) {
            if (!target.equals(project) && chance(0.35)) {
                requires.add(new Wish(target, clauses(), chance(0.25), chance(0.2)));
            }
        }
        Kind kind = !chance(odd) ? Kind.WHEEL : Kind.values()[1 + random.nextInt(3)];
        LocalDate uploaded = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(600));
        return new Release(project, version, chance(odd), kind, uploaded, requires);
    }

    private SpecifierSet clauses() {
        String version = any(VERSIONS);
        return SpecifierSet.of(
                switch (random.nextInt(9)) {
                    case 0, 1 -> ">=" + version;
                    case 2, 3 -> "<" + version;
                    case 4 -> "==" + version;
                    case 5 -> "!=" + version;
                    case 6 -> ">" + version;
                    case 7 -> "<=" + version;
                    default -> "";
                });
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    List<Release> of(String project) {
        return releases.stream()
                .filter(release -> release.project().equals(project))
                .toList();
    }

    /** The index, as test universes are written. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (String project : projects) {
            text.append("project ").append(project).append('\n');
        }
        for (Release release : releases) {
            text.append(release.project()).append(' ').append(release.version()).append('\n');
            text.append("  extra x\n  uploaded ").append(release.uploaded()).append('\n');
            for (Wish wish : release.requires()) {
                text.append("  requires ").append(wish.text());
                text.append(wish.ofExtra() ? "; extra == \"x\"\n" : "\n");
            }
            text.append(release.yanked() ? "  yanked\n" : "");
            text.append(
                    switch (release.kind()) {
                        case WHEEL -> "";
                        case OTHER_PLATFORM -> "  wheel cp313-cp313-win_amd64\n";
                        case INVALID -> "  invalid\n";
                        case UNKNOWABLE -> "  sdist unknowable\n";
                    });
        }
        return text.toString();
    }

    Asking question() {
        Asking asking = Asking.in(text())
                .constrainedBy(constraints.stream().map(Wish::text).toArray(String[]::new));
        return preReleases ? asking.withPreReleases() : asking;
    }

    String[] packages() {
        return asked.stream().map(Wish::text).toArray(String[]::new);
    }

    @Override
    public String toString() {
        return text() + "? " + String.join(" ", packages()) + " constraints "
                + constraints.stream().map(Wish::text).toList() + (preReleases ? " --pre" : "");
    }
}
