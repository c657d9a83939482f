package org.compatserver.engine.solving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.compatserver.catalog.Catalog;
import org.compatserver.certificate.Certificate;
import org.compatserver.engine.solving.EverySet.Found;
import org.compatserver.engine.solving.EverySet.Seen;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Target;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.testing.LoopbackClient;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Condition;
import org.compatserver.testing.RandomUniverse.Wish;
import org.compatserver.testing.RealPip;
import org.compatserver.verdict.Context;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Question.Detail;
import org.compatserver.verdict.Question.EngineName;
import org.compatserver.verdict.Question.Sources;
import org.compatserver.verdict.Verdict;
import org.compatserver.wiring.IndexEvidence;
import org.jspecify.annotations.Nullable;

/**
 * One question about a universe that an index serves, put to us over HTTP, to the real pip, and to {@link EverySet}.
 *
 * @param universe with wheels only, which is all that pip is allowed
 * @param every its admissible sets
 * @param folder for what is kept meanwhile
 */
record PipCase(RandomUniverse universe, EverySet every, RealPip pip, URI address, Path folder) {

    PipCase servedAt(URI other) {
        return new PipCase(universe, every, pip, other, folder);
    }

    /** Our answer; it has passed the certificate. */
    Verdict ours() {
        InstantSource clock = InstantSource.fixed(Asking.NOW);
        try (LoopbackClient client = LoopbackClient.of(address, folder);
                Catalog catalog = new Catalog(client.index(), client.metadata(), null, Duration.ofDays(1), clock)) {
            Verdict verdict = new SolvingEngine(catalog, clock, Limits.DEFAULT).answer(question());
            List<String> faults = Certificate.check(verdict, new IndexEvidence(client.index(), client.metadata()));
            if (!faults.isEmpty()) {
                throw new AssertionError("Our own answer is wrong: " + faults);
            }
            return verdict;
        }
    }

    private Question question() {
        return new Question(
                universe.packages(),
                read(universe.packages()),
                read(universe.constraintTexts()),
                target(),
                universe.asOf(),
                Sources.WHEELS,
                universe.preReleases(),
                false,
                EngineName.RESOLVER,
                Detail.SHORT);
    }

    private Target target() {
        return pip.target();
    }

    private static List<Requirement> read(List<String> texts) {
        return texts.stream().map(text -> Requirement.parse(text).orElseThrow()).toList();
    }

    /** pip's answer to the question; reversed with the requirements in the other order. */
    RealPip.Answer pips(boolean reversed) {
        return pips(reversed ? universe.packages().reversed() : universe.packages(), universe.constraintTexts());
    }

    /** pip's answer when it is told the version of each project. */
    RealPip.Answer pips(SortedMap<String, Version> versions) {
        List<String> constraints = new ArrayList<>(universe.constraintTexts());
        versions.forEach((project, version) -> constraints.add(project + "==" + version));
        return pips(universe.packages(), constraints);
    }

    private RealPip.Answer pips(List<String> requirements, List<String> constraints) {
        List<String> arguments = new ArrayList<>(requirements);
        if (!constraints.isEmpty()) {
            arguments.addAll(List.of(
                    "--constraint", write("constraints.txt", constraints).toString()));
        }
        if (universe.preReleases()) {
            arguments.add("--pre");
        }
        if (universe.asOf() != null) {
            arguments.addAll(List.of("--uploaded-prior-to", universe.asOf().toString()));
        }
        return pip.install(address, arguments);
    }

