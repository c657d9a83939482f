package org.compatserver.resolver.spi;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A set of a project's versions, as positions in the project's ascending list of versions. Immutable; both sides of an operation belong to
 * the same project, so they have the same size.
 */
public final class VersionSet {
    private final int size;
    private final long[] words;

    private VersionSet(int size, long[] words) {
        this.size = size;
        this.words = words;
    }

    public static VersionSet none(int size) {
        return new VersionSet(size, new long[(size + 63) >> 6]);
    }

    public static VersionSet all(int size) {
        return range(size, 0, size);
    }

    public static VersionSet of(int size, int position) {
        return range(size, position, position + 1);
    }

    /** The positions from {@code from} (in) to {@code to} (out). */
    public static VersionSet range(int size, int from, int to) {
        long[] words = new long[(size + 63) >> 6];
        fill(words, from, to);
        return new VersionSet(size, words);
    }

    public static VersionSet where(int size, IntPredicate test) {
        long[] words = new long[(size + 63) >> 6];
        for (int i = 0; i < size; i++) {
            if (test.test(i)) {
                words[i >> 6] |= 1L << i;
            }
        }
        return new VersionSet(size, words);
    }

    /** Collects runs of positions into a set. */
    public static final class Builder {
        private final int size;
        private final long[] words;

        public Builder(int size) {
            this.size = size;
            this.words = new long[(size + 63) >> 6];
        }

        /** Adds the positions from {@code from} (in) to {@code to} (out). */
        public Builder add(int from, int to) {
            fill(words, from, to);
            return this;
        }

        public VersionSet build() {
            return new VersionSet(size, words.clone());
        }
    }

    private static void fill(long[] words, int from, int to) {
        for (int i = from; i < to; ) {
            int end = Math.min(to, (i | 63) + 1);
            long run = end - i == 64 ? -1L : ((1L << (end - i)) - 1) << i;
            words[i >> 6] |= run;
            i = end;
        }
    }

    /** How many versions the project has, in the set or not. */
    public int size() {
        return size;
    }

    public boolean contains(int position) {
        return (words[position >> 6] & 1L << position) != 0;
    }

    public boolean isEmpty() {
        for (long word : words) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    public int count() {
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** The highest position in the set, or -1. */
    public int highest() {
        for (int i = words.length - 1; i >= 0; i--) {
            if (words[i] != 0) {
                return (i << 6) + 63 - Long.numberOfLeadingZeros(words[i]);
            }
        }
        return -1;
    }

    /** The highest position in the set that is below {@code position}, or -1. */
    public int below(int position) {
        int i = position >> 6;
        if (i < words.length) {
            long word = words[i] & (1L << position) - 1;
            if (word != 0) {
                return (i << 6) + 63 - Long.numberOfLeadingZeros(word);
            }
        }
        for (i = Math.min(i, words.length) - 1; i >= 0; i--) {
            if (words[i] != 0) {
                return (i << 6) + 63 - Long.numberOfLeadingZeros(words[i]);
            }
        }
        return -1;
    }

    /** The lowest position in the set, or -1. */
    public int lowest() {
        for (int i = 0; i < words.length; i++) {
            if (words[i] != 0) {
                return (i << 6) + Long.numberOfTrailingZeros(words[i]);
            }
        }
        return -1;
    }

    public VersionSet and(VersionSet other) {
        long[] result = words.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] &= other.words[i];
        }
        return new VersionSet(size, result);
    }

    public VersionSet or(VersionSet other) {
        long[] result = words.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] |= other.words[i];
        }
        return new VersionSet(size, result);
    }

    public VersionSet minus(VersionSet other) {
        long[] result = words.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] &= ~other.words[i];
        }
        return new VersionSet(size, result);
    }

    /** The same positions of a list that is longer or shorter at its end. */
    public VersionSet resized(int newSize) {
        long[] result = Arrays.copyOf(words, (newSize + 63) >> 6);
        if (newSize < size && (newSize & 63) != 0) {
            result[newSize >> 6] &= (1L << newSize) - 1;
        }
        return new VersionSet(newSize, result);
    }

    public VersionSet complement() {
        return all(size).minus(this);
    }

    public boolean isSubsetOf(VersionSet other) {
        for (int i = 0; i < words.length; i++) {
            if ((words[i] & ~other.words[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    public boolean isDisjointFrom(VersionSet other) {
        for (int i = 0; i < words.length; i++) {
            if ((words[i] & other.words[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VersionSet that && size == that.size && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return 31 * size + Arrays.hashCode(words);
    }

    /** Runs of positions, as in {@code {0-3, 7}}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < size; i++) {
            if (contains(i)) {
                int from = i;
                while (i + 1 < size && contains(i + 1)) {
                    i++;
                }
                text.append(text.length() > 1 ? ", " : "").append(from).append(i > from ? "-" + i : "");
            }
        }
        return text.append('}').toString();
    }
}
