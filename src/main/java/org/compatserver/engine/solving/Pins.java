package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.catalog.Chosen;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Dragged;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Sentences;
import org.jspecify.annotations.Nullable;

/** What there is to say of the versions in a set. */
final class Pins {
    private final CatalogSource source;

    Pins(CatalogSource source) {
        this.source = source;
    }

    /** @param dragged the newest version that each dragged dependency has in a package's own answer */
    Installation installation(Map<PackageNode, Integer> decisions, NavigableMap<ProjectName, Integer> dragged) {
        List<Pin> pins = new ArrayList<>();
        decisions.forEach((node, position) -> {
            if (node.extra() == null) {
                pins.add(pin(node.project(), position));
            }
        });
        pins.sort(Comparator.comparing(Pin::project));
        List<Dragged> older = new ArrayList<>();
        dragged.forEach((project, from) -> older.add(dragged(project, from, decisions.get(PackageNode.of(project)))));
        return new Installation(pins, older);
    }

    private Dragged dragged(ProjectName project, int from, @Nullable Integer to) {
        List<Version> versions = source.releases(project).versions();
        return new Dragged(
                project, source.spelling(project, from), versions.get(from), to == null ? null : versions.get(to));
    }

    private Pin pin(ProjectName project, int position) {
        Chosen file = file(project, position);
        int latest = source.newest(project);
        return new Pin(
                project,
                file.spelling(),
                file.version(),
                file.filename(),
                file.uploadTime(),
                source.releases(project).versions().get(latest),
                latest == position ? file.uploadTime() : source.released(project, latest));
    }

    private Chosen file(ProjectName project, int position) {
        return Objects.requireNonNull(source.chosen(project, position), "A pin has a file");
    }

    /** The source archives in a set whose egg-info is taken at its word. */
    List<String> assumed(Map<PackageNode, Integer> decisions) {
        List<String> files = new ArrayList<>();
        decisions.forEach((node, position) -> {
            Chosen file = source.chosen(node.project(), position);
            if (node.extra() == null && file != null && file.assumed()) {
                files.add(file.filename());
            }
        });
        return files;
    }

    /** A sentence for each extra that is required and does not exist. */
    List<String> missingExtras(Map<PackageNode, Integer> decisions) {
        List<String> notices = new ArrayList<>();
        decisions.forEach((node, position) -> {
            Extra extra = node.extra();
            if (extra != null && !source.hasExtra(node.project(), position, extra)) {
                Version version = source.releases(node.project()).versions().get(position);
                notices.add(Sentences.noExtra(source.spelling(node.project(), position), version, extra));
            }
        });
        notices.sort(null);
        return notices;
    }
}
