package org.compatserver.verdict;

/** Since when, as an answer of its own, with what it rests on. */
public record Dated(Context context, Since since) {}
