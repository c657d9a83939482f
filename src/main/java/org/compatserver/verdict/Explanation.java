package org.compatserver.verdict;

/**
 * Why something is impossible.
 *
 * @param text for people: one sentence first, then the argument
 * @param proof the same as data, every step of which can be checked
 */
public record Explanation(String text, Derivation proof) {}
