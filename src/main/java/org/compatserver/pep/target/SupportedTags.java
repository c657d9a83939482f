package org.compatserver.pep.target;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.compatserver.pep.distribution.Tag;

/** The wheel tags that a target supports, best first (PEP 425, PEP 600, PEP 656; order of Python's {@code packaging.tags}). */
public final class SupportedTags {
    private final List<Tag> ordered;
    private final Map<Tag, Integer> ranks = new HashMap<>();

    public SupportedTags(List<Tag> ordered) {
        this.ordered = List.copyOf(ordered);
        for (int i = 0; i < ordered.size(); i++) {
            ranks.putIfAbsent(ordered.get(i), i);
        }
    }

    public List<Tag> ordered() {
        return ordered;
    }

    /** The rank of the best supported one of {@code tags}, 0 being the best of all; {@link Integer#MAX_VALUE} when none is supported. */
    public int rank(List<Tag> tags) {
        int best = Integer.MAX_VALUE;
        for (Tag tag : tags) {
            best = Math.min(best, ranks.getOrDefault(tag, Integer.MAX_VALUE));
        }
        return best;
    }
}
