package org.compatserver.metrics;

import java.util.Locale;

/** Values of labels. */
final class Labels {
    private Labels() {}

    /** A constant's name, lower case. */
    static String of(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
