package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.catalog.Chosen;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Sentences;
import org.compatserver.verdict.Verdict.UnknownFile;

/** What there is to say of the versions in a set. */
final class Pins {
    private static final String SETTLED_BY = "pip install --dry-run under the target's Python";

    private final CatalogSource source;

    Pins(CatalogSource source) {
        this.source = source;
    }

    Installation installation(Map<PackageNode, Integer> decisions) {
        List<Pin> pins = new ArrayList<>();
        decisions.forEach((node, position) -> {
            if (node.extra() == null) {
                pins.add(pin(node.project(), position));
            }
        });
        pins.sort(Comparator.comparing(Pin::project));
        return new Installation(pins);
    }

    private Pin pin(ProjectName project, int position) {
        Chosen file = file(project, position);
        int latest = Math.max(0, source.newest(project));
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

    /** The files in a set that cannot be read without building. */
    List<UnknownFile> unknowable(Map<PackageNode, Integer> decisions) {
        List<UnknownFile> files = new ArrayList<>();
        decisions.forEach((node, position) -> {
            if (node.extra() == null
                    && source.dependencies(node, position)
                            instanceof Dependencies.Unusable(Unavailable.Unknowable(String file, String reason))) {
                files.add(new UnknownFile(file, reason, SETTLED_BY));
            }
        });
        files.sort(Comparator.comparing(UnknownFile::file));
        return files;
    }

    /** A source archive whose egg-info a strict question does not believe. */
    static UnknownFile assumed(String file) {
        return new UnknownFile(
                file, "its requirements are those of its egg-info, which a build may contradict", SETTLED_BY);
    }
}
