package org.compatserver.wire.rounds;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Cause;
import org.compatserver.round.Judgement;
import org.compatserver.round.Misfit;
import org.compatserver.round.Pairs.Pair;
import org.compatserver.round.Round;
import org.compatserver.round.Summary;
import org.jspecify.annotations.Nullable;

/**
 * A round with what is shown beside it.
 *
 * @param sections the heading of each package that stands under one
 * @param judgement null where nobody said what was expected
 * @param notices what else the asker should know, a sentence each
 */
public record Shown(
        Summary summary,
        Map<ProjectName, String> sections,
        @Nullable Judgement judgement,
        List<String> notices) {
    public Shown {
        sections = Map.copyOf(sections);
        notices = List.copyOf(notices);
    }

    /** A round by itself. */
    public static Shown of(Summary summary) {
        return new Shown(summary, Map.of(), null, List.of());
    }

    /** The notice that a round was cut off before, and so many of its checks of pairs were kept. */
    public static String resumed(long checks) {
        return String.format(
                Locale.ROOT,
                "This round was cut off before, and was gone on with: %,d %s of pairs %s kept from then",
                checks,
                checks == 1 ? "check" : "checks",
                checks == 1 ? "was" : "were");
    }

    Round round() {
        return summary.round();
    }

    List<Cause> causes() {
        return summary.causes();
    }

    /** By a clash's number, that of its cause, from 1 on; 0 where it has none. */
    int[] causesOfClashes() {
        int[] numbers = new int[Math.max(1, round().clashes().size())];
        for (int i = 0; i < causes().size(); i++) {
            for (int clash : causes().get(i).clashes()) {
                numbers[clash] = i + 1;
            }
        }
        return numbers;
    }

    /** What a pair holds back, by name. */
    SequencedMap<String, String> held(Pair pair) {
        SequencedMap<String, String> held = new TreeMap<>();
        Misfit misfit = pair.misfit();
        if (misfit != null) {
            put(held, pair.first(), round().text(misfit.heldFirst()));
            put(held, pair.second(), round().text(misfit.heldSecond()));
        }
        return held;
    }

    private void put(Map<String, String> held, int number, @Nullable String version) {
        if (version != null) {
            held.put(name(number), version);
        }
    }

    String name(int number) {
        return round().plan().project(number).normalized();
    }
}
