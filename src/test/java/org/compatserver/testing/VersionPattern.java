package org.compatserver.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.VersionSet;

/** How a project numbers its releases, and at which share of its life it made each. Many projects of a {@link BigUniverse} share one, and with it what it takes in memory. */
final class VersionPattern {
    private final List<Version> versions;
    private final VersionSet preReleases;
    private final List<Release> numbers;
    private final double[] times;
    private final Map<String, Clause> clauses = new ConcurrentHashMap<>();

    /** What a bound is made of. */
    record Release(int major, int minor, int patch, String suffix) {
        @Override
        public String toString() {
            return major + "." + minor + "." + patch + suffix;
        }
    }

    private VersionPattern(List<Release> numbers, double[] times) {
        this.numbers = List.copyOf(numbers);
        this.versions =
                numbers.stream().map(number -> Version.of(number.toString())).toList();
        this.preReleases = VersionSet.where(
                versions.size(), position -> versions.get(position).isPreRelease());
        this.times = times;
    }

    /** A project that never makes a final release has pre-releases only. */
    static VersionPattern random(RandomGenerator random, int releases, boolean everFinal) {
        List<Release> numbers = new ArrayList<>();
        Release last = new Release(random.nextInt(2), random.nextInt(3), 0, "");
        numbers.add(everFinal ? last : new Release(0, 1, 0, "b1"));
        while (numbers.size() < releases) {
            last = next(random, last);
            boolean announced = last.patch() == 0 && random.nextInt(8) == 0;
            if (announced || !everFinal) {
                numbers.add(new Release(last.major(), last.minor(), last.patch(), "rc1"));
            }
            if (everFinal && (numbers.size() < releases || random.nextInt(3) > 0)) {
                numbers.add(last);
            }
        }
        double[] times = random.doubles(numbers.size()).sorted().toArray();
        times[times.length - 1] = 1;
        times[0] = 0;
        return new VersionPattern(numbers, times);
    }

    private static Release next(RandomGenerator random, Release last) {
        double kind = random.nextDouble();
        if (kind < 0.05) {
            return new Release(last.major() + 1, 0, 0, "");
        }
        return kind < 0.45
                ? new Release(last.major(), last.minor() + 1, 0, "")
                : new Release(last.major(), last.minor(), last.patch() + 1, "");
    }

    int size() {
        return numbers.size();
    }

    List<Version> versions() {
        return versions;
    }

    VersionSet preReleases() {
        return preReleases;
    }

    /** As a share of the project's life, from 0 to 1. */
    double time(int position) {
        return times[position];
    }

    Release number(int position) {
        return numbers.get(position);
    }

    /** How often the major version changed. */
    int majors() {
        return numbers.getLast().major() - numbers.getFirst().major();
    }

    /** The newest final release at a share of the project's life, or the newest pre-release where there is none; -1 before its first. */
    int newestAt(double time) {
        int at = Arrays.binarySearch(times, time);
        int newest = at >= 0 ? at : -at - 2;
        int last = newest;
        while (last > 0 && preReleases.contains(last)) {
            last--;
        }
        return last >= 0 && preReleases.contains(last) ? newest : last;
    }

    Clause clause(SpecifierSet specifiers) {
        return clauses.computeIfAbsent(specifiers.toString(), _ -> read(specifiers));
    }

    private Clause read(SpecifierSet specifiers) {
        VersionSet.Builder allowed = new VersionSet.Builder(size());
        specifiers.spans(versions).forEach(span -> allowed.add(span.from(), span.to()));
        return new Clause(specifiers, allowed.build(), specifiers.namesPreRelease(), specifiers.pins());
    }
}
