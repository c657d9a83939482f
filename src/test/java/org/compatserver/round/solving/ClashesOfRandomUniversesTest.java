package org.compatserver.round.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Search;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.Cause;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.Request;
import org.compatserver.resolver.Term;
import org.compatserver.resolver.VersionSolver;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.round.Binding;
import org.compatserver.round.Clash;
import org.compatserver.round.Result;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a clash says of random universes is true: each binding is a requirement of just those versions; its project is there in these versions whenever the newest are,
 * or because of other bindings; and together with the newest they are impossible, without any one of them possible.
 */
class ClashesOfRandomUniversesTest {
    private static final int CASES = Integer.getInteger("compat.cases", 60);

    @ParameterizedTest
    @CsvSource(textBlock = """
            4, 4, 6, true
            5, 9, 4, true
            5, 9, 6, false
            6, 14, 5, false
            """)
    void eachClashIsTrueAndMinimal(int requested, int projects, int versions, boolean cyclic) {
        Shape shape = new Shape(projects, versions, requested, cyclic, EnumSet.allOf(Feature.class));
        Map<String, Integer> counts = new TreeMap<>();
        for (int seed = 0; seed < CASES; seed++) {
            RandomUniverse universe = RandomUniverse.of(9_000_000L * (requested + 10 * projects) + seed, shape);
            try (ScenesOf scenes = ScenesOf.of(universe)) {
                LearningPairs pairs = new LearningPairs(scenes.scene);
                for (int first = 0; first < scenes.solos.size(); first++) {
                    for (int second = first + 1; second < scenes.solos.size(); second++) {
                        Solo one = scenes.solos.get(first);
                        Solo other = scenes.solos.get(second);
                        PairAnswer answer = pairs.answer(one, other);
                        String description = "%s of %s and %s, seed %d: %s"
                                .formatted(answer, one.ask(), other.ask(), seed, universe);
                        counts.merge(new Check(scenes, one, other, description).kind(answer), 1, Integer::sum);
                    }
                }
            }
        }
        assertThat(counts.keySet()).contains("impossible, and minimal", "of one");
    }

    /** One clash. */
    private record Check(ScenesOf scenes, Solo one, Solo other, String description) {
        String kind(PairAnswer answer) {
            if (answer.result() == Result.SUCCESS) {
                assertThat(answer.clash()).as(description).isNull();
                return "none";
            }
            return switch (Objects.requireNonNull(answer.clash(), description)) {
                case Clash.Unknowable unknowable -> {
                    assertThat(answer.result()).as(description).isEqualTo(Result.UNKNOWN);
                    assertThat(unknowable.files()).as(description).isNotEmpty();
                    yield "unknowable";
                }
                case Clash.OfOne(ProjectName project) -> {
                    Solo alone = ask(one).project().equals(project) ? one : other;
                    assertThat(alone.set()).as(description).isNull();
                    yield "of one";
                }
                case Clash.Between(List<Binding> bindings) -> between(bindings);
            };
        }

        private String between(List<Binding> bindings) {
            assertThat(bindings).as(description).isNotEmpty();
            bindings.forEach(this::isTrue);
            if (solve(new AdmittingAll(scenes.scene.world().optimistic()), both(List.of())) instanceof Outcome.Solved) {
                return "by admission";
            }
            List<External> background = new ArrayList<>();
            background.add(isForced(one));
            background.add(isForced(other));
            for (Binding binding : bindings) {
                if (bindings.stream().noneMatch(other -> other.on().equals(binding.project()))) {
                    background.addAll(forced(binding));
                }
            }
            assertThat(fits(bindings, background, new Read(scenes.scene.world())))
                    .as("together, %s", description)
                    .isFalse();
            for (Binding binding : bindings) {
                List<Binding> fewer =
                        bindings.stream().filter(one -> !one.equals(binding)).toList();
                assertThat(fits(fewer, background, new Bare(scenes.scene.world())))
                        .as("without %s, %s", binding, description)
                        .isTrue();
            }
            return "impossible, and minimal";
        }

        private boolean fits(List<Binding> bindings, List<External> background, PackageSource bare) {
            List<External> given = new ArrayList<>(background);
            bindings.forEach(binding -> given.addAll(facts(binding)));
            return solve(bare, both(given)) instanceof Outcome.Solved;
        }

        /** In which versions each of the two, at its newest, forces the project of a binding, as far as that is what the binding speaks of. */
        private List<External> forced(Binding binding) {
            List<External> facts = new ArrayList<>();
            Sites sites = new Sites(scenes.source(), scenes.scene.world(), Set.of());
            for (PackageNode node : nodes(binding.project())) {
                for (Solo solo : List.of(one, other)) {
                    VersionSet newest = ask(solo).from(ask(solo).newest());
                    VersionSet domain =
                            new Forcing(sites).box(ask(solo), newest, true).domain(sites.of(node));
                    if (domain != null && !domain.isDisjointFrom(versions(binding))) {
                        facts.add(isForced(solo, node, domain));
                    }
                }
            }
            return facts;
        }

        /** In which of its newest versions a package can be by itself. */
        private External isForced(Solo solo) {
            Sites sites = new Sites(scenes.source(), scenes.scene.world(), Set.of());
            PackageNode node = ask(solo).node();
            VersionSet newest = ask(solo).from(ask(solo).newest());
            VersionSet domain = new Forcing(sites).box(ask(solo), newest, true).domain(sites.of(node));
            return isForced(solo, node, domain == null ? newest : domain);
        }

