package org.compatserver.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.pep.version.Version;
import org.compatserver.testing.Universe;
import org.compatserver.verdict.Context;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Derivation.Step;
import org.compatserver.verdict.Derivation.Subject;
import org.compatserver.verdict.Derivation.Versions;
import org.compatserver.verdict.Explanation;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Verdict;
import org.compatserver.wiring.IndexEvidence;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: a true answer passes the checker, and each way of being wrong is named. */
class CertificateTest {

    private static final Universe UNIVERSE = Universe.of("""
            a 1.0: c<2
            a 2.0: c>=1, d
            b 1.0: c>=2
            b 2.0: c>=2
            c 1.0
            c 1.5
            c 2.0
            c 3.0b1
            d 1.0
              yanked
            d 0.9
            e 1.0: c<2
            """);

    @Test
    void aClosedSetOfNewestReleasesIsASuccess() {
        assertThat(success("a", "a 2.0, c 2.0, d 0.9")).isEmpty();
    }

    @Test
    void aMissingPinIsNamed() {
        assertThat(success("a", "a 2.0, c 2.0")).containsExactly("a 2.0 requires d, which is not pinned");
    }

    @Test
    void aPinThatNobodyRequiresIsNamed() {
        assertThat(success("a", "a 2.0, b 2.0, c 2.0, d 0.9"))
                .containsExactly("b is pinned although nothing requires it");
    }

    @Test
    void aPinOutsideARequirementIsNamed() {
        assertThat(success("b", "b 2.0, c 1.5"))
                .containsExactly("b 2.0 requires c>=2, but 1.5 is pinned", "c 1.5 is not admitted by [>=2]");
    }

    @Test
    void aPreReleaseThatNothingAdmitsIsNamed() {
        assertThat(success("b", "b 2.0, c 3.0b1")).containsExactly("c 3.0b1 is not admitted by [>=2]");
    }

    @Test
    void aYankedVersionThatNothingPinsIsNamed() {
        assertThat(success("a", "a 2.0, c 2.0, d 1.0")).containsExactly("d 1.0 is not admitted by []");
    }

    @Test
    void aSuccessHoldsNothingBack() {
        assertThat(success("a", "a 1.0, c 1.5")).containsExactly("a is held at 1.0 in a SUCCESS");
    }

    @Test
    void aFileOtherThanTheOneThatWouldBeInstalledIsNamed() {
        Verdict verdict = new Verdict.Success(context("c"), new Installation(List.of(pin("c 2.0", "c-2.0.tar.gz"))));
        assertThat(check(verdict))
                .containsExactly("c-2.0.tar.gz is named, but c-2.0-py3-none-any.whl would be installed");
    }

    @Test
    void aProofOfWhichEveryStepFollowsHolds() {
        assertThat(impossible("b e", both())).isEmpty();
    }

    @Test
    void aStepThatDoesNotFollowIsNamed() {
        Derivation gap = step(claims("question"), needs("b 1.0-2.0", "c 2.0-3.0b1"), asked("b", "b 1.0-2.0"));
        assertThat(impossible("b e", gap)).singleElement().asString().contains("does not follow from");
    }

    @Test
    void aRequirementThatTheMetadataDoesNotHaveIsNamed() {
        Derivation invented = new Fact(
                List.of(claim("b 1.0-2.0", true), claim("c 3.0b1-3.0b1", false)), new Ground.Requires("c>=3.0b1"));
        assertThat(impossible("b e", invented))
                .anySatisfy(fault -> assertThat(fault).contains("does not hold"));
    }

    @Test
    void aProofThatEndsElsewhereProvesNothing() {
        assertThat(impossible("b e", needs("b 1.0-2.0", "c 2.0-3.0b1")))
                .singleElement()
                .asString()
                .contains("not in a contradiction");
    }

    @Test
    void aProofOfImpossibilityLeavesNoSetAside() {
        Derivation aside = new Fact(List.of(claim("b 1.0-1.0", true)), new Ground.OnlyNewest());
        assertThat(impossible("b e", aside))
                .anySatisfy(fault -> assertThat(fault).contains("does not hold"));
    }

    @Test
    void aWarningHoldsBackWhatItSays() {
        assertThat(warning("a 1.0, c 1.5", "1.0", "2.0", 1)).noneMatch(fault -> fault.contains("a is"));
        assertThat(warning("a 2.0, c 2.0, d 0.9", "1.0", "2.0", 1)).contains("nothing is held back in a CHECK_WARNING");
        assertThat(warning("a 1.0, c 1.5", "1.0", "3.0", 1)).contains("a is said to be newest at 3.0, it is at 2.0");
        assertThat(warning("a 1.0, c 1.5", "1.0", "2.0", 2)).contains("a is 1 releases behind, not 2");
    }

    @Test
    void aWarningProvesThatTheNewestDoNotFit() {
        Derivation noMoreThanOlder =
                new Fact(List.of(claim("question", true), claim("a 1.0-1.0", true)), new Ground.OnlyNewest());
        Derivation noneAtAll =
                new Fact(List.of(claim("question", true), claim("a 2.0-2.0", true)), new Ground.OnlyNewest());
        assertThat(warning("a 1.0, c 1.5", "1.0", "2.0", 1, noMoreThanOlder))
                .noneMatch(fault -> fault.contains("does not hold"));
        assertThat(warning("a 1.0, c 1.5", "1.0", "2.0", 1, noneAtAll))
                .anyMatch(fault -> fault.contains("does not hold"));
    }

