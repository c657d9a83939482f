package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.List;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Installation.Pin;
import org.jspecify.annotations.Nullable;

/**
 * Why a project in a set is not at its newest version.
 *
 * @param name the project's own spelling
 * @param version the one in the set
 * @param newest the newest for the question's target and moment, whatever is asked
 * @param releasesBehind how many final releases with a usable file lie above {@code version}, up to {@code newest}
 * @param lagDays whole days, at the question's moment, since the first of those was uploaded; null without upload times
 * @param trial what came of trying for a newer one; null where nobody tried
 */
public record WhyNotNewer(
        ProjectName project,
        String name,
        Version version,
        Version newest,
        int releasesBehind,
        @Nullable Long lagDays,
        Reason reason,
        @Nullable Trial trial) {

    /** The same with what came of trying. */
    public WhyNotNewer tried(Trial result) {
        return new WhyNotNewer(project, name, version, newest, releasesBehind, lagDays, reason, result);
    }

    /** The same for a reason that says more. */
    public WhyNotNewer because(Reason more) {
        return new WhyNotNewer(project, name, version, newest, releasesBehind, lagDays, more, trial);
    }

    /** Who could change it. */
    public enum Actor {
        /** Whoever asks: by asking for something else. */
        YOU,
        /** The maintainers of packages that were asked for, by a release. */
        ASKED_FOR,
        /** Whoever can end the conflict for which something that was asked for is held back. */
        CONFLICT,
        /** Those of another project: nothing that was asked for can change it alone. */
        OTHERS
    }

    /** Who could change it, of all who have to the one furthest away; null where the reason does not tell. */
    public @Nullable Actor canAct() {
        return switch (reason) {
            case Reason.Bound(List<Binding> bindings) -> {
                List<@Nullable Actor> actors = new ArrayList<>();
                bindings.forEach(binding -> actors.add(binding.actor()));
                yield furthest(actors);
            }
            case Reason.NotAdmitted _ -> Actor.YOU;
            case Reason.Held _ -> Actor.CONFLICT;
            case Reason.Unusable _ -> Actor.OTHERS;
            case Reason.Needs _, Reason.NotEvident _ -> null;
        };
    }

    /** Of all who have to act the one furthest away; null when one is not known, or there is none. */
    public static @Nullable Actor furthest(List<@Nullable Actor> actors) {
        Actor furthest = null;
        for (Actor actor : actors) {
            if (actor == null) {
                return null;
            }
            furthest = furthest == null || actor.compareTo(furthest) > 0 ? actor : furthest;
        }
        return furthest;
    }

    /** What a look at the set and at the newest version tells; nothing is solved for it. */
    public sealed interface Reason {
        /**
         * What is required in the set excludes the newest.
         *
         * @param bindings each of these alone does; what was asked for first, then what excludes most
         */
        record Bound(List<Binding> bindings) implements Reason {
            public Bound {
                bindings = List.copyOf(bindings);
            }
        }

        /** It was asked for and is held back, for the reason that is given there. */
        record Held(String because) implements Reason {}

        /** Nothing in the set excludes the newest; but the newest requires what the set does not have so. */
        record Needs(List<Unmet> unmet) implements Reason {
            public Needs {
                unmet = List.copyOf(unmet);
            }
        }

        /** The newest cannot be used, as its metadata shows. */
        record Unusable(Unavailable why) implements Reason {}

        /** The newest is yanked, or else a pre-release, and nothing in the set admits it. */
        record NotAdmitted(boolean yanked) implements Reason {}

        /** Neither what is required in the set nor what the newest requires tells. */
        record NotEvident() implements Reason {}
    }

    /** A clause that excludes the newest version, and whose it is. */
    public sealed interface Binding {
        /** Who could change it; null where a version might do that exists, but is not in the set. */
        default @Nullable Actor actor() {
            return switch (this) {
                case Asked _, Constraint _ -> Actor.YOU;
                case Required required ->
                    !required.isAtNewest() && !Boolean.TRUE.equals(required.latestExcludesToo())
                            ? null
                            : required.isAskedFor() ? Actor.ASKED_FOR : Actor.OTHERS;
            };
        }

        /**
         * What was asked for.
         *
         * @param requirement all that was asked of the project, merged
         */
        record Asked(String requirement) implements Binding {}

        /** A constraint of the question. */
        record Constraint(String specifiers) implements Binding {}

        /**
         * A requirement of another project in the set.
         *
         * @param name the project's own spelling
         * @param requirement as it is written in the metadata of that version
         * @param latest the newest version of that project for the question's target and moment
         * @param latestExcludesToo whether that excludes it as well; null where nobody looked
         * @param chain the projects that lead to it, from one that was asked for: each requires the next, the last one this; empty where this was asked for itself
         */
        record Required(
                ProjectName project,
                String name,
                Version version,
                String requirement,
                Version latest,
                @Nullable Boolean latestExcludesToo,
                List<Link> chain)
                implements Binding {
            public Required {
                chain = List.copyOf(chain);
            }

            /** The same, knowing whether the newest version of that project does so, too. */
            public Required whoseLatestExcludes(@Nullable Boolean too) {
                return new Required(project, name, version, requirement, latest, too, chain);
            }

            /** Whether the project was asked for. */
            public boolean isAskedFor() {
                return chain.isEmpty();
            }

            /** Whether it is at its newest: then only a release that does not exist yet could require something else. */
            public boolean isAtNewest() {
                return version.compareTo(latest) >= 0;
            }
        }
    }

    /** A project on a chain, in its own spelling. */
    public record Link(ProjectName project, String name) {}

    /**
     * What the newest version requires, and the set has otherwise.
     *
     * @param requirement as it is written in the newest version's metadata
     * @param name the required project's own spelling
     * @param version the one in the set
     */
    public record Unmet(String requirement, ProjectName project, String name, Version version) {}

    /** What came of asking for a newer version too, the packages that were asked for being where they are. */
    public sealed interface Trial {
        /** The version that was tried for, or any newer one. */
        Version version();

        /**
         * No set has it.
         *
         * @param lines why, a clause a line
         */
        record Impossible(Version version, List<Line> lines, Derivation proof) implements Trial {
            public Impossible {
                lines = List.copyOf(lines);
            }
        }

        /**
         * A set has it, but none that has everything else as new.
         *
         * @param pins the set
         * @param others what is older in it than in the shown one, or gone
         * @param needed whether something in it requires the project; else it is in it only because it is asked for here
         * @param lines why not everything else can be as new, a clause a line
         */
        record Trade(
                Version version,
                List<Pin> pins,
                List<Change> others,
                boolean needed,
                List<Line> lines,
                Derivation proof)
                implements Trial {
            public Trade {
                pins = List.copyOf(pins);
                others = List.copyOf(others);
                lines = List.copyOf(lines);
            }
        }

        /**
         * A set has it with everything else as new or newer, or without what is then not needed: it is another way to choose.
         *
         * @param pins the set
         * @param needed whether something in it requires the project
         */
        record AsGood(Version version, List<Pin> pins, boolean needed) implements Trial {
            public AsGood {
                pins = List.copyOf(pins);
            }
        }

        /** It depends on files that cannot be read without building. */
        record InDoubt(Version version, List<String> files) implements Trial {
            public InDoubt {
                files = List.copyOf(files);
            }
        }

        /**
         * It was not found out.
         *
         * @param why a clause without its full stop
         */
        record NotKnown(Version version, String why) implements Trial {}
    }

    /**
     * A project that would be at another version.
     *
     * @param to null when it would not be in the set
     */
    public record Change(
            ProjectName project,
            String name,
            Version from,
            @Nullable Version to) {}
}