        private External isForced(Solo solo, PackageNode node, VersionSet domain) {
            External without = new External(List.of(new Term(node, true, domain)), new Cause.OnlyNewest());
            assertThat(solve(
                            new AdmittingAll(scenes.scene.world().optimistic()),
                            request(List.of(ask(solo)), List.of(without))))
                    .as("%s forces %s in %s, %s", ask(solo), node, domain, description)
                    .isInstanceOf(Outcome.Impossible.class);
            return new External(
                    List.of(new Term(null, true, VersionSet.all(1)), new Term(node, false, domain)),
                    new Cause.OnlyNewest());
        }

        private Request both(List<External> given) {
            return request(List.of(ask(one), ask(other)), given);
        }

        private static Request request(List<Ask> asks, List<External> given) {
            Map<ProjectName, VersionSet> newest = new LinkedHashMap<>();
            asks.forEach(ask -> newest.put(ask.project(), ask.from(ask.newest())));
            Request request = Search.request(asks, newest, List.of());
            return new Request(request.roots(), newest, List.of(), given);
        }

        private static Outcome solve(PackageSource source, Request request) {
            return new VersionSolver(source).solve(request, Budget.unbounded());
        }

        private static Ask ask(Solo solo) {
            return Objects.requireNonNull(solo.ask());
        }

        private List<Version> all(ProjectName project) {
            return scenes.source().releases(project).versions();
        }

        private VersionSet versions(Binding binding) {
            List<Version> all = all(binding.project());
            VersionSet.Builder builder = new VersionSet.Builder(all.size());
            for (String run : binding.versions().split(", ", -1)) {
                String[] ends = run.split(" to ", -1);
                int from = all.indexOf(Version.of(ends[0]));
                int to = all.indexOf(Version.of(ends[ends.length - 1]));
                assertThat(from).as(description).isNotNegative();
                builder.add(from, to + 1);
            }
            return builder.build()
                    .and(scenes.source().releases(binding.project()).usable());
        }

        private Requirement requirement(Binding binding) {
            return Requirement.of(binding.requirement().replace(" in the newest of them", ""));
        }

        private List<External> facts(Binding binding) {
            List<External> facts = new ArrayList<>();
            VersionSet versions = versions(binding);
            for (int p = versions.highest(); p >= 0; p = versions.below(p)) {
                for (PackageNode node : nodes(binding.project())) {
                    for (Dependency found : required(node, p, binding)) {
                        facts.add(new External(
                                List.of(
                                        new Term(node, true, VersionSet.of(versions.size(), p)),
                                        new Term(
                                                found.target(),
                                                false,
                                                found.clause().allowed())),
                                new Cause.Requires(List.of(found))));
                    }
                }
            }
            return facts;
        }

        private List<PackageNode> nodes(ProjectName project) {
            List<PackageNode> nodes = new ArrayList<>(List.of(PackageNode.of(project)));
            for (String extra : List.of("x", "y")) {
                nodes.add(new PackageNode(project, org.compatserver.pep.requirement.Extra.of(extra)));
            }
            return nodes;
        }

        private List<Dependency> required(PackageNode node, int position, Binding binding) {
            Requirement requirement = requirement(binding);
            return switch (scenes.scene.world().dependencies(node, position)) {
                case Dependencies.Unusable _ -> List.of();
                case Dependencies.Known(List<Dependency> dependencies) ->
                    dependencies.stream()
                            .filter(dependency -> dependency.target().project().equals(binding.on()))
                            .filter(dependency -> {
                                Requirement written = Requirement.of(dependency.source());
                                return written.specifiers().equals(requirement.specifiers())
                                        && written.extras().equals(requirement.extras());
                            })
                            .toList();
            };
        }

        private void isTrue(Binding binding) {
            VersionSet versions = versions(binding);
            for (int p = versions.highest(); p >= 0; p = versions.below(p)) {
                int position = p;
                assertThat(nodes(binding.project()).stream()
                                .anyMatch(node ->
                                        !required(node, position, binding).isEmpty()))
                        .as("%s, of %s, %s", binding, all(binding.project()).get(p), description)
                        .isTrue();
            }
        }
    }

    /** The world if nothing required anything, and everything that can be used, as reading it shows, were admitted. */
    private record Read(PackageSource world) implements PackageSource {
        @Override
        public Releases releases(ProjectName project) {
            Releases real = world.releases(project);
            int size = real.versions().size();
            VersionSet usable = VersionSet.where(
                    size,
                    position -> real.usable().contains(position)
                            && (world.dependencies(PackageNode.of(project), position) instanceof Dependencies.Known
                                    || world.dependencies(PackageNode.of(project), position)
                                            instanceof Dependencies.Unusable(Unavailable.Unknowable _)));
            Clause constraint = real.constraint();
            return new Releases(
                    real.versions(), usable, VersionSet.none(size), VersionSet.none(size), true, constraint);
        }

        @Override
        public Unavailable unavailable(ProjectName project, int position) {
            return world.unavailable(project, position);
        }

        @Override
        public Dependencies dependencies(PackageNode node, int position) {
            return new Dependencies.Known(List.of());
        }
    }
}
