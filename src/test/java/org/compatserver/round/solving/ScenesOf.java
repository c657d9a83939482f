package org.compatserver.round.solving;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.compatserver.catalog.Catalog;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.catalog.Scope;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Finding;
import org.compatserver.engine.solving.Finding.Found;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.Merging;
import org.compatserver.engine.solving.Spending;
import org.compatserver.engine.solving.World;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.Universe;
import org.compatserver.verdict.Question;
import org.jspecify.annotations.Nullable;

/** A scene on a universe, with what the packages come to by themselves. */
final class ScenesOf implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final Target TARGET = new Target(new PythonVersion(3, 13, 0), Platform.DEFAULT);

    private final Catalog catalog;
    final Scene scene;
    final List<Solo> solos;

    private ScenesOf(Universe universe, Scope scope, List<String> packages, boolean strict, boolean wheelsOnly) {
        this.catalog = new Catalog(universe, universe, null, Duration.ofDays(1), InstantSource.fixed(Universe.FETCHED));
        CatalogSource source = catalog.source(scope);
        World world = World.pessimistic(source, strict);
        List<Requirement> asked = packages.stream()
                .map(text -> Requirement.parse(text).orElseThrow())
                .toList();
        Question question = new Question(
                packages,
                asked,
                scope.constraints(),
                TARGET,
                scope.asOf(),
                wheelsOnly ? Question.Sources.WHEELS : Question.Sources.STATIC,
                scope.preReleases(),
                strict,
                Question.EngineName.RESOLVER,
                Question.Detail.SHORT);
        List<Ask> asks = Merging.of(question).requirements().stream()
                .map(requirement -> Ask.of(requirement, source, world))
                .toList();
        Instant moment = Objects.requireNonNullElse(scope.asOf(), NOW);
        this.scene = new Scene(
                source, world, moment, Collections.unmodifiableList(asks), Limits.DEFAULT, InstantSource.fixed(NOW));
        List<Solo> alone = new ArrayList<>();
        for (int number = 0; number < asks.size(); number++) {
            alone.add(solo(number, asks.get(number)));
        }
        this.solos = List.copyOf(alone);
    }

    static ScenesOf of(String universe, String... packages) {
        return new ScenesOf(
                Universe.of(universe),
                new Scope(TARGET, null, false, false, List.of()),
                List.of(packages),
                false,
                false);
    }

    static ScenesOf of(RandomUniverse random) {
        List<Requirement> constraints = random.constraintTexts().stream()
                .map(text -> Requirement.parse(text).orElseThrow())
                .toList();
        return new ScenesOf(
                Universe.of(random.text()),
                new Scope(TARGET, random.asOf(), random.wheelsOnly(), random.preReleases(), constraints),
                random.packages(),
                random.strict(),
                random.wheelsOnly());
    }

    private Solo solo(int number, Ask ask) {
        Finding finding = finding(List.of(ask));
        Found found = finding.find();
        SequencedMap<PackageNode, Integer> set = found instanceof Found.AtNewest(var decisions) ? decisions : null;
        return new Solo(number, ask, found, set);
    }

    Finding finding(List<Ask> asks) {
        return new Finding(
                scene.source(),
                scene.world(),
                asks,
                scene.moment(),
                scene.limits(),
                new Spending(scene.limits(), scene.clock()));
    }

    /** What their answers do not dispute. */
    Set<ProjectName> undisputed() {
        Numbers numbers = new Numbers(scene.world());
        List<@Nullable PinnedSet> sets = new ArrayList<>();
        for (Solo solo : solos) {
            sets.add(solo.ask() == null || solo.set() == null ? null : PinnedSet.of(solo.ask(), solo.set(), numbers));
        }
        return Undisputed.of(sets, numbers);
    }

    /** What a single check says of a pair. */
    String single(Solo first, Solo second) {
        List<Ask> asks = List.of(Objects.requireNonNull(first.ask()), Objects.requireNonNull(second.ask()));
        return switch (finding(asks).find()) {
            case Found.AtNewest _ -> "SUCCESS";
            case Found.Held held -> {
                var point = held.ranked().getFirst().point();
                yield "CHECK_WARNING " + held(asks.getFirst(), point.position(0)) + " "
                        + held(asks.getLast(), point.position(1));
            }
            case Found.Nothing _ -> "INSTALL_ERROR";
            case Found.InDoubt _ -> "UNKNOWN";
        };
    }

    private static int held(Ask ask, int position) {
        return ask.isHeldAt(position) ? position : -1;
    }

    static String brief(PairAnswer answer) {
        return answer.result()
                + (answer.heldFirst() >= 0 || answer.heldSecond() >= 0
                        ? " " + answer.heldFirst() + " " + answer.heldSecond()
                        : "");
    }

    ReleaseSource source() {
        return scene.source();
    }

    @Override
    public void close() {
        catalog.close();
    }
}
