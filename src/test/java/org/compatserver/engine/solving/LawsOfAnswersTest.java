package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.compatserver.pep.version.Version;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.File;
import org.compatserver.testing.RandomUniverse.Kind;
import org.compatserver.testing.RandomUniverse.Release;
import org.compatserver.testing.RandomUniverse.Shape;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Dragged;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Verdict.Alternative;
import org.compatserver.verdict.Verdict.UnknownFile;
import org.junit.jupiter.api.Test;

/** What whole answers have in common, whatever is asked; of random universes, more of them with {@code -Dcompat.cases=2000}. */
class LawsOfAnswersTest {
    private static final int CASES = Integer.getInteger("compat.cases", 100);

    private static final Shape SHAPE = new Shape(6, 5, 3, true, EnumSet.allOf(Feature.class));

    static List<RandomUniverse> universes() {
        return IntStream.range(0, CASES)
                .mapToObj(seed -> RandomUniverse.of(31_000_000L + seed, SHAPE))
                .toList();
    }

    private static Verdict answer(RandomUniverse universe) {
        return Asking.of(universe).verdict(universe.packages().toArray(String[]::new));
    }

    /** All that the answer says, but what was asked. */
    private static List<Object> said(Verdict verdict) {
        List<Object> said = new ArrayList<>(facts(verdict));
        said.add(verdict.context().assumed());
        said.add(verdict.context().notices());
        switch (verdict) {
            case Verdict.Success success -> said.add(success.installation());
            case Verdict.CheckWarning warning -> {
                said.add(warning.installation());
                said.add(warning.heldBack());
                said.add(warning.alternatives());
                said.add(warning.newestConflicts());
                said.add(warning.explanation().text());
            }
            case Verdict.InstallError error -> said.add(error.explanation().text());
            case Verdict.Unknown unknown -> {
                said.add(unknown.files());
                said.add(unknown.description());
            }
        }
        return said;
    }

    /** What does not depend on the words. */
    private static List<Object> facts(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Success success -> List.of("SUCCESS", withoutReasons(success.installation()));
            case Verdict.CheckWarning warning ->
                List.of(
                        "CHECK_WARNING",
                        withoutReasons(warning.installation()),
                        held(warning.heldBack()),
                        warning.alternatives().stream()
                                .map(Alternative::heldBack)
                                .map(LawsOfAnswersTest::held)
                                .toList());
            case Verdict.InstallError _ -> List.of("INSTALL_ERROR");
            case Verdict.Unknown unknown ->
                List.of(
                        "UNKNOWN",
                        unknown.files().stream().map(UnknownFile::file).toList());
        };
    }

    private static Installation withoutReasons(Installation shown) {
        return new Installation(
                shown.pins().stream()
                        .map(pin -> new Pin(
                                pin.project(),
                                pin.name(),
                                pin.version(),
                                pin.file(),
                                pin.uploaded(),
                                pin.latest(),
                                pin.latestUploaded()))
                        .toList(),
                shown.dragged().stream()
                        .map(one -> new Dragged(one.project(), one.name(), one.from(), one.to()))
                        .toList());
    }

    private static List<String> held(List<HeldBack> list) {
        return list.stream()
                .map(held -> held.name() + " " + held.from() + " " + held.to() + " " + held.releasesBehind() + " "
                        + held.lagDays())
                .toList();
    }

    @Test
    void anyOrderOfThePackagesGivesTheSame() {
        for (RandomUniverse universe : universes()) {
            List<String> packages = new ArrayList<>(universe.packages());
            Collections.shuffle(packages, new Random(packages.hashCode()));
            assertThat(said(Asking.of(universe).verdict(packages.toArray(String[]::new))))
                    .as("%s of %s", packages, universe)
                    .isEqualTo(said(answer(universe)));
        }
    }

    @Test
    void theSpellingOfThePackagesChangesOnlyHowTheyAreSpelled() {
        for (RandomUniverse universe : universes()) {
            String[] packages = universe.packages().stream()
                    .map(text -> text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1))
                    .toArray(String[]::new);
            Verdict verdict = Asking.of(universe).verdict(packages);
            assertThat(facts(verdict)).as("%s", universe).isEqualTo(facts(answer(universe)));
            assertThat(said(verdict).toString())
                    .isEqualToIgnoringCase(said(answer(universe)).toString());
        }
    }

    @Test
    void aVersionThatNobodyCanUseChangesNothing() {
        Instant uploaded = Instant.parse("2022-01-01T00:00:00Z");
        File elsewhere = new File(Kind.OTHER_PLATFORM, false, true, true, uploaded);
        File otherPython = new File(Kind.WHEEL, false, false, true, uploaded);
        for (RandomUniverse universe : universes()) {
            List<Release> more = new ArrayList<>(universe.releases());
            for (String project : universe.projects()) {
                more.add(new Release(project, Version.of("0.5"), List.of(), List.of(), List.of(elsewhere)));
                more.add(new Release(project, Version.of("2.5"), List.of(), List.of(), List.of(otherPython)));
                more.add(new Release(project, Version.of("9.0"), List.of(), List.of(), List.of(elsewhere)));
            }
            assertThat(facts(answer(universe.with(more)))).as("%s", universe).isEqualTo(facts(answer(universe)));
        }
    }

    /**
     * Of a dependency, where no version is admitted for want of others. (Of a requested package older versions are places to hold it at, and newer ones are skipped.) Which
     * version of a pin is the latest does change.
     */
    @Test
    void removingAVersionThatIsInNoSetChangesNothing() {
        for (RandomUniverse universe : universes()) {
            EverySet every = new EverySet(universe);
            Set<String> needed = new TreeSet<>();
            every.sets().forEach(set -> set.pins().values().forEach(seen -> needed.add(name(seen.release()))));
            Set<String> asked = new TreeSet<>();
            universe.asked().forEach(wish -> asked.add(wish.project()));
            List<Release> left = universe.releases().stream()
                    .filter(release -> asked.contains(release.project())
                            || needed.contains(name(release))
                            || keepsOthersOut(release, every))
                    .toList();
            assertThat(withoutLatest(answer(universe.with(left))))
                    .as("%s", universe)
                    .isEqualTo(withoutLatest(answer(universe)));
        }
    }

    private static boolean keepsOthersOut(Release release, EverySet every) {
        return !release.version().isPreRelease()
                && every.usable(release.project()).stream()
                        .anyMatch(seen -> seen.version().isPreRelease() || seen.yanked());
    }

    private static String name(Release release) {
        return release.project() + " " + release.version();
    }

    private static List<Object> withoutLatest(Verdict verdict) {
        return facts(verdict).stream()
                .map(fact -> fact instanceof Installation installation ? Asking.pins(installation) : fact)
                .toList();
    }
}
