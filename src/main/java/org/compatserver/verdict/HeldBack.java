package org.compatserver.verdict;

import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * A requested package that is older than it could be alone.
 *
 * @param name the project's own spelling
 * @param from its newest version
 * @param to the version it is held at
 * @param releasesBehind how many final releases with a usable file lie above {@code to}, up to {@code from}
 * @param lagDays whole days, at the question's moment, since the first of those was uploaded; null without upload times
 * @param lines the reason, a clause a line
 * @param since since when what holds it back has done so; null where that was not asked
 */
public record HeldBack(
        ProjectName project,
        String name,
        Version from,
        Version to,
        int releasesBehind,
        @Nullable Long lagDays,
        List<Line> lines,
        @Nullable Since since) {
    public HeldBack {
        lines = List.copyOf(lines);
    }

    /** One of which it is not said since when. */
    public HeldBack(
            ProjectName project,
            String name,
            Version from,
            Version to,
            int releasesBehind,
            @Nullable Long lagDays,
            List<Line> lines) {
        this(project, name, from, to, releasesBehind, lagDays, lines, null);
    }

    /** The same, dated. */
    public HeldBack dated(Since found) {
        return new HeldBack(project, name, from, to, releasesBehind, lagDays, lines, found);
    }

    /** The reason as one clause, without its full stop; of more than two lines the parts are set apart by semicolons. */
    public String because() {
        return Sentences.because(lines);
    }
}
