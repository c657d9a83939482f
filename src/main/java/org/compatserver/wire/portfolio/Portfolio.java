package org.compatserver.wire.portfolio;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.jspecify.annotations.Nullable;

/**
 * What is to be checked together.
 *
 * @param entries in the file's order
 * @param constraints requirements that need not take part
 * @param notices what was read in a way that its writer may not expect, a sentence each
 */
public record Portfolio(List<Entry> entries, List<Requirement> constraints, List<String> notices) {
    public Portfolio {
        entries = List.copyOf(entries);
        constraints = List.copyOf(constraints);
        notices = List.copyOf(notices);
    }

    /**
     * One requirement.
     *
     * @param section the heading it stands under; null where there is none
     */
    public record Entry(Requirement requirement, @Nullable String section, Place place) {}

    /** A line of a file, from 1 on; {@code file:line} as text. */
    public record Place(String file, int line) {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    public List<Requirement> requirements() {
        return entries.stream().map(Entry::requirement).toList();
    }

    /** The section of each project that stands in one: the first it stands in. */
    public Map<ProjectName, String> sections() {
        Map<ProjectName, String> sections = new HashMap<>();
        for (Entry entry : entries) {
            String section = entry.section();
            if (section != null) {
                sections.putIfAbsent(entry.requirement().project(), section);
            }
        }
        return sections;
    }
}
