package org.compatserver.wire.portfolio;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.wire.portfolio.Portfolio.Entry;

/**
 * Reads portfolios: lists of requirements with headings, pip's requirements files (as far as they say what is required), and the dependencies of a
 * pyproject.toml. Nothing is fetched; files that a file includes are asked for by name.
 */
public final class PortfolioReader {
    private static final int MOST_NOTICES = 20;

    private final Files files;
    private final int mostPackages;

    /**
     * A reader.
     *
     * @param files gives what {@code -r} and {@code -c} name
     * @param mostPackages more are refused
     */
    public PortfolioReader(Files files, int mostPackages) {
        this.files = files;
        this.mostPackages = mostPackages;
    }

    /** Where included files come from. */
    @FunctionalInterface
    public interface Files {
        /**
         * A file that another one names.
         *
         * @param from the file that names it, as it is named here
         * @param name as it stands there
         */
        Reading<Source> include(String from, String name);

        /** Refuses all: of a text that is no file. */
        Files NONE = (from, name) -> new Reading.Wrong<>(
                List.of("other files cannot be named here; put their lines in, or pass a file that names them"));
    }

    /** A file's name, as problems call it, and its bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Source(String name, byte[] bytes) {}

    /**
     * Which lists of a pyproject.toml count beside its dependencies.
     *
     * @param extras of its optional-dependencies
     * @param groups of its dependency-groups (PEP 735)
     */
    public record Chosen(List<String> extras, List<String> groups) {
        public static final Chosen NOTHING = new Chosen(List.of(), List.of());

        public Chosen {
            extras = List.copyOf(extras);
            groups = List.copyOf(groups);
        }
    }

    /** The portfolio; of several sources all together. */
    public Reading<Portfolio> read(List<Source> sources, Chosen chosen) {
        Notes notes = new Notes();
        boolean toml = false;
        for (Source source : sources) {
            if (source.name().toLowerCase(Locale.ROOT).endsWith(".toml")) {
                toml = true;
                PyprojectFile.read(source, chosen, notes);
            } else {
                new RequirementsFile(files, notes).read(source);
            }
        }
        if (!toml && !chosen.equals(Chosen.NOTHING)) {
            notes.problems.add("Extras and groups are those of a pyproject.toml, and "
                    + sources.getFirst().name() + " is none");
        }
        return result(notes, sources.getFirst().name());
    }

    private Reading<Portfolio> result(Notes notes, String name) {
        if (notes.problems.isEmpty()) {
            check(notes, name);
        }
        return notes.problems.isEmpty()
                ? new Reading.Fine<>(new Portfolio(notes.entries, notes.constraints, notes.notices))
                : new Reading.Wrong<>(notes.problems);
    }

    private void check(Notes notes, String name) {
        if (notes.entries.isEmpty()) {
            notes.problems.add(name + " holds no requirement");
        }
        Set<ProjectName> projects = new HashSet<>();
        notes.entries.forEach(entry -> projects.add(entry.requirement().project()));
        if (projects.size() > mostPackages) {
            notes.problems.add(String.format(
                    Locale.ROOT,
                    "%s holds %,d packages; a round takes at most %,d",
                    name,
                    projects.size(),
                    mostPackages));
        }
        noteRepeated(notes);
    }

    /** Who lists a project twice most likely did not mean to. */
    private static void noteRepeated(Notes notes) {
        Map<ProjectName, Entry> first = new HashMap<>();
        int found = 0;
        for (Entry entry : notes.entries) {
            Entry before = first.putIfAbsent(entry.requirement().project(), entry);
            if (before != null && ++found <= MOST_NOTICES) {
                notes.notices.add(entry.place() + ": " + entry.requirement().project() + " is there already, at "
                        + before.place() + "; both lines count, as one package");
            }
        }
        if (found > MOST_NOTICES) {
            notes.notices.add("and " + (found - MOST_NOTICES) + " more projects are there more than once");
        }
    }
}
