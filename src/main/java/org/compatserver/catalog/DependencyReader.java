package org.compatserver.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.compatserver.catalog.FileMetadata.Row;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.jspecify.annotations.Nullable;

/** Reads what one version requires on one target, from the metadata of its files. */
final class DependencyReader {
    private final ProjectView view;
    private final TargetTable target;
    private final MetadataCompiler metadata;
    private final Texts texts;

    DependencyReader(ProjectView view, TargetTable target, MetadataCompiler metadata, Texts texts) {
        this.view = view;
        this.target = target;
        this.metadata = metadata;
        this.texts = texts;
    }

    /** What a version requires, before the required projects are looked at. */
    sealed interface Reading {
        /** The file that was chosen, as the compiled project numbers it; -1 if there is none. */
        int file();

        /** Its requirements that count. */
        record Active(int file, List<Row> rows, boolean assumed) implements Reading {}

        record Unusable(int file, Unavailable reason) implements Reading {}
    }

    /** What the version requires with the extra, beyond what it requires in any case; with null, what it requires in any case. */
    Reading read(@Nullable Extra extra, int position) {
        List<Integer> candidates = view.candidates(position);
        Reading mismatch = null;
        for (int file : candidates) {
            switch (metadata.of(view.project(), file)) {
                case FileMetadata.Unknowable(var reason) -> {
                    return unusable(file, new Unavailable.Unknowable(filename(file), reason));
                }
                case FileMetadata.Invalid(var problem) -> {
                    return invalid(file, problem);
                }
                case FileMetadata.Known known -> {
                    if (known.version().equals(view.project().versions().get(position))) {
                        return read(file, known, extra);
                    }
                    if (mismatch == null) {
                        mismatch = invalid(file, "Its metadata is of version " + known.version());
                    }
                }
            }
        }
        return mismatch != null ? mismatch : unusable(-1, view.unavailable(position));
    }

    /** Whether {@link #read} need probably not ask anybody. */
    boolean isAtHand(int position) {
        List<Integer> candidates = view.candidates(position);
        return candidates.isEmpty() || metadata.isKnown(view.project(), candidates.getFirst());
    }

    private Reading read(int file, FileMetadata.Known known, @Nullable Extra extra) {
        ProjectName asked = view.project().project();
        if (!(ProjectName.parse(known.name()) instanceof Parsed.Ok<ProjectName>(var named)) || !named.equals(asked)) {
            return invalid(file, "Its metadata is of project '" + known.name() + "'");
        }
        if (known.requiresPython() != null && !target.pythonFits(known.requiresPython())) {
            return unusable(file, new Unavailable.RequiresPython(known.requiresPython()));
        }
        if (extra != null && !known.extras().contains(extra)) {
            return new Reading.Active(file, List.of(), known.assumed());
        }
        List<Row> active = new ArrayList<>();
        for (Row row : known.rows()) {
            Parsed<Boolean> always = target.holds(row.marker(), null);
            Parsed<Boolean> holds = extra == null ? always : target.holds(row.marker(), extra);
            if (always instanceof Parsed.Bad<Boolean>(var problem)) {
                return invalid(file, undefined(row, problem));
            }
            if (holds instanceof Parsed.Bad<Boolean>(var problem)) {
                return invalid(file, undefined(row, problem));
            }
            if (isTrue(holds) && (extra == null || !isTrue(always))) {
                if (row.address() != null) {
                    return unusable(file, new Unavailable.DirectReference(row.source()));
                }
                active.add(row);
            }
        }
        return new Reading.Active(file, active, known.assumed());
    }

    private static String undefined(Row row, Parsed.Problem problem) {
        return "The marker of '" + row.source() + "' has no meaning: " + problem.message();
    }

    private static boolean isTrue(Parsed<Boolean> holds) {
        return holds instanceof Parsed.Ok<Boolean>(var value) && value;
    }

    private Reading invalid(int file, String problem) {
        return unusable(file, new Unavailable.InvalidMetadata(filename(file), problem));
    }

    private static Reading unusable(int file, Unavailable reason) {
        return new Reading.Unusable(file, reason);
    }

    private String filename(int file) {
        return view.project().filename(file);
    }

    /** The projects that are required, in order, each once. */
    static Set<ProjectName> targets(Reading.Active reading) {
        Set<ProjectName> targets = new LinkedHashSet<>();
        reading.rows().forEach(row -> targets.add(row.target()));
        return targets;
    }

    /** The requirements, with their clauses read against the versions that {@code pages} gives. */
    Answer answer(Reading reading, Function<ProjectName, CompiledProject> pages) {
        return switch (reading) {
            case Reading.Unusable(var file, var reason) ->
                new Answer(new Dependencies.Unusable(reason), List.of(), file, false);
            case Reading.Active active -> {
                List<Dependency> dependencies = new ArrayList<>();
                for (Row row : active.rows()) {
                    Clause clause =
                            pages.apply(row.target()).clause(texts.specifiers(row.specifiers()), row.specifiers());
                    dependencies.add(new Dependency(PackageNode.of(row.target()), clause, row.source()));
                    for (Extra extra : row.extras()) {
                        dependencies.add(new Dependency(new PackageNode(row.target(), extra), clause, row.source()));
                    }
                }
                yield new Answer(
                        new Dependencies.Known(dependencies),
                        targets(active).stream().map(pages).toList(),
                        active.file(),
                        active.assumed());
            }
        };
    }
}
