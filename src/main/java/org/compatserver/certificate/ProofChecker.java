package org.compatserver.certificate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Subject;

/** Whether a proof proves: every fact holds, every step follows, and it ends in the question alone or in nothing. */
final class ProofChecker {
    private final World world;
    private final FactChecker facts;
    private final List<String> faults = new ArrayList<>();

    ProofChecker(World world, FactChecker facts) {
        this.world = world;
        this.facts = facts;
    }

    /** What is wrong; empty when nothing is. Each node of the graph is looked at once, without recursion: proofs can be deep. */
    List<String> check(Derivation proof) {
        if (!proof.conclusion().stream().allMatch(ProofChecker::isTheQuestion)) {
            faults.add("the proof ends in " + proof.conclusion() + " and not in a contradiction");
        }
        Set<Derivation> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Derivation> open = new ArrayDeque<>(List.of(proof));
        while (!open.isEmpty()) {
            Derivation node = open.pop();
            if (seen.add(node)) {
                checkNode(node, open);
            }
        }
        return faults;
    }

    private static boolean isTheQuestion(Claim claim) {
        return claim.subject().equals(Subject.QUESTION) && claim.positive();
    }

    private void checkNode(Derivation node, Deque<Derivation> open) {
        switch (node) {
            case Derivation.Fact fact -> facts.check(fact).ifPresent(faults::add);
            case Derivation.Step(var conclusion, var left, var right) -> {
                Box box = new Box(world, conclusion);
                if (!box.isCoveredBy(new Box(world, left.conclusion()), new Box(world, right.conclusion()))) {
                    faults.add(
                            conclusion + " does not follow from " + left.conclusion() + " and " + right.conclusion());
                }
                open.push(left);
                open.push(right);
            }
        }
    }
}