    @Test
    void whatIsNotKnownNamesTheFilesItDependsOn() {
        assertThat(check(new Verdict.Unknown(context("a"), List.of(), "")))
                .containsExactly("UNKNOWN without a file that it depends on");
    }

    private static List<String> warning(String pins, String to, String from, int behind) {
        return warning(pins, to, from, behind, both());
    }

    private static List<String> warning(String pins, String to, String from, int behind, Derivation proof) {
        HeldBack held =
                new HeldBack(ProjectName.of("a"), "a", Version.of(from), Version.of(to), behind, null, List.of());
        return check(new Verdict.CheckWarning(
                context("a"),
                installation(pins),
                List.of(held),
                List.of(),
                List.of(),
                new Explanation("", proof),
                null));
    }

    @Test
    void theStatementThatAPreReleaseStaysOutIsHeldAgainstEveryClauseThatCouldComeIn() {
        Derivation staysOut = new Fact(
                List.of(claim("c 3.0b1-3.0b1", true), claim("question", true), claim("b 1.0-2.0", true)),
                new Ground.PreReleaseNotAdmitted(Version.of("2.0"), false));
        Universe rescuing = Universe.of("""
                b 1.0: c>=2
                b 2.0: c>=2.1b1
                c 2.0
                c 3.0b1
                """);
        assertThat(faultsOf(staysOut, UNIVERSE)).noneMatch(fault -> fault.contains("does not hold"));
        assertThat(faultsOf(staysOut, rescuing)).anyMatch(fault -> fault.contains("does not hold"));
    }

    private static List<String> faultsOf(Derivation proof, Universe universe) {
        Verdict verdict = new Verdict.InstallError(context("b"), new Explanation("", proof));
        return Certificate.check(verdict, new IndexEvidence(universe, universe));
    }

    /** b needs c 2, e needs c 1, and both are asked for. */
    private static Derivation both() {
        Derivation b = asked("b", "b 1.0-2.0");
        Derivation e = asked("e", "e 1.0-1.0");
        Derivation lemma = step(
                claims("b 1.0-2.0", "e 1.0-1.0"), needs("b 1.0-2.0", "c 2.0-3.0b1"), needs("e 1.0-1.0", "c 1.0-1.5"));
        return step(claims("question"), step(claims("question", "e 1.0-1.0"), lemma, b), e);
    }

    private static Derivation asked(String requirement, String wanted) {
        return new Fact(
                List.of(claim("question", true), claim(wanted, false)),
                new Ground.Asked(Requirement.parse(requirement).orElseThrow()));
    }

    private static Derivation needs(String dependents, String wanted) {
        return new Fact(List.of(claim(dependents, true), claim(wanted, false)), new Ground.Requires(wanted));
    }

    private static Derivation step(List<Claim> conclusion, Derivation left, Derivation right) {
        return new Step(conclusion, left, right);
    }

    private static List<Claim> claims(String... texts) {
        List<Claim> claims = new ArrayList<>();
        for (String text : texts) {
            claims.add(claim(text, true));
        }
        return claims;
    }

    /** {@code question}, or a project and its first and last version. */
    private static Claim claim(String text, boolean positive) {
        if (text.equals("question")) {
            return new Claim(Subject.QUESTION, positive, new Versions(List.of()));
        }
        String[] words = text.split("[ -]");
        Versions.Run run = new Versions.Run(Version.of(words[1]), Version.of(words[2]));
        return new Claim(new Subject(ProjectName.of(words[0]), null), positive, new Versions(List.of(run)));
    }

    private static List<String> impossible(String asked, Derivation proof) {
        return check(new Verdict.InstallError(context(asked), new Explanation("", proof)));
    }

    private static List<String> success(String asked, String pins) {
        return check(new Verdict.Success(context(asked), installation(pins)));
    }

    private static Installation installation(String pins) {
        List<Installation.Pin> list = new ArrayList<>();
        for (String text : pins.split(", ")) {
            String[] words = text.split(" ");
            list.add(pin(text, words[0] + "-" + words[1] + "-py3-none-any.whl"));
        }
        return new Installation(list);
    }

    private static Installation.Pin pin(String text, String file) {
        String[] words = text.split(" ");
        Version version = Version.of(words[1]);
        return new Installation.Pin(ProjectName.of(words[0]), words[0], version, file, null, version, null);
    }

    private static List<String> check(Verdict verdict) {
        return Certificate.check(verdict, new IndexEvidence(UNIVERSE, UNIVERSE));
    }

    private static Context context(String asked) {
        List<String> packages = List.of(asked.split(" "));
        List<Requirement> requirements = packages.stream()
                .map(text -> Requirement.parse(text).orElseThrow())
                .toList();
        Target target = new Target(new PythonVersion(3, 13, 0), Platform.DEFAULT);
        Question question = new Question(
                packages,
                requirements,
                List.of(),
                target,
                null,
                Question.Sources.STATIC,
                false,
                false,
                Question.EngineName.RESOLVER,
                Question.Detail.FULL);
        return new Context(question, Instant.EPOCH, null, null, List.of(), List.of());
    }
}
