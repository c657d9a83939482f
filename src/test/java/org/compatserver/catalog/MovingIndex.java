package org.compatserver.catalog;

import java.time.Duration;
import java.time.Instant;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.IndexFault;
import org.compatserver.index.ProjectIndex;
import org.compatserver.metadata.MetadataAnswer;
import org.compatserver.metadata.MetadataReader;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.testing.Universe;
import org.jspecify.annotations.Nullable;

/** An index that changes, fails and answers from elsewhere, as it is told. */
final class MovingIndex implements ProjectIndex, MetadataReader {
    volatile Universe universe;
    volatile Instant now = Universe.FETCHED;
    volatile Source source = Source.LIVE;
    volatile boolean broken;
    volatile @Nullable Duration freshFor;
    volatile Runnable whileAsked = () -> {};

    MovingIndex(String universe) {
        this.universe = Universe.of(universe);
    }

    @Override
    public PageAnswer page(ProjectName project) {
        whileAsked.run();
        if (broken) {
            throw new IndexFault(IndexFault.Kind.UNREACHABLE, "The index is not there");
        }
        return switch (universe.page(project)) {
            case PageAnswer.Found(var page, var fetched, var live, var any, var fault) ->
                new PageAnswer.Found(page, now, source, freshFor, null);
            case PageAnswer.NoSuchProject(var name, var fetched, var live, var any, var fault) ->
                new PageAnswer.NoSuchProject(name, now, source, freshFor, null);
        };
    }

    @Override
    public MetadataAnswer read(DistributionFile file, DistributionFilename name) {
        if (broken) {
            throw new IndexFault(IndexFault.Kind.UNREACHABLE, "The index is not there");
        }
        return universe.read(file, name);
    }
}
