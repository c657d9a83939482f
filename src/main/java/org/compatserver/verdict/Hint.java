package org.compatserver.verdict;

import java.time.Instant;
import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/** What bears on an answer beside its proof: true, and of use to whoever wants another answer. It is never a verdict. */
public sealed interface Hint {
    /** The project that it is about. */
    ProjectName project();

    /**
     * The index does not know the project, but does know others whose names are spelled nearly so.
     *
     * @param asked whether it was asked for; else some release requires it
     * @param written as it was asked for or required
     * @param known the nearest first
     */
    record NearSpelling(ProjectName project, boolean asked, String written, List<ProjectName> known) implements Hint {
        public NearSpelling {
            known = List.copyOf(known);
        }
    }

    /** Someone withdrew the version and said why (PEP 592). */
    record Yanked(ProjectName project, String name, Version version, String reason) implements Hint {}

    /**
     * No version that would do had been uploaded at the question's moment; this is the first that was, later.
     *
     * @param uploaded when the first of its files was
     */
    record UploadedLater(ProjectName project, String name, Version version, Instant uploaded) implements Hint {}

    /**
     * The versions that would do need another Python.
     *
     * @param usable the newest version that this Python can use
     */
    record AnotherPython(ProjectName project, String name, Version usable) implements Hint {}

    /**
     * The versions that would do have wheels for other Pythons or platforms only.
     *
     * @param version the newest of them
     * @param tags of its wheels
     * @param usable the newest version that has one for this target; null where that is said already
     */
    record WheelsElsewhere(
            ProjectName project,
            String name,
            Version version,
            List<String> tags,
            @Nullable Version usable) implements Hint {
        public WheelsElsewhere {
            tags = List.copyOf(tags);
        }
    }

    /** With pre-releases admitted all fit together, and this version, which is one, is taken: found by solving. */
    record PreRelease(ProjectName project, String name, Version version) implements Hint {}

    /** The index says that the project is archived, deprecated or quarantined (PEP 792). */
    record Status(ProjectName project, String status) implements Hint {}
}
