package org.compatserver.round;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Turn.Effect;
import org.jspecify.annotations.Nullable;

/**
 * What files that are not released would do: a round without them, and one with them.
 *
 * @param looked the projects that the second round looked at
 * @param turns the checks that do not fit in both rounds, or of which that is not known; packages by themselves first, then pairs
 */
public record Rehearsed(Round without, Round with, List<Unreleased> files, Set<ProjectName> looked, List<Turn> turns) {
    public Rehearsed {
        files = List.copyOf(files);
        looked = Set.copyOf(looked);
        turns = List.copyOf(turns);
    }

    /** Compares two rounds of equal packages and targets. */
    public static Rehearsed of(Round without, Round with, List<Unreleased> files, Set<ProjectName> looked) {
        List<Turn> turns = new ArrayList<>();
        for (int target = 0; target < with.sheets().size(); target++) {
            Sheet before = without.sheets().get(target);
            Sheet after = with.sheets().get(target);
            for (int number = 0; number < after.alone().size(); number++) {
                add(
                        new Turn(
                                target,
                                number,
                                number,
                                result(before.alone().get(number).cell()),
                                result(after.alone().get(number).cell())),
                        turns);
            }
            for (int i = 0; i < after.rows().size(); i++) {
                addRow(target, before.rows().get(i), after.rows().get(i), turns);
            }
        }
        return new Rehearsed(without, with, files, looked, turns);
    }

    private static void addRow(int target, Row before, Row after, List<Turn> turns) {
        for (int i = 0; i < after.cells().length; i++) {
            int second = after.first() + 1 + i;
            add(
                    new Turn(target, after.first(), second, result(before.cell(second)), result(after.cell(second))),
                    turns);
        }
    }

    private static @Nullable Result result(@Nullable Cell cell) {
        return cell == null ? null : cell.result();
    }

    private static void add(Turn turn, List<Turn> turns) {
        if (turn.effect() != Effect.NONE) {
            turns.add(turn);
        }
    }

    /** Those of an effect; packages by themselves, or pairs. */
    public List<Turn> turns(Effect effect, boolean alone) {
        return turns.stream()
                .filter(turn -> turn.effect() == effect && turn.isAlone() == alone)
                .toList();
    }

    /** How many checks there are of each effect. */
    public Map<Effect, Integer> counts() {
        Map<Effect, Integer> counts = new EnumMap<>(Effect.class);
        turns.forEach(turn -> counts.merge(turn.effect(), 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }

    /** The round that tells why: of what is fixed the one without the files, of all else the one with them. */
    public Round telling(Effect effect) {
        return effect == Effect.FIXED ? without : with;
    }

    /** What the pairs of an effect come down to. */
    public List<Cause> causes(Effect effect) {
        Round round = telling(effect);
        Set<Place> places = new HashSet<>();
        turns(effect, false).forEach(turn -> places.add(new Place(turn.target(), turn.first(), turn.second())));
        List<Sheet> sheets = new ArrayList<>();
        for (int target = 0; target < round.sheets().size(); target++) {
            Sheet sheet = round.sheets().get(target);
            int number = target;
            sheets.add(new Sheet(
                    sheet.target(),
                    sheet.alone(),
                    sheet.rows().stream().map(row -> only(row, number, places)).toList(),
                    sheet.wholes()));
        }
        return Causes.of(new Round(
                round.id(), round.plan(), round.begun(), round.ended(), sheets, round.clashes(), round.texts()));
    }

    private record Place(int target, int first, int second) {}

    /** The row with what there is to say of these pairs alone. */
    private static Row only(Row row, int target, Set<Place> places) {
        return new Row(
                row.first(),
                row.cells(),
                row.misfits().stream()
                        .filter(misfit -> places.contains(new Place(target, row.first(), misfit.second())))
                        .toList());
    }
}