    private Path write(String name, List<String> lines) {
        try {
            return Files.write(Files.createDirectories(folder).resolve(name), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest version that its own clauses admit, of each requested project that has one. */
    SortedMap<String, Version> newest() {
        SortedMap<String, Version> newest = new TreeMap<>();
        for (Wish wish : every.asked()) {
            List<SpecifierSet> clauses = every.asked().stream()
                    .filter(other -> other.project().equals(wish.project()))
                    .map(Wish::clauses)
                    .toList();
            every.admitted(wish.project(), clauses).stream()
                    .filter(seen -> !seen.isBroken())
                    .map(Seen::version)
                    .max(Comparator.naturalOrder())
                    .ifPresent(version -> newest.put(wish.project(), version));
        }
        return newest;
    }

    /** The same question with each requested project pinned to its newest; null where one has none. */
    @Nullable
    PipCase pinned() {
        SortedMap<String, Version> newest = newest();
        List<Wish> asked = new ArrayList<>(universe.asked());
        for (String project :
                every.asked().stream().map(Wish::project).distinct().toList()) {
            Version version = newest.get(project);
            if (version == null) {
                return null;
            }
            asked.add(new Wish(project, List.of(), SpecifierSet.of("==" + version), null, Condition.NONE));
        }
        RandomUniverse pinned = new RandomUniverse(
                universe.projects(),
                universe.releases(),
                asked,
                universe.constraints(),
                universe.preReleases(),
                false,
                true,
                universe.asOf());
        return new PipCase(pinned, new EverySet(pinned), pip, address, folder);
    }

    /** SUCCESS, CHECK_WARNING or INSTALL_ERROR, from all admissible sets. */
    String truth() {
        if (every.sets().stream().anyMatch(set -> isAtNewest(set.versions()))) {
            return "SUCCESS";
        }
        return every.sets().isEmpty() ? "INSTALL_ERROR" : "CHECK_WARNING";
    }

    private boolean isAtNewest(Map<String, Version> pins) {
        return newest().entrySet().stream()
                .allMatch(newest ->
                        Objects.requireNonNull(pins.get(newest.getKey())).compareTo(newest.getValue()) >= 0);
    }

    /** The admissible sets in which some requested project is newer than in each set that we show, what is newer than its newest left aside. */
    List<SortedMap<String, Version>> beyond(Verdict.CheckWarning warning) {
        List<List<HeldBack>> shown = new ArrayList<>(List.of(warning.heldBack()));
        warning.alternatives().forEach(alternative -> shown.add(alternative.heldBack()));
        return every.sets().stream()
                .map(Found::versions)
                .filter(set -> shown.stream().noneMatch(held -> isNoNewer(set, held)))
                .toList();
    }

    private static boolean isNoNewer(Map<String, Version> set, List<HeldBack> held) {
        return held.stream()
                .allMatch(one -> Objects.requireNonNull(set.get(one.project().normalized()))
                                .compareTo(one.to())
                        <= 0);
    }

    /** Whether brute force knows the set. */
    boolean isAdmissible(SortedMap<String, Version> pins) {
        return every.sets().stream().map(Found::versions).anyMatch(set -> set.equals(pins));
    }

    /** An admissible set of final versions that are not yanked: one that needs nothing in it to admit it; null when there is none. */
    @Nullable
    SortedMap<String, Version> plainSet() {
        return every.sets().stream()
                .filter(set -> set.pins().values().stream()
                        .noneMatch(seen -> seen.yanked() || seen.version().isPreRelease()))
                .map(Found::versions)
                .findFirst()
                .orElse(null);
    }

    /** What the certificate has against a set of pip's. */
    List<String> faults(SortedMap<String, Version> pins) {
        List<Pin> list = pins.entrySet().stream()
                .map(pin -> new Pin(
                        ProjectName.of(pin.getKey()),
                        pin.getKey(),
                        pin.getValue(),
                        file(pin.getKey(), pin.getValue()),
                        null,
                        pin.getValue(),
                        null))
                .toList();
        Context context = new Context(question(), Asking.NOW, null, null, List.of(), List.of());
        try (LoopbackClient client = LoopbackClient.of(address, folder)) {
            return Certificate.check(
                            new Verdict.Success(context, new Installation(list)),
                            new IndexEvidence(client.index(), client.metadata()))
                    .stream()
                    .filter(fault -> !fault.endsWith("in a SUCCESS"))
                    .toList();
        }
    }

    private String file(String project, Version version) {
        return every.usable(project).stream()
                .filter(seen -> seen.version().equals(version))
                .map(Seen::filename)
                .findFirst()
                .orElse("");
    }
}
