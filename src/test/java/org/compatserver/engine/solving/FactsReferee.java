package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.compatserver.certificate.Evidence;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Subject;
import org.compatserver.verdict.Derivation.Versions.Run;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.ISolver;
import org.sat4j.specs.TimeoutException;

/** Whether facts can all hold, by a SAT solver: one variable for each subject and version, of which one a subject is true at most. */
public final class FactsReferee {
    private final Evidence evidence;
    private final ISolver solver = SolverFactory.newDefault();
    private final Map<Subject, Integer> variables = new HashMap<>();
    private int last;

    private FactsReferee(Evidence evidence) {
        this.evidence = evidence;
    }

    public static boolean canAllHold(List<Fact> facts, Evidence evidence) {
        try {
            return new FactsReferee(evidence).isSatisfiable(facts);
        } catch (ContradictionException contradiction) {
            return false;
        } catch (TimeoutException e) {
            throw new IllegalStateException("The SAT solver gave up", e);
        }
    }

    private boolean isSatisfiable(List<Fact> facts) throws ContradictionException, TimeoutException {
        for (Fact fact : facts) {
            VecInt clause = new VecInt();
            boolean isClause = true;
            for (Claim claim : fact.conclusion()) {
                if (!claim.subject().equals(Subject.QUESTION)) {
                    isClause &= add(claim, clause);
                }
            }
            if (isClause) {
                solver.addClause(clause);
            }
        }
        return solver.isSatisfiable();
    }

    /** Adds the opposite of a claim; false if that always holds. */
    private boolean add(Claim claim, VecInt clause) throws ContradictionException {
        List<Integer> literals = new ArrayList<>();
        int first = variable(claim.subject());
        List<Version> versions = versions(claim.subject());
        for (int i = 0; i < versions.size(); i++) {
            if (isIn(claim, versions.get(i))) {
                literals.add(first + i);
            }
        }
        if (claim.positive()) {
            return addNegated(literals, clause);
        }
        literals.forEach(clause::push);
        return true;
    }

    /** That none of the variables is true is one variable more. */
    private boolean addNegated(List<Integer> literals, VecInt clause) throws ContradictionException {
        if (literals.isEmpty()) {
            return false;
        }
        int none = ++last;
        for (int literal : literals) {
            solver.addClause(new VecInt(new int[] {-none, -literal}));
        }
        clause.push(none);
        return true;
    }

    private static boolean isIn(Claim claim, Version version) {
        for (Run run : claim.versions().runs()) {
            if (run.first().compareTo(version) <= 0 && version.compareTo(run.last()) <= 0) {
                return true;
            }
        }
        return false;
    }

    /** The first variable of a subject; with an extra it is at the version of the project. */
    private int variable(Subject subject) throws ContradictionException {
        Integer known = variables.get(subject);
        if (known != null) {
            return known;
        }
        int size = versions(subject).size();
        int first = last + 1;
        variables.put(subject, first);
        last += Math.max(size, 1);
        VecInt all = new VecInt();
        IntStream.range(first, first + size).forEach(all::push);
        solver.addAtMost(all, 1);
        if (subject.extra() != null) {
            int base = variable(new Subject(subject.project(), null));
            for (int i = 0; i < size; i++) {
                solver.addClause(new VecInt(new int[] {-(first + i), base + i}));
            }
        }
        return first;
    }

    private List<Version> versions(Subject subject) {
        ProjectName project = subject.project();
        return project == null
                ? List.of()
                : evidence.files(project).stream()
                        .map(file -> file.name().version())
                        .distinct()
                        .sorted()
                        .toList();
    }
}
