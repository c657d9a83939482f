package org.compatserver.wire;

import java.util.Locale;

/** Says of a package how far it is held back. */
public final class HeldSentence {
    private HeldSentence() {}

    /** A whole sentence. */
    static String of(Reply.Held held) {
        return start(held) + ", because " + held.because() + ".";
    }

    /** {@code NAME is held at 2.30.3, 16 releases and 171 days behind 2.44.0}. */
    public static String start(Reply.Held held) {
        return held.name() + " is held at " + held.to() + ", " + behind(held.releasesBehind(), held.lagDays(), " and ")
                + " behind " + held.from();
    }

    /** {@code NAME at 2.5.0 (12 releases, 1,628 days behind)}. */
    public static String inBrief(Reply.Alternative held) {
        return held.name() + " at " + held.to() + " (" + behind(held.releasesBehind(), held.lagDays(), ", ")
                + " behind)";
    }

    private static String behind(int releases, @org.jspecify.annotations.Nullable Long days, String between) {
        String counted = count(releases, "release");
        return days == null ? counted : counted + between + count(days, "day");
    }

    private static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }
}
