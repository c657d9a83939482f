package org.compatserver.resolver;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.DerivationTree.Derived;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.VersionSet;

/** A proof as lines, one for each fact and step, premises first: {@code 3 question, not a 1..2 <- 1, 2}. */
final class ProofText {
    private final SmallIndex index;
    private final IdentityHashMap<DerivationTree, Integer> numbers = new IdentityHashMap<>();
    private final List<String> lines = new ArrayList<>();

    private ProofText(SmallIndex index) {
        this.index = index;
    }

    static String of(SmallIndex index, DerivationTree proof) {
        ProofText text = new ProofText(index);
        text.number(proof);
        return String.join("\n", text.lines) + "\n";
    }

    private int number(DerivationTree tree) {
        Integer known = numbers.get(tree);
        if (known != null) {
            return known;
        }
        String reason = switch (tree) {
            case External fact -> reason(fact.cause());
            case Derived step -> number(step.left()) + ", " + number(step.right());
        };
        String terms = tree.conclusion().stream().map(this::term).collect(Collectors.joining(", "));
        lines.add("%d {%s} <- %s".formatted(lines.size() + 1, terms, reason));
        numbers.put(tree, lines.size());
        return lines.size();
    }

    private static String reason(Cause cause) {
        return switch (cause) {
            case Cause.Asked(var requirement) -> "asked " + requirement.source();
            case Cause.Requires(var requirements) ->
                "requires " + requirements.stream().map(Dependency::source).collect(Collectors.joining(" or "));
            case Cause.SameVersion same -> "same version";
            case Cause.CannotBeUsed(var reason) -> reason.getClass().getSimpleName();
            case Cause.Constrained(var constraint) -> "constraint " + constraint.specifiers();
            case Cause.PreReleaseNotAdmitted refused -> "pre-release not admitted";
            case Cause.YankedNotAdmitted refused -> "yanked not admitted";
            case Cause.NotAdmittedThere there -> "not admitted there";
            case Cause.OnlyNewest newest -> "only newest";
            case Cause.BeyondFound found -> "beyond what was found";
        };
    }

    private String term(Term term) {
        if (term.node() == null) {
            return "question";
        }
        List<Version> versions = index.versions(term.node().project());
        return (term.positive() ? "" : "not ") + term.node() + runs(versions, term.versions());
    }

    private static String runs(List<Version> versions, VersionSet set) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < versions.size(); i++) {
            if (set.contains(i)) {
                int from = i;
                while (i + 1 < versions.size() && set.contains(i + 1)) {
                    i++;
                }
                text.append(text.isEmpty() ? " " : "|").append(versions.get(from));
                text.append(i > from ? ".." + versions.get(i) : "");
            }
        }
        return text.isEmpty() ? " at no version" : text.toString();
    }
}
