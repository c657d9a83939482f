package org.compatserver.engine.solving;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.Cause;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.Term;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;

/** When the facts of a proof may not have held, going back from the moment at which it was found (history.md, "Facts, back in time"). */
final class Doubts {
    private final CatalogSource source;
    private final List<Doubt> found = new ArrayList<>();

    private Doubts(CatalogSource source) {
        this.source = source;
    }

    /** Those that last longest, counted back, first. */
    static List<Doubt> of(DerivationTree proof, CatalogSource source) {
        Doubts doubts = new Doubts(source);
        External.of(proof).forEach(doubts::add);
        doubts.found.sort(Comparator.comparing(Doubt::upTo).reversed());
        return List.copyOf(doubts.found);
    }

    private void add(External fact) {
        switch (fact.cause()) {
            case Cause.Requires _, Cause.CannotBeUsed _ -> otherFiles(fact);
            case Cause.PreReleaseNotAdmitted(int finalRelease, boolean presumed) -> {
                withoutFinal(fact.conclusion().getFirst(), finalRelease);
                harmlessness(presumed);
            }
            case Cause.YankedNotAdmitted(boolean presumed) -> harmlessness(presumed);
            case Cause.NotAdmittedThere _ -> exactly(fact);
            case Cause.Asked _, Cause.SameVersion _, Cause.Constrained _, Cause.OnlyNewest _, Cause.BeyondFound _ -> {}
        }
    }

    private void otherFiles(External fact) {
        Term term = fact.conclusion().getFirst();
        PackageNode node = Objects.requireNonNull(term.node());
        for (int position : positions(term.versions())) {
            List<Instant> uploads = source.uploads(node.project(), position);
            if (uploads.size() > 1) {
                Instant settled = Objects.requireNonNull(source.settled(node.project(), position));
                for (int i = 1; i < uploads.size() && !uploads.get(i).isAfter(settled); i++) {
                    found.add(new Doubt.OtherFile(uploads.get(i - 1), uploads.get(i), fact, node, position));
                }
            }
        }
    }

    /** Before there was the final release, the pre-releases that were there may have been considered. */
    private void withoutFinal(Term preReleases, int finalRelease) {
        ProjectName project = Objects.requireNonNull(preReleases.node()).project();
        positions(preReleases.versions()).stream()
                .flatMap(position -> source.uploads(project, position).stream().limit(1))
                .min(Comparator.naturalOrder())
                .ifPresent(first ->
                        plain(first, source.uploads(project, finalRelease).getFirst()));
    }

    /** What is harmless is so by what it requires; of all that was met, since a fact does not say of what it looked at. */
    private void harmlessness(boolean presumed) {
        if (!presumed) {
            for (ProjectName project : source.projects()) {
                for (int position : positions(source.releases(project).usable())) {
                    List<Instant> uploads = source.uploads(project, position);
                    plain(uploads.getFirst(), uploads.getLast());
                }
            }
        }
    }

    /** While all of the set's versions were there, up to the last upload of one of its projects. */
    private void exactly(External fact) {
        Instant complete = fact.conclusion().stream()
                .filter(term -> term.node() != null)
                .flatMap(term -> source.uploads(project(term), term.versions().highest()).stream()
                        .limit(1))
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        fact.conclusion().stream()
                .filter(term -> term.node() != null)
                .flatMap(term -> uploads(project(term)))
                .max(Comparator.naturalOrder())
                .ifPresent(last -> plain(complete, last));
    }

    private Stream<Instant> uploads(ProjectName project) {
        return positions(source.releases(project).usable()).stream()
                .flatMap(position -> source.uploads(project, position).stream());
    }

    private static ProjectName project(Term term) {
        return Objects.requireNonNull(term.node()).project();
    }

    private void plain(Instant after, Instant upTo) {
        if (after.isBefore(upTo)) {
            found.add(new Doubt.Plain(after, upTo));
        }
    }

    private static List<Integer> positions(VersionSet versions) {
        List<Integer> positions = new ArrayList<>();
        for (int position = versions.highest(); position >= 0; position = versions.below(position)) {
            positions.add(position);
        }
        return positions;
    }
}
