package org.compatserver.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Alone;
import org.compatserver.round.Binding;
import org.compatserver.round.Cell;
import org.compatserver.round.Clash;
import org.compatserver.round.Misfit;
import org.compatserver.round.Origin;
import org.compatserver.round.Plan;
import org.compatserver.round.Result;
import org.compatserver.round.Round;
import org.compatserver.round.Row;
import org.compatserver.round.Rule;
import org.compatserver.round.Sheet;
import org.compatserver.round.Whole;
import org.compatserver.verdict.Question.Sources;
import org.jspecify.annotations.Nullable;

/**
 * A round as text. What is not said is a SUCCESS: of packages by themselves by solving, of pairs by union.
 *
 * <pre>
 * python 3.12 3.13               the targets
 * packages a b c d e f           what is asked for
 * a + b, c on 3.13: CHECK_WARNING: b 1.0 needs x&lt;2 | c 2.0 needs x>=2
 * a + d: INSTALL_ERROR: alone d  it comes of what d cannot do by itself
 * a + e: UNKNOWN: files e-1.0.tar.gz
 * a + f: CHECK_WARNING           without a reason
 * b + f: CHECK_WARNING: not known  with a clash of which nothing is known
 * b + c: open                    not decided
 * d on 3.13: INSTALL_ERROR: d cannot be installed, even alone.
 * all: CHECK_WARNING: a at 1.0   all packages together
 * rest 4: SUCCESS                so many of them
 * newest b 1.7                   by itself; 1.0 of what has no such line
 * due c on 3.13                  the row of c is not there yet
 * </pre>
 */
public final class SmallRound {
    private static final Pattern PAIR = Pattern.compile("(\\S+) \\+ ([^:]+?)(?: on ([^:]+))?: (\\w+)(?:: (.*))?");
    private static final Pattern ALONE = Pattern.compile("(\\S+)(?: on ([^:]+))?: (\\w+): (.*)");
    private static final Pattern WHOLE = Pattern.compile("(all|rest (\\d+))(?: on ([^:]+))?: (\\w+)(?:: (.*))?");
    private static final Pattern NEED = Pattern.compile("(\\S+) (.+?) needs? (\\S+)");

    private final List<Target> targets = new ArrayList<>();
    private List<List<Requirement>> packages = List.of();
    private final List<@Nullable Clash> clashes = new ArrayList<>();
    private final List<Alone[]> alone = new ArrayList<>();
    private final List<byte[][]> cells = new ArrayList<>();
    private final List<Map<Integer, Map<Integer, Misfit>>> misfits = new ArrayList<>();
    private final List<List<Whole>> wholes = new ArrayList<>();

    private SmallRound() {
        clashes.add(null);
    }

    public static Round of(String text) {
        SmallRound round = new SmallRound();
        text.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(round::read);
        return round.round();
    }

    private void read(String line) {
        String[] words = line.split(" ", -1);
        Matcher pair = PAIR.matcher(line);
        Matcher whole = WHOLE.matcher(line);
        Matcher one = ALONE.matcher(line);
        if (words[0].equals("python")) {
            Arrays.stream(words).skip(1).forEach(this::target);
        } else if (words[0].equals("packages")) {
            packages(Arrays.stream(words).skip(1).map(Requirement::of).toList());
        } else if (words[0].equals("due")) {
            on(line.contains(" on ") ? line.replaceFirst(".* on ", "") : null)
                    .forEach(target -> cells.get(target)[number(words[1])] = new byte[0]);
        } else if (words[0].equals("newest")) {
            alone.forEach(all ->
                    all[number(words[1])] = new Alone(all[number(words[1])].cell(), words[2], null, 1, 0, ""));
        } else if (pair.matches()) {
            pair(pair);
        } else if (whole.matches()) {
            whole(whole);
        } else if (one.matches()) {
            on(one.group(2))
                    .forEach(target -> alone.get(target)[number(one.group(1))] = new Alone(
                            new Cell(Result.valueOf(one.group(3)), Rule.ALONE, Origin.COMPUTED),
                            null,
                            null,
                            0,
                            0,
                            one.group(4)));
        } else {
            throw new IllegalArgumentException(line);
        }
    }

