package org.compatserver.store;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Numbers values, from 1 on, in the order in which they come. A number is given out only after its value is on its way into the file, so that nothing that names it can
 * be there before it.
 */
final class Dictionary<V> {
    private final Map<V, Integer> numbers = new ConcurrentHashMap<>();
    private final WriteBehind behind;
    private final Entry<V> entry;
    private int last;

    /** The change that writes a value's number. */
    interface Entry<V> {
        WriteBehind.Change of(int number, V value);

        long size(V value);
    }

    Dictionary(WriteBehind behind, List<@Nullable V> known, Entry<V> entry) {
        this.behind = behind;
        this.entry = entry;
        for (int number = 1; number < known.size(); number++) {
            V value = known.get(number);
            if (value != null) {
                numbers.put(value, number);
            }
        }
        this.last = Math.max(0, known.size() - 1);
    }

    int number(V value) {
        Integer number = numbers.get(value);
        return number == null ? add(value) : number;
    }

    private synchronized int add(V value) {
        Integer number = numbers.get(value);
        if (number != null) {
            return number;
        }
        int next = last + 1;
        behind.add(entry.size(value), entry.of(next, value));
        last = next;
        numbers.put(value, next);
        return next;
    }
}
