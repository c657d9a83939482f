package org.compatserver.pep.referee;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Cases of one kind that both we and Python's {@code packaging} answer.
 *
 * @param name what the cases are about
 * @param function the function of {@code referee/cases_*.py} that answers them there
 * @param generated how many cases to make
 * @param generator makes one case, a list of texts
 * @param picked cases chosen by hand, answered in addition
 * @param ours our answer, in the same form as the function's
 * @param differences where we mean to differ, each with its reason
 */
record CaseClass(
        String name,
        String function,
        int generated,
        Function<Random, List<String>> generator,
        List<List<String>> picked,
        Function<List<String>, String> ours,
        List<Difference> differences) {
    /** The answer to bad input on both sides. */
    static final String INVALID = "invalid";

    CaseClass(
            String name,
            String function,
            int generated,
            Function<Random, List<String>> generator,
            Function<List<String>, String> ours) {
        this(name, function, generated, generator, List.of(), ours, List.of());
    }

    /** The same with cases chosen by hand, each of one text. */
    CaseClass alsoOf(String... texts) {
        List<List<String>> cases = new ArrayList<>(picked);
        for (String text : texts) {
            cases.add(List.of(text));
        }
        return new CaseClass(name, function, generated, generator, cases, ours, differences);
    }

    /** The same with one case chosen by hand, of several texts. */
    CaseClass also(String... texts) {
        List<List<String>> cases = new ArrayList<>(picked);
        cases.add(List.of(texts));
        return new CaseClass(name, function, generated, generator, cases, ours, differences);
    }

    /** The same but for a deliberate difference. */
    CaseClass except(String reason, Difference.Where where) {
        List<Difference> more = new ArrayList<>(differences);
        more.add(new Difference(reason, where));
        return new CaseClass(name, function, generated, generator, picked, ours, more);
    }

    /** A deliberate difference. */
    record Difference(String reason, Where where) {
        /** Tells the cases that the reason explains; both answers are given, so that it explains no other outcome. */
        interface Where {
            boolean holds(List<String> texts, String ours, String theirs);
        }
    }

    /** The cases chosen by hand, then the made ones, the same for the same seed. */
    List<List<String>> cases(long seed) {
        Random random = new Random(seed ^ name.hashCode());
        List<List<String>> cases = new ArrayList<>(picked);
        for (int i = 0; i < generated; i++) {
            cases.add(generator.apply(random));
        }
        return cases;
    }
}
