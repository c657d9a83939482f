package org.compatserver.pep.referee;

import java.util.List;
import java.util.Random;

/** Pieces of generators: all choices come from the given source, so that a seed gives the same cases again. */
final class Texts {
    private static final String NOISE = "aZ09.-_!+*=<>~,;:@()[]'\" \t\u00e9\u0130\u212a\ud83d\ude00";

    private Texts() {}

    static String pick(Random random, List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    static String pick(Random random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    /** The text, or nothing, half of the time each. */
    static String maybe(Random random, String text) {
        return random.nextBoolean() ? text : "";
    }

    static boolean oneIn(Random random, int n) {
        return random.nextInt(n) == 0;
    }

    /** Some of the texts, from {@code least} to {@code most} of them, joined. */
    static String some(Random random, int least, int most, String separator, String... texts) {
        StringBuilder joined = new StringBuilder();
        int count = least + random.nextInt(most - least + 1);
        for (int i = 0; i < count; i++) {
            joined.append(i == 0 ? "" : separator).append(pick(random, texts));
        }
        return joined.toString();
    }

    /** The text with one character left out, doubled, or replaced by noise: mostly no longer well formed. */
    static String damage(Random random, String text) {
        if (text.isEmpty()) {
            return noise(random);
        }
        int place = random.nextInt(text.length());
        String before = text.substring(0, place);
        String after = text.substring(place + 1);
        return switch (random.nextInt(4)) {
            case 0 -> before + after;
            case 1 -> before + text.charAt(place) + text.charAt(place) + after;
            case 2 -> before + noise(random) + after;
            default -> before + noise(random) + text.charAt(place) + after;
        };
    }

    /** The text, damaged once in {@code n} times. */
    static String damageOneIn(Random random, int n, String text) {
        return oneIn(random, n) ? damage(random, text) : text;
    }

    private static String noise(Random random) {
        int place = NOISE.offsetByCodePoints(0, random.nextInt(NOISE.codePointCount(0, NOISE.length())));
        return Character.toString(NOISE.codePointAt(place));
    }
}
