package org.compatserver.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.Tag;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.MarkerEnvironment;
import org.compatserver.pep.target.SupportedTags;
import org.compatserver.pep.target.Target;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/** What is known of one target: each tag set, Requires-Python and marker that was met there, judged once. */
final class TargetTable {
    private final SupportedTags tags;
    private final Version python;
    private final MarkerEnvironment environment;
    private final Texts texts;
    private final Map<String, Integer> ranks = new ConcurrentHashMap<>();
    private final Map<String, Boolean> pythons = new ConcurrentHashMap<>();
    private final Map<String, Parsed<Boolean>> markers = new ConcurrentHashMap<>();
    private final Map<String, Map<Extra, Parsed<Boolean>>> markersWithExtra = new ConcurrentHashMap<>();

    TargetTable(Target target, Texts texts) {
        this.tags = target.tags();
        this.python = Version.of(target.python().toString());
        this.environment = target.environment();
        this.texts = texts;
    }

    /** The rank of a compiled tag set, 0 being the best; {@link Integer#MAX_VALUE} when no tag is supported. */
    int rank(String tagSet) {
        Integer known = ranks.get(tagSet);
        return known == null ? Texts.remember(ranks, tagSet, tags.rank(parseTags(tagSet))) : known;
    }

    /** The tags of a compiled tag set. */
    static List<Tag> parseTags(String tagSet) {
        List<Tag> parsed = new ArrayList<>();
        for (String tag : tagSet.split(" ", -1)) {
            int platform = tag.lastIndexOf('-');
            int abi = tag.lastIndexOf('-', platform - 1);
            parsed.add(new Tag(tag.substring(0, abi), tag.substring(abi + 1, platform), tag.substring(platform + 1)));
        }
        return parsed;
    }

    /** Whether the target's Python satisfies a Requires-Python; one that cannot be read is satisfied (pip's rule). */
    boolean pythonFits(String requiresPython) {
        Boolean known = pythons.get(requiresPython);
        return known == null ? Texts.remember(pythons, requiresPython, judgePython(requiresPython)) : known;
    }

    private boolean judgePython(String requiresPython) {
        return switch (texts.requiresPython(requiresPython)) {
            case Parsed.Ok<SpecifierSet>(var set) -> set.contains(python);
            case Parsed.Bad<SpecifierSet> bad -> true;
        };
    }

    /** Whether a marker holds with the extra, or without one. */
    Parsed<Boolean> holds(@Nullable String marker, @Nullable Extra extra) {
        if (marker == null) {
            return Parsed.ok(true);
        }
        if (extra == null) {
            Parsed<Boolean> known = markers.get(marker);
            return known == null ? Texts.remember(markers, marker, judgeMarker(marker, null)) : known;
        }
        Map<Extra, Parsed<Boolean>> byExtra = markersWithExtra.get(marker);
        if (byExtra == null) {
            byExtra = Texts.remember(markersWithExtra, marker, new ConcurrentHashMap<>());
        }
        Parsed<Boolean> known = byExtra.get(extra);
        return known == null ? Texts.remember(byExtra, extra, judgeMarker(marker, extra)) : known;
    }

    private Parsed<Boolean> judgeMarker(String marker, @Nullable Extra extra) {
        return texts.marker(marker).evaluate(environment, extra);
    }
}
