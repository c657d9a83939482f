package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Derivation.Step;
import org.jspecify.annotations.Nullable;

/**
 * A proof as prose, a sentence a step, each lemma stated once: one that is used again gets a number (after the report of Dart's pub). What the question asks
 * for is said once, at the end. A proof too long to be read is cut at its beginning, and says so.
 */
final class Argument {
    /** No one reads more sentences. */
    private static final int MOST_SENTENCES = 60;

    private final Statements statements;
    private final IdentityHashMap<Step, Integer> numbers = new IdentityHashMap<>();
    private final IdentityHashMap<Step, Integer> places = new IdentityHashMap<>();
    private final List<String> sentences = new ArrayList<>();
    private @Nullable Step previous;

    private Argument(Statements statements) {
        this.statements = statements;
    }

    /** The sentences, in order. */
    static List<String> of(Derivation proof, Statements statements) {
        Argument argument = new Argument(statements);
        Derivation end = heart(proof);
        switch (end) {
            case Fact fact -> argument.sentences.add(statements.fact(fact) + ".");
            case Step step -> argument.inOrder(step).forEach(argument::explain);
        }
        argument.sentences.add(argument.asked(proof));
        int size = argument.sentences.size();
        if (size <= MOST_SENTENCES) {
            return argument.sentences;
        }
        List<String> last = new ArrayList<>(argument.sentences.subList(size - MOST_SENTENCES, size));
        last.addFirst("(The first " + (size - MOST_SENTENCES) + " steps are left out.)");
        return last;
    }

    /** What a step says that is not only about the question: the other premise, where one is the question's. */
    private static Derivation heart(Derivation derivation) {
        Derivation heart = derivation;
        while (heart instanceof Step(var _, Derivation left, Derivation right)) {
            if (isOfTheQuestion(left)) {
                heart = right;
            } else if (isOfTheQuestion(right)) {
                heart = left;
            } else {
                break;
            }
        }
        return heart;
    }

    private static boolean isOfTheQuestion(Derivation derivation) {
        return derivation instanceof Fact(var _, Ground ground)
                && (ground instanceof Ground.Asked
                        || ground instanceof Ground.OnlyNewest
                        || ground instanceof Ground.BeyondFound);
    }

    private String asked(Derivation proof) {
        Set<String> asked = new LinkedHashSet<>();
        boolean newest = false;
        for (Fact fact : proof.facts()) {
            if (fact.ground() instanceof Ground.Asked(var requirement)) {
                asked.add(Statements.withoutMarker(requirement));
            }
            newest |= fact.ground() instanceof Ground.OnlyNewest;
        }
        List<String> sorted = asked.stream().sorted().toList();
        String what = sorted.isEmpty()
                ? "So"
                : "As " + Phrases.join(sorted, "and") + (sorted.size() == 1 ? " is" : " are") + " asked for"
                        + (newest ? ", at the newest," : ",");
        return what + " nothing fits.";
    }

    /** The steps, each after those that it rests on; iterative, since a proof can be deeper than a thread's stack. */
    private List<Step> inOrder(Step root) {
        List<Step> order = new ArrayList<>();
        List<Step> stack = new ArrayList<>(List.of(root));
        while (!stack.isEmpty()) {
            Step step = stack.getLast();
            List<Step> open = premises(step).stream()
                    .filter(premise -> !places.containsKey(premise))
                    .toList();
            if (open.isEmpty()) {
                stack.removeLast();
                if (places.putIfAbsent(step, order.size()) == null) {
                    order.add(step);
                }
            } else {
                stack.addAll(open);
            }
        }
        return order;
    }

    private static List<Step> premises(Step step) {
        List<Step> premises = new ArrayList<>(2);
        if (heart(step.left()) instanceof Step left) {
            premises.add(left);
        }
        if (heart(step.right()) instanceof Step right) {
            premises.add(right);
        }
        return premises;
    }

    private void explain(Step step) {
        Derivation left = heart(step.left());
        Derivation right = heart(step.right());
        String reasons;
        if (isPrevious(left) || isPrevious(right)) {
            reasons = "And because " + reference(isPrevious(left) ? right : left);
        } else {
            Set<String> both = new LinkedHashSet<>(List.of(reference(left), reference(right)));
            reasons = "Because " + Phrases.join(List.copyOf(both), "and");
        }
        sentences.add(reasons + ", " + statements.conclusion(step.conclusion()) + ".");
        places.put(step, sentences.size() - 1);
        previous = step;
    }

    /** Whether it is the very step that was explained last: what a graph shares is one object. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isPrevious(Derivation derivation) {
        return derivation == previous;
    }

    /** How a later sentence speaks of a fact or of a step that was explained before. */
    private String reference(Derivation derivation) {
        return switch (derivation) {
            case Fact fact -> statements.fact(fact);
            case Step step -> statements.conclusion(step.conclusion()) + " (" + number(step) + ")";
        };
    }

    /** The step's number; when it has none yet, its sentence is given one. */
    private int number(Step step) {
        return numbers.computeIfAbsent(step, unnumbered -> {
            int number = numbers.size() + 1;
            int place = places.getOrDefault(unnumbered, 0);
            sentences.set(place, sentences.get(place) + " (" + number + ")");
            return number;
        });
    }
}
