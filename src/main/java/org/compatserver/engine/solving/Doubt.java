package org.compatserver.engine.solving;

import java.time.Instant;
import java.util.List;
import org.compatserver.resolver.Cause;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.Term;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;

/**
 * A time in which a fact of a proof may not have held: at moments after {@code after}, up to {@code upTo} and with it (history.md, "Facts, back in time").
 */
sealed interface Doubt {
    Instant after();

    Instant upTo();

    /** Whether it is the same fact at {@code upTo}, and so in the whole time. */
    boolean holds(World then);

    /** Not worth another look: taken not to hold. */
    record Plain(Instant after, Instant upTo) implements Doubt {
        @Override
        public boolean holds(World then) {
            return false;
        }
    }

    /** Another file of the version was chosen then, which may require something else. */
    record OtherFile(Instant after, Instant upTo, External fact, PackageNode node, int position) implements Doubt {
        @Override
        public boolean holds(World then) {
            return switch (then.dependencies(node, position)) {
                case Dependencies.Unusable _ -> true;
                case Dependencies.Known(var dependencies) ->
                    fact.cause() instanceof Cause.Requires
                            && dependencies.stream().anyMatch(this::forbids);
            };
        }

        /** Whether the requirement keeps the version from what the fact says it cannot be with. */
        private boolean forbids(Dependency dependency) {
            if (!(fact.cause() instanceof Cause.Requires(List<Dependency> requirements))
                    || requirements.stream()
                            .noneMatch(required -> required.target().equals(dependency.target()))) {
                return false;
            }
            if (fact.conclusion().size() == 1) {
                return !dependency.clause().allowed().contains(position);
            }
            Term target = fact.conclusion().getLast();
            return target.positive()
                    ? dependency.clause().allowed().isDisjointFrom(target.versions())
                    : dependency.clause().allowed().isSubsetOf(target.versions());
        }
    }
}
