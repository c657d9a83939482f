package org.compatserver.wire;

import java.util.List;
import java.util.stream.Stream;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Remedy;
import org.compatserver.verdict.Remedy.Taken;
import org.compatserver.verdict.RepairSentences;
import org.jspecify.annotations.Nullable;

/**
 * What would make packages fit.
 *
 * @param text for people
 * @param parts who would have to do what; all of it
 */
public record Freed(String text, List<Part> parts) {

    /**
     * One thing to be done.
     *
     * @param kind release (of the project, without the requirement), ask (without the requirement), constrain (without it), or python (another one)
     * @param project who releases; null where whoever asks acts
     * @param version of the project, which would be released again; or of Python
     * @param requirement what is in the way; null where nothing is
     * @param taken what would be taken then, as {@code name==version}
     */
    public record Part(
            String kind,
            @Nullable String project,
            @Nullable String version,
            @Nullable String requirement,
            List<String> taken) {}

    /** All that is not only the lack of one. */
    static List<Freed> of(List<Remedy> remedies) {
        return remedies.stream()
                .filter(remedy -> !(remedy instanceof Remedy.None))
                .map(remedy ->
                        new Freed(RepairSentences.remedy(remedy), parts(remedy).toList()))
                .toList();
    }

    private static Stream<Part> parts(Remedy remedy) {
        return switch (remedy) {
            case Remedy.Release release ->
                Stream.of(new Part(
                        "release",
                        release.name(),
                        release.version().toString(),
                        release.requirement().toString(),
                        taken(release.target(), release.taken())));
            case Remedy.Ask(Requirement requirement, Version taken) ->
                Stream.of(new Part("ask", null, null, requirement.toString(), taken(requirement.project(), taken)));
            case Remedy.Constrain(Requirement constraint, Version taken) ->
                Stream.of(new Part("constrain", null, null, constraint.toString(), taken(constraint.project(), taken)));
            case Remedy.Together(List<Remedy> together) -> together.stream().flatMap(Freed::parts);
            case Remedy.OtherPython(Version minor, List<Taken> taken) ->
                Stream.of(new Part(
                        "python",
                        null,
                        minor.toString(),
                        null,
                        taken.stream()
                                .flatMap(one -> taken(one.project(), one.version()).stream())
                                .toList()));
            case Remedy.None _ -> Stream.empty();
        };
    }

    private static List<String> taken(ProjectName project, Version version) {
        return List.of(project + "==" + version);
    }
}
