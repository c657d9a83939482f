package org.compatserver.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Derivation.Step;
import org.jspecify.annotations.Nullable;

/** Turns a derivation graph into a {@link ProofTree}. Without recursion: proofs may be thousands of steps deep. */
final class ProofTrees {
    private final IdentityHashMap<Derivation, Integer> numbers = new IdentityHashMap<>();
    private final List<ProofTree.Step> steps = new ArrayList<>();

    private ProofTrees() {}

    static ProofTrees of(Derivation proof) {
        ProofTrees trees = new ProofTrees();
        trees.number(proof);
        return trees;
    }

    /** The tree; of one that has more than {@code bound} steps the last ones. */
    ProofTree last(int bound) {
        int root = steps.size();
        boolean truncated = root > bound;
        return new ProofTree(root, truncated, truncated ? steps.subList(root - bound, root) : steps);
    }

    /** The numbers of the steps that state the facts. */
    List<Integer> steps(List<Fact> facts) {
        return numbers.entrySet().stream()
                .filter(entry -> entry.getKey() instanceof Fact fact && facts.contains(fact))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }

    private void number(Derivation root) {
        Deque<Derivation> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Derivation next = open.peek();
            if (numbers.containsKey(next)) {
                open.pop();
                continue;
            }
            switch (next) {
                case Fact(var conclusion, var ground) -> add(next, conclusion, ground(ground), null, null);
                case Step(var conclusion, var left, var right) -> {
                    Integer first = numbers.get(left);
                    Integer second = numbers.get(right);
                    if (first != null && second != null) {
                        add(next, conclusion, null, first, second);
                    } else {
                        push(open, right);
                        push(open, left);
                    }
                }
            }
        }
    }

    private void push(Deque<Derivation> open, Derivation step) {
        if (!numbers.containsKey(step)) {
            open.push(step);
        }
    }

    private void add(
            Derivation step,
            List<Claim> conclusion,
            ProofTree.@Nullable Ground ground,
            @Nullable Integer left,
            @Nullable Integer right) {
        int id = steps.size() + 1;
        numbers.put(step, id);
        steps.add(new ProofTree.Step(
                id, conclusion.stream().map(ProofTrees::claim).toList(), ground, left, right));
    }

    private static ProofTree.Claim claim(Claim claim) {
        return new ProofTree.Claim(
                claim.subject().toString(),
                claim.positive(),
                claim.versions().runs().stream()
                        .map(run -> List.of(run.first().toString(), run.last().toString()))
                        .toList());
    }

    private static ProofTree.Ground ground(Ground ground) {
        return switch (ground) {
            case Ground.Asked(var requirement) -> new ProofTree.Ground("asked", requirement.toString());
            case Ground.Requires(var requirements) ->
                new ProofTree.Ground("requires", String.join(" or ", requirements));
            case Ground.SameVersion() -> new ProofTree.Ground("same_version", null);
            case Ground.CannotBeUsed(var reason) -> new ProofTree.Ground(kind(reason), detail(reason));
            case Ground.Constrained(var specifiers) -> new ProofTree.Ground("constrained", specifiers);
            case Ground.PreReleaseNotAdmitted(var release, var _) ->
                new ProofTree.Ground("pre_release_not_admitted", release.toString());
            case Ground.YankedNotAdmitted _ -> new ProofTree.Ground("yanked_not_admitted", null);
            case Ground.NotAdmittedThere(var reason) -> new ProofTree.Ground("not_admitted_there", reason);
            case Ground.OnlyNewest() -> new ProofTree.Ground("only_newest", null);
            case Ground.BeyondFound() -> new ProofTree.Ground("beyond_found", null);
        };
    }

    private static String kind(Unavailable reason) {
        return switch (reason) {
            case Unavailable.UnknownProject() -> "unknown_project";
            case Unavailable.NoMatchingWheel no -> "no_matching_wheel";
            case Unavailable.SourceOnly() -> "source_only";
            case Unavailable.RequiresPython requires -> "requires_python";
            case Unavailable.UploadedLater() -> "uploaded_later";
            case Unavailable.NoFile() -> "no_file";
            case Unavailable.InvalidMetadata invalid -> "invalid_metadata";
            case Unavailable.Unknowable unknowable -> "unknowable";
            case Unavailable.DirectReference direct -> "direct_reference";
        };
    }

    private static @Nullable String detail(Unavailable reason) {
        return switch (reason) {
            case Unavailable.UnknownProject() -> null;
            case Unavailable.NoMatchingWheel(var tags) -> String.join(", ", tags);
            case Unavailable.SourceOnly() -> null;
            case Unavailable.RequiresPython(var specifiers) -> specifiers;
            case Unavailable.UploadedLater() -> null;
            case Unavailable.NoFile() -> null;
            case Unavailable.InvalidMetadata(var file, var problem) -> file + ": " + problem;
            case Unavailable.Unknowable(var file, var why) -> file + ": " + why;
            case Unavailable.DirectReference(var requirement) -> requirement;
        };
    }
}
