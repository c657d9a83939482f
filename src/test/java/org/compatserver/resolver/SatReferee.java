package org.compatserver.resolver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.compatserver.resolver.SmallIndex.Need;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.ISolver;
import org.sat4j.specs.TimeoutException;

/**
 * Whether an index has a set, by a SAT solver. One variable for each node and version, true if the set has the node at that version; admission is left out,
 * so the index must have neither pre-releases nor yanked files.
 */
final class SatReferee {
    private final SmallIndex index;
    private final ISolver solver = SolverFactory.newDefault();

    /** The first variable of each node that was met; its positions follow. */
    private final SequencedMap<PackageNode, Integer> variables = new LinkedHashMap<>();

    private final Deque<PackageNode> open = new ArrayDeque<>();
    private int last;

    private SatReferee(SmallIndex index) {
        this.index = index;
    }

    static boolean hasASet(SmallIndex index, String requirements) {
        try {
            return new SatReferee(index).isSatisfiable(SmallIndex.needs(requirements));
        } catch (ContradictionException contradiction) {
            return false;
        } catch (TimeoutException e) {
            throw new IllegalStateException("The SAT solver gave up", e);
        }
    }

    private boolean isSatisfiable(List<Need> asked) throws ContradictionException, TimeoutException {
        for (Need need : asked) {
            require(0, need);
        }
        for (PackageNode node = open.poll(); node != null; node = open.poll()) {
            state(node);
        }
        return solver.isSatisfiable();
    }

    /** At most one version of a node; each requires what it requires, and with an extra the project itself at the same version. */
    private void state(PackageNode node) throws ContradictionException {
        int size = index.versions(node.project()).size();
        for (int p = 0; p < size; p++) {
            int variable = variable(node) + p;
            for (int q = 0; q < p; q++) {
                solver.addClause(new VecInt(new int[] {-variable, -(variable(node) + q)}));
            }
            if (node.extra() != null) {
                solver.addClause(new VecInt(new int[] {-variable, variable(PackageNode.of(node.project())) + p}));
            }
            for (Need need : index.release(node.project(), p).needs(node.extra())) {
                require(variable, need);
            }
        }
    }

    /** Where the variable is true, or in any case if it is 0, one of the allowed versions is in the set, of the project and of its extra. */
    private void require(int variable, Need need) throws ContradictionException {
        for (Dependency dependency : index.dependencies(List.of(need))) {
            VecInt clause = new VecInt();
            if (variable != 0) {
                clause.push(-variable);
            }
            VersionSet allowed = dependency.clause().allowed();
            for (int p = allowed.highest(); p >= 0; p = allowed.below(p)) {
                clause.push(variable(dependency.target()) + p);
            }
            solver.addClause(clause);
        }
    }

    private int variable(PackageNode node) {
        Integer known = ((Map<PackageNode, Integer>) variables).get(node);
        if (known == null) {
            known = last + 1;
            last += index.versions(node.project()).size();
            variables.put(node, known);
            open.add(node);
        }
        return known;
    }
}