    private void target(String python) {
        String[] parts = python.split("@", -1);
        String[] numbers = parts[0].split("\\.", -1);
        targets.add(new Target(
                PythonVersion.newest(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])),
                parts.length == 1 ? Platform.DEFAULT : new Platform(parts[1])));
    }

    private void packages(List<Requirement> asked) {
        packages = Plan.byProject(asked);
        Alone fine = new Alone(new Cell(Result.SUCCESS, Rule.ALONE, Origin.COMPUTED), "1.0", null, 1, 0, "");
        for (int target = 0; target < targets.size(); target++) {
            Alone[] fines = new Alone[packages.size()];
            Arrays.fill(fines, fine);
            alone.add(fines);
            byte[][] rows = new byte[packages.size() - 1][];
            for (int first = 0; first < rows.length; first++) {
                rows[first] = new byte[packages.size() - 1 - first];
                Arrays.fill(rows[first], new Cell(Result.SUCCESS, Rule.UNION, Origin.COMPUTED).packed());
            }
            cells.add(rows);
            misfits.add(new TreeMap<>());
            wholes.add(new ArrayList<>());
        }
    }

    private int number(String name) {
        return IntStream.range(0, packages.size())
                .filter(i -> packages.get(i).getFirst().project().equals(ProjectName.of(name)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No package " + name));
    }

    private List<Integer> on(@Nullable String pythons) {
        return IntStream.range(0, targets.size())
                .filter(i -> pythons == null
                        || List.of(pythons.split(", ", -1))
                                .contains(targets.get(i).python().minorVersion()))
                .boxed()
                .toList();
    }

    private void pair(Matcher line) {
        for (String other : line.group(2).split(", ", -1)) {
            int first = Math.min(number(line.group(1)), number(other));
            int second = Math.max(number(line.group(1)), number(other));
            for (int target : on(line.group(3))) {
                if (line.group(4).equals("open")) {
                    cells.get(target)[first][second - first - 1] = Cell.OPEN;
                    continue;
                }
                String why = line.group(5);
                boolean inherits = why != null && why.startsWith("alone ");
                cells.get(target)[first][second - first - 1] = new Cell(
                                Result.valueOf(line.group(4)),
                                inherits ? Rule.INHERITED : Rule.SOLVER,
                                target == 0 ? Origin.COMPUTED : Origin.SHARED)
                        .packed();
                misfits.get(target)
                        .computeIfAbsent(first, key -> new TreeMap<>())
                        .put(second, new Misfit(second, why == null ? 0 : clash(why), 0, 0));
            }
        }
    }

    private int clash(String text) {
        Clash clash = text.equals("not known")
                ? new Clash.Between(List.of())
                : text.startsWith("alone ")
                        ? new Clash.OfOne(ProjectName.of(text.substring("alone ".length())))
                        : text.startsWith("files ")
                                ? new Clash.Unknowable(List.of(
                                        text.substring("files ".length()).split(", ", -1)))
                                : new Clash.Between(Stream.of(text.split(" \\| ", -1))
                                        .map(SmallRound::binding)
                                        .toList());
        if (!clashes.contains(clash)) {
            clashes.add(clash);
        }
        return clashes.indexOf(clash);
    }

    /** {@code a 1.0 needs b<2}. */
    public static Binding binding(String text) {
        Matcher need = NEED.matcher(text);
        if (!need.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new Binding(
                ProjectName.of(need.group(1)),
                need.group(2),
                need.group(3),
                Requirement.of(need.group(3)).project());
    }

    private void whole(Matcher line) {
        Result result = line.group(4).equals("open") ? null : Result.valueOf(line.group(4));
        Map<ProjectName, String> held = new TreeMap<>();
        String rest = Objects.requireNonNullElse(line.group(5), "");
        if (result == Result.CHECK_WARNING) {
            for (String one : rest.split(", ", -1)) {
                held.put(ProjectName.of(one.split(" at ", -1)[0]), one.split(" at ", -1)[1]);
            }
        }
        int many = line.group(2) == null ? packages.size() : Integer.parseInt(line.group(2));
        on(line.group(3))
                .forEach(target -> wholes.get(target)
                        .add(new Whole(many, result, held, held.isEmpty() ? rest : "It is held back.")));
    }

    private Round round() {
        Instant begun = Instant.parse("2026-11-22T12:00:00Z");
        Plan plan = new Plan(packages, List.of(), targets, null, Sources.STATIC, false, false);
        List<Sheet> sheets = new ArrayList<>();
        for (int target = 0; target < targets.size(); target++) {
            List<Row> rows = new ArrayList<>();
            for (int first = 0; first < packages.size() - 1; first++) {
                byte[] row = cells.get(target)[first];
                if (row.length > 0) {
                    rows.add(new Row(
                            first,
                            row,
                            List.copyOf(misfits.get(target)
                                    .getOrDefault(first, Map.of())
                                    .values())));
                }
            }
            sheets.add(new Sheet(targets.get(target), List.of(alone.get(target)), rows, wholes.get(target)));
        }
        return new Round(7, plan, begun, begun.plusSeconds(1), sheets, new ArrayList<>(clashes), List.of(""));
    }
}
