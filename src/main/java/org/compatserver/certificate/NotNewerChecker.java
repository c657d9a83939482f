package org.compatserver.certificate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.compatserver.certificate.SetReading.Demand;
import org.compatserver.certificate.World.Release;
import org.compatserver.certificate.World.State;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Dragged;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Why.About;
import org.compatserver.verdict.WhyDragged;
import org.compatserver.verdict.WhyNotNewer;
import org.compatserver.verdict.WhyNotNewer.Binding;
import org.compatserver.verdict.WhyNotNewer.Link;
import org.compatserver.verdict.WhyNotNewer.Reason;
import org.compatserver.verdict.WhyNotNewer.Unmet;

/** Whether what is said of pins that are not at their newest follows from the set and the metadata. */
final class NotNewerChecker {
    private final World world;
    private final Installation shown;
    private final List<HeldBack> heldBack;
    private final SetReading set;
    private final List<String> faults = new ArrayList<>();

    NotNewerChecker(World world, Installation shown, List<HeldBack> heldBack) {
        this.world = world;
        this.shown = shown;
        this.heldBack = heldBack;
        this.set = new SetReading(world, shown.pins());
    }

    /** What is wrong; empty when nothing is. */
    List<String> check() {
        shown.pins().forEach(this::check);
        shown.dragged().forEach(this::check);
        return faults;
    }

    /** What is wrong with who is said to require a project; empty when nothing is. */
    List<String> check(About.InSet about) {
        ProjectName project = about.pin().project();
        Set<String> said = new HashSet<>();
        about.requiredBy().forEach(binding -> said.add(key(binding)));
        Set<String> found = new HashSet<>();
        if (!world.constraints(project).isEmpty()) {
            found.add("constraint");
        }
        set.demands().stream()
                .filter(demand -> demand.requirement().project().equals(project))
                .forEach(demand -> found.add(key(demand)));
        return said.equals(found) && about.askedFor() == set.isAskedFor(project)
                ? List.of()
                : List.of(project + " is required by " + found + ", not " + said);
    }

    private void check(Pin pin) {
        WhyNotNewer why = pin.whyNotNewer();
        if ((why == null) != pin.isLatest()) {
            faults.add(pin.project() + " " + pin.version() + " has no reason for not being " + pin.latest()
                    + ", or one too many");
        } else if (why != null) {
            boolean same = why.project().equals(pin.project())
                    && why.version().equals(pin.version())
                    && why.newest().equals(pin.latest());
            if (!same || why.releasesBehind() != releasesBehind(pin) || !holds(why)) {
                faults.add("It does not hold that " + why);
            }
        }
    }

    private int releasesBehind(Pin pin) {
        return (int) world.releases(pin.project()).stream()
                .filter(release -> release.usable()
                        && !release.version().isPreRelease()
                        && release.version().compareTo(pin.version()) > 0
                        && release.version().compareTo(pin.latest()) <= 0)
                .count();
    }

    private boolean holds(WhyNotNewer why) {
        ProjectName project = why.project();
        Version newest = why.newest();
        return switch (why.reason()) {
            case Reason.Bound(List<Binding> bindings) -> areAllThatExclude(project, newest, bindings);
            case Reason.Held(String because) ->
                heldBack.stream()
                        .anyMatch(held -> held.project().equals(project)
                                && held.to().equals(why.version())
                                && held.because().equals(because));
            case Reason.NotAdmitted(boolean yanked) ->
                isNotExcluded(project, newest)
                        && !isAdmitted(project, newest)
                        && release(project, newest).yanked() == yanked;
            case Reason.Unusable _ ->
                isNotExcluded(project, newest) && !(world.state(release(project, newest)) instanceof State.Installable);
            case Reason.Needs(List<Unmet> unmet) ->
                isNotExcluded(project, newest)
                        && !unmet.isEmpty()
                        && unmet.stream().allMatch(one -> isUnmet(project, newest, one));
            case Reason.NotEvident() -> isNotExcluded(project, newest) && isAdmitted(project, newest);
        };
    }

    private Release release(ProjectName project, Version version) {
        return Objects.requireNonNull(world.release(project, version), () -> project + " has no " + version);
    }

    private boolean isNotExcluded(ProjectName project, Version version) {
        return Admission.inRange(version, set.clauses(project));
    }

    private boolean isAdmitted(ProjectName project, Version version) {
        return Admission.admitted(world, project, set.clauses(project)).contains(release(project, version));
    }

    private boolean isUnmet(ProjectName project, Version newest, Unmet unmet) {
        Requirement requirement = Requirement.of(unmet.requirement());
        return unmet.version().equals(set.version(unmet.project()))
                && requirement.project().equals(unmet.project())
                && !requirement.specifiers().contains(unmet.version())
                && set.requirements(project, newest, null).stream()
                        .anyMatch(one -> one.toString().equals(requirement.toString()));
    }

    /** Whether each of them excludes the version, and nothing else does. */
    private boolean areAllThatExclude(ProjectName project, Version version, List<Binding> bindings) {
        Set<String> said = new HashSet<>();
        for (Binding binding : bindings) {
            if (!excludes(project, version, binding)) {
                return false;
            }
            said.add(key(binding));
        }
        Set<String> found = new HashSet<>();
        if (!Admission.inRange(version, world.constraints(project))) {
            found.add("constraint");
        }
        set.demands().stream()
                .filter(demand -> demand.excludes(project, version))
                .forEach(demand -> found.add(key(demand)));
        return !bindings.isEmpty() && said.equals(found);
    }

    private static String key(Demand demand) {
        return demand.by() == null ? "asked" : demand.by() + " " + demand.requirement();
    }

    private static String key(Binding binding) {
        return switch (binding) {
            case Binding.Asked _ -> "asked";
            case Binding.Constraint _ -> "constraint";
            case Binding.Required required -> required.project() + " " + Requirement.of(required.requirement());
        };
    }

    private boolean excludes(ProjectName project, Version version, Binding binding) {
        return switch (binding) {
            case Binding.Asked(String requirement) -> excludes(project, version, requirement);
            case Binding.Constraint(String specifiers) ->
                SpecifierSet.parse(specifiers) instanceof Parsed.Ok<SpecifierSet>(var clauses)
                        && !clauses.contains(version);
            case Binding.Required required ->
                required.version().equals(set.version(required.project()))
                        && excludes(project, version, required.requirement())
                        && leadsThere(required);
        };
    }

    private static boolean excludes(ProjectName project, Version version, String text) {
        Requirement requirement = Requirement.of(text);
        return requirement.project().equals(project)
                && !requirement.specifiers().contains(version);
    }

    /** Whether each project on the chain requires the next, from one that was asked for. */
    private boolean leadsThere(Binding.Required required) {
        List<ProjectName> way =
                new ArrayList<>(required.chain().stream().map(Link::project).toList());
        way.add(required.project());
        for (int i = 0; i + 1 < way.size(); i++) {
            if (!set.requires(way.get(i), way.get(i + 1))) {
                return false;
            }
        }
        return set.isAskedFor(way.getFirst()) && (way.size() == 1) == set.isAskedFor(required.project());
    }

    private void check(Dragged dragged) {
        boolean holds = switch (dragged.why()) {
            case null -> true;
            case WhyDragged.Bound(List<Binding> bindings) ->
                areAllThatExclude(dragged.project(), dragged.from(), bindings);
            case WhyDragged.NotRequired(var project, var _, Version there, var here, var _) ->
                dragged.to() == null && Objects.equals(here, set.version(project)) && !there.equals(here);
        };
        if (!holds) {
            faults.add("It does not hold that " + dragged);
        }
    }
}
