package org.compatserver.resolver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * A source of packages written as text, a line for each release:
 *
 * <pre>
 * a 2: b>=1, c[x]<2     a 2 requires b>=1, and c with its extra x, below 2
 * a 2[y]: d             with its extra y it requires d too
 * a 3 yanked: b         its files are yanked
 * a 4 nofile            no file of it counts
 * a 5 broken            its metadata cannot be read
 * constraint b<3        holds wherever b is in the set
 * pre b                 pre-releases of b are admitted
 * </pre>
 */
class SmallIndex implements PackageSource {
    private static final Pattern RELEASE =
            Pattern.compile("(\\S+) ([^\\s\\[:]+)(\\[(\\S+?)\\])?( yanked| nofile| broken)?(: *(.*))?");
    private static final Pattern REQUIREMENT = Pattern.compile("([A-Za-z][\\w-]*)(\\[(\\S+?)\\])?(.*)");

    /** A requirement as written. */
    record Need(ProjectName project, @Nullable Extra extra, SpecifierSet specifiers, String text) {}

    /** A release; the needs of no extra are under "". */
    record Release(Map<String, List<Need>> needs, boolean yanked, boolean noFile, boolean broken) {
        List<Need> needs(@Nullable Extra extra) {
            return needs.getOrDefault(extra == null ? "" : extra.normalized(), List.of());
        }
    }

    final Map<ProjectName, Map<Version, Release>> projects = new TreeMap<>();
    final Map<ProjectName, SpecifierSet> constraints = new HashMap<>();
    final java.util.Set<ProjectName> everyPreRelease = new java.util.HashSet<>();
    private final Map<String, Clause> clauses = new HashMap<>();
    private final Map<ProjectName, List<Version>> versions = new HashMap<>();
    int reads;

    static SmallIndex of(String text) {
        SmallIndex index = new SmallIndex();
        index.add(text);
        return index;
    }

    void add(String text) {
        clauses.clear();
        versions.clear();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(this::line);
    }

    private void line(String line) {
        if (line.startsWith("constraint ")) {
            Need need = need(line.substring(11));
            constraints.put(need.project(), need.specifiers());
        } else if (line.startsWith("pre ")) {
            everyPreRelease.add(ProjectName.of(line.substring(4)));
        } else {
            release(line);
        }
    }

    private void release(String line) {
        Matcher matcher = RELEASE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(line);
        }
        String state = Objects.requireNonNullElse(matcher.group(5), "").strip();
        Release release = projects.computeIfAbsent(ProjectName.of(matcher.group(1)), p -> new TreeMap<>())
                .computeIfAbsent(
                        Version.of(matcher.group(2)),
                        v -> new Release(
                                new TreeMap<>(),
                                state.equals("yanked"),
                                state.equals("nofile"),
                                state.equals("broken")));
        release.needs()
                .put(
                        Objects.requireNonNullElse(matcher.group(4), ""),
                        needs(Objects.requireNonNullElse(matcher.group(7), "")));
    }

    static List<Need> needs(String text) {
        List<Need> result = new ArrayList<>();
        for (String part : text.split(",(?=\\s*[A-Za-z])", -1)) {
            if (!part.isBlank()) {
                result.add(need(part.strip()));
            }
        }
        return result;
    }

    static Need need(String text) {
        Matcher matcher = REQUIREMENT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        Extra extra = matcher.group(3) == null ? null : Extra.of(matcher.group(3));
        return new Need(ProjectName.of(matcher.group(1)), extra, SpecifierSet.of(matcher.group(4)), text);
    }

    Map<Version, Release> all(ProjectName project) {
        return projects.getOrDefault(project, new TreeMap<>());
    }

    List<Version> versions(ProjectName project) {
        return versions.computeIfAbsent(project, p -> List.copyOf(all(p).keySet()));
    }

    Release release(ProjectName project, Version version) {
        return Objects.requireNonNull(all(project).get(version));
    }

    Release release(ProjectName project, int position) {
        return Objects.requireNonNull(Objects.requireNonNull(projects.get(project))
                .get(versions(project).get(position)));
    }

    /** The request for requirements separated by commas. */
    Request request(String requirements) {
        return Request.of(dependencies(needs(requirements)));
    }

    List<Dependency> dependencies(List<Need> needs) {
        List<Dependency> result = new ArrayList<>();
        for (Need need : needs) {
            Clause clause = clause(need.project(), need.specifiers());
            result.add(new Dependency(PackageNode.of(need.project()), clause, need.text()));
            if (need.extra() != null) {
                result.add(new Dependency(new PackageNode(need.project(), need.extra()), clause, need.text()));
            }
        }
        return result;
    }

    private Clause clause(ProjectName project, SpecifierSet specifiers) {
        return clauses.computeIfAbsent(project + " " + specifiers, text -> {
            List<Version> versions = versions(project);
            return new Clause(
                    specifiers,
                    VersionSet.where(versions.size(), i -> specifiers.contains(versions.get(i))),
                    specifiers.namesPreRelease(),
                    specifiers.pins());
        });
    }

    private VersionSet where(ProjectName project, Predicate<Release> test) {
        return VersionSet.where(versions(project).size(), i -> test.test(release(project, i)));
    }

    @Override
    public Releases releases(ProjectName project) {
        List<Version> versions = versions(project);
        SpecifierSet constraint = constraints.get(project);
        return new Releases(
                versions,
                where(project, release -> !release.noFile()),
                VersionSet.where(versions.size(), i -> versions.get(i).isPreRelease()),
                where(project, release -> release.yanked() && !release.noFile()),
                everyPreRelease.contains(project),
                constraint == null ? null : clause(project, constraint));
    }

    @Override
    public Unavailable unavailable(ProjectName project, int position) {
        return position < 0 ? new Unavailable.UnknownProject() : new Unavailable.NoFile();
    }

    @Override
    public Dependencies dependencies(PackageNode node, int position) {
        reads++;
        Release release = release(node.project(), position);
        if (release.noFile()) {
            throw new IllegalArgumentException(node + " at " + position + " has no file");
        }
        return release.broken()
                ? new Dependencies.Unusable(new Unavailable.InvalidMetadata(node.project() + "-" + position, "broken"))
                : new Dependencies.Known(dependencies(release.needs(node.extra())));
    }

    /** A solution as text: {@code a 2, b[x] 1}, by name. */
    String text(Outcome outcome) {
        if (!(outcome instanceof Outcome.Solved solved)) {
            return "impossible";
        }
        TreeMap<String, String> pins = new TreeMap<>();
        solved.decisions()
                .forEach((node, position) -> pins.put(
                        node.toString(), node + " " + versions(node.project()).get(position)));
        return String.join(", ", pins.values());
    }
}
