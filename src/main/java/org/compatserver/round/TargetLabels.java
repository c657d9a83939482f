package org.compatserver.round;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.compatserver.pep.target.Target;

/** Short names of a round's targets: {@code 3.13}; more of it where that is not enough to tell them apart. */
public final class TargetLabels {
    private final List<String> labels;

    private TargetLabels(List<String> labels) {
        this.labels = List.copyOf(labels);
    }

    /** Of the targets, by their place. */
    public static TargetLabels of(List<Target> targets) {
        List<Function<Target, String>> forms = List.of(
                target -> target.python().minorVersion(),
                target -> target.python().toString(),
                target -> target.python().minorVersion() + " " + target.platform(),
                target -> target.python() + " " + target.platform());
        for (Function<Target, String> form : forms) {
            List<String> labels = targets.stream().map(form).toList();
            if (labels.stream().distinct().count() == labels.size()) {
                return new TargetLabels(labels);
            }
        }
        return new TargetLabels(targets.stream().map(forms.getLast()).toList());
    }

    /** The name of a target. */
    public String name(int target) {
        return labels.get(target);
    }

    /** The names of some: {@code 3.10, 3.11 and 3.13}. */
    public String names(List<Integer> targets) {
        return Lists.join(targets.stream().map(labels::get).toList(), "and");
    }

    /** The names of all. */
    public String all() {
        return names(IntStream.range(0, labels.size()).boxed().toList());
    }
}
