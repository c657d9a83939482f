package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.compatserver.certificate.Certificate;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.testing.Universe;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Why;
import org.compatserver.verdict.Why.About;
import org.compatserver.verdict.WhyNotNewer;
import org.compatserver.verdict.WhyNotNewer.Binding;
import org.compatserver.verdict.WhyNotNewer.Change;
import org.compatserver.verdict.WhyNotNewer.Link;
import org.compatserver.verdict.WhyNotNewer.Reason;
import org.compatserver.verdict.WhyNotNewer.Trial;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: the certificate notices what is wrongly said of a version that is not at its newest. */
class FalseReasonsTest {
    private static final Universe UNIVERSE = Universe.of("""
            a 1: b<9, d
            b 1: c
            b 2: c<2
            c 1
            c 2
            d 1: c
            """);

    private static final Why TRUE = Asking.in(UNIVERSE).why("c", "a");

    /** What the certificate finds when the reason of c is another one. */
    private static List<String> faults(UnaryOperator<WhyNotNewer> change) {
        Verdict.Success verdict = (Verdict.Success) TRUE.verdict();
        List<Pin> pins = verdict.installation().pins().stream()
                .map(pin -> pin.whyNotNewer() == null ? pin : pin.because(change.apply(pin.whyNotNewer())))
                .toList();
        return Certificate.check(
                new Verdict.Success(verdict.context(), new Installation(pins)), new UniverseEvidence(UNIVERSE));
    }

    private static WhyNotNewer bound(WhyNotNewer why, Binding... bindings) {
        return why.because(new Reason.Bound(List.of(bindings)));
    }

    private static Binding.Required required(String project, String version, String requirement, String... chain) {
        return new Binding.Required(
                ProjectName.of(project),
                project,
                Version.of(version),
                requirement,
                Version.of("2"),
                null,
                List.of(chain).stream()
                        .map(name -> new Link(ProjectName.of(name), name))
                        .toList());
    }

    private static About.InSet about() {
        return (About.InSet) Objects.requireNonNull(TRUE.about());
    }

    /** What the certificate finds when the trial for c is another one. */
    private static List<String> faults(Trial trial) {
        WhyNotNewer why = Objects.requireNonNull(about().pin().whyNotNewer());
        About other =
                new About.InSet(about().pin().because(why.tried(trial)), false, about().requiredBy(), List.of(), null);
        return Certificate.check(new Why(TRUE.verdict(), List.of(), other), new UniverseEvidence(UNIVERSE));
    }

    @Test
    void theTruthPasses() {
        assertThat(faults(why -> why)).isEmpty();
        assertThat(faults(why -> bound(why, required("b", "2", "c<2", "a")))).isEmpty();
        assertThat(faults(trade())).isEmpty();
    }

    private static Trial.Trade trade() {
        return (Trial.Trade) Objects.requireNonNull(
                Objects.requireNonNull(about().pin().whyNotNewer()).trial());
    }

    @Test
    void aRequirementThatTheVersionDoesNotHaveIsNoticed() {
        assertThat(faults(why -> bound(why, required("b", "2", "c<1.5", "a")))).isNotEmpty();
        assertThat(faults(why -> bound(why, required("d", "1", "c<2", "a")))).isNotEmpty();
        assertThat(faults(why -> bound(why, new Binding.Asked("c<2")))).isNotEmpty();
    }

    @Test
    void anotherVersionOfWhoRequiresItIsNoticed() {
        assertThat(faults(why -> bound(why, required("b", "1", "c<2", "a")))).isNotEmpty();
    }

    @Test
    void aChainWithALinkThatIsNoneIsNoticed() {
        assertThat(faults(why -> bound(why, required("b", "2", "c<2", "a", "d"))))
                .isNotEmpty();
        assertThat(faults(why -> bound(why, required("b", "2", "c<2", "d")))).isNotEmpty();
        assertThat(faults(why -> bound(why, required("b", "2", "c<2")))).isNotEmpty();
    }

    @Test
    void aReasonThatLeavesOutWhatExcludesTheNewestIsNoticed() {
        assertThat(faults(why -> why.because(new Reason.NotEvident()))).isNotEmpty();
        assertThat(faults(why -> why.because(new Reason.NotAdmitted(true)))).isNotEmpty();
        assertThat(faults(why -> why.because(new Reason.Held("b 2 needs c<2")))).isNotEmpty();
    }

    @Test
    void aWrongLagIsNoticed() {
        assertThat(faults(why -> new WhyNotNewer(
                        why.project(),
                        why.name(),
                        why.version(),
                        why.newest(),
                        why.releasesBehind() + 1,
                        why.lagDays(),
                        why.reason(),
                        why.trial())))
                .isNotEmpty();
    }

    @Test
    void aTrialThatEndedOtherwiseIsNoticed() {
        Trial.Trade trade = trade();
        assertThat(faults(new Trial.Impossible(trade.version(), List.of(), trade.proof())))
                .isNotEmpty();
        assertThat(faults(new Trial.AsGood(Version.of("3"), trade.pins(), true)))
                .isNotEmpty();
        assertThat(faults(new Trial.Trade(
                        trade.version(),
                        trade.pins(),
                        List.of(new Change(ProjectName.of("d"), "d", Version.of("1"), null)),
                        true,
                        List.of(),
                        trade.proof())))
                .isNotEmpty();
    }
}
