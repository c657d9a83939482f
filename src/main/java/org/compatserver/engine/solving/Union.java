package org.compatserver.engine.solving;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.compatserver.resolver.Admission;
import org.compatserver.resolver.spi.PackageNode;
import org.jspecify.annotations.Nullable;

/** The sets that packages have by themselves, laid beside each other: closed, since each of them is. */
final class Union {
    private Union() {}

    /**
     * What is in any of them; null where two have different versions of a project, or a version is there that not every clause admits.
     *
     * @param world in which the sets are
     */
    static @Nullable SequencedMap<PackageNode, Integer> of(List<SequencedMap<PackageNode, Integer>> sets, World world) {
        SequencedMap<PackageNode, Integer> union = new LinkedHashMap<>();
        for (SequencedMap<PackageNode, Integer> set : sets) {
            for (Map.Entry<PackageNode, Integer> entry : set.entrySet()) {
                Integer other = union.putIfAbsent(entry.getKey(), entry.getValue());
                if (other == null
                        ? !Admission.isAlwaysAdmitted(
                                world.releases(entry.getKey().project()), entry.getValue())
                        : !other.equals(entry.getValue())) {
                    return null;
                }
            }
        }
        return union;
    }
}
