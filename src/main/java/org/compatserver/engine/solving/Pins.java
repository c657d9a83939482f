package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.catalog.Chosen;
import org.compatserver.engine.solving.Dragging.Newer;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.verdict.Installation.Dragged;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Sentences;

/** What there is to say of the versions in a set. */
final class Pins {
    private final CatalogSource source;

    Pins(CatalogSource source) {
        this.source = source;
    }

    /** One a project in the set, by name. */
    List<Pin> of(ShownSet set) {
        List<Pin> pins = new ArrayList<>();
        set.decisions().forEach((node, position) -> {
            if (node.extra() == null) {
                pins.add(pin(node.project(), position));
            }
        });
        pins.sort(Comparator.comparing(Pin::project));
        return pins;
    }

    /** The dragged dependencies by name, with what holds each of them below what it is alone. */
    List<Dragged> dragged(NavigableMap<ProjectName, Newer> alone, ShownSet set, Ledger ledger) {
        if (alone.isEmpty()) {
            return List.of();
        }
        List<Dragged> older = new ArrayList<>();
        ledger.collect(alone.keySet());
        alone.forEach((project, one) -> older.add(dragged(project, one, set, ledger)));
        return older;
    }

    private Dragged dragged(ProjectName project, Newer alone, ShownSet set, Ledger ledger) {
        List<Version> versions = source.releases(project).versions();
        Integer to = set.position(project);
        return new Dragged(
                project,
                source.spelling(project, alone.position()),
                versions.get(alone.position()),
                to == null ? null : versions.get(to),
                ledger.whyDragged(project, alone));
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

    /** A sentence for each version that is taken though it is yanked; pip warns of them, too. */
    List<String> yanked(Map<PackageNode, Integer> decisions) {
        List<String> notices = new ArrayList<>();
        decisions.forEach((node, position) -> {
            if (node.extra() == null && source.releases(node.project()).yanked().contains(position)) {
                Version version = source.releases(node.project()).versions().get(position);
                String reason = source.yankReason(node.project(), position);
                notices.add(Sentences.yanked(source.spelling(node.project(), position), version, reason));
            }
        });
        notices.sort(null);
        return notices;
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
