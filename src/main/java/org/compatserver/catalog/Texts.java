package org.compatserver.catalog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.Marker;
import org.compatserver.pep.version.SpecifierSet;

/** Each distinct text of specifiers or of a marker, read once a process. The texts are canonical ones that this program wrote, but for Requires-Python. */
final class Texts {
    private static final int MOST = 200_000;

    private final Map<String, SpecifierSet> specifiers = new ConcurrentHashMap<>();
    private final Map<String, Parsed<SpecifierSet>> pythons = new ConcurrentHashMap<>();
    private final Map<String, Marker> markers = new ConcurrentHashMap<>();

    SpecifierSet specifiers(String text) {
        SpecifierSet known = specifiers.get(text);
        return known == null ? remember(specifiers, text, SpecifierSet.of(text)) : known;
    }

    Parsed<SpecifierSet> requiresPython(String text) {
        Parsed<SpecifierSet> known = pythons.get(text);
        return known == null ? remember(pythons, text, SpecifierSet.parse(text)) : known;
    }

    Marker marker(String text) {
        Marker known = markers.get(text);
        return known == null ? remember(markers, text, Marker.parse(text).orElseThrow()) : known;
    }

    /** Keeps a value, unless there are too many: then all are forgotten first. */
    static <K, V> V remember(Map<K, V> values, K key, V value) {
        if (values.size() >= MOST) {
            values.clear();
        }
        V other = values.putIfAbsent(key, value);
        return other == null ? value : other;
    }
}
