package org.compatserver.referee;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * Gets the answers of pip and uv: from the journal, else from them, into the journal. What broke down stays so for this run.
 *
 * @see Journal
 */
final class Asker {
    /** In place of an answer, where nobody is asked. */
    static final Answer.Broken NOT_ASKED = new Answer.Broken("Not asked yet");

    private final Panel panel;
    private final Journal journal;
    private final Plan plan;
    private final String index;
    private final LocalDate today;
    private final Map<String, Answer.Broken> broken = new ConcurrentHashMap<>();

    Asker(Panel panel, Journal journal, Plan plan, Equipment equipment) {
        this.panel = panel;
        this.journal = journal;
        this.plan = plan;
        this.index = equipment.index();
        this.today = LocalDate.ofInstant(equipment.clock().instant(), ZoneOffset.UTC);
    }

    /** The version that pip takes for a requirement alone; empty when there is none, or that is not known. */
    Optional<Version> newest(Interpreter interpreter, Requirement requirement) throws InterruptedException {
        return alone(interpreter, requirement) instanceof Answer.Installed installed
                ? installed.version(requirement.project())
                : Optional.empty();
    }

    /** pip's answer to a requirement, without what it requires. */
    Answer alone(Interpreter interpreter, Requirement requirement) throws InterruptedException {
        return pip(interpreter, false, List.of(requirement.toString()));
    }

    Answer pip(Interpreter interpreter, boolean dependencies, List<String> requirements) throws InterruptedException {
        Pip pip = java.util.Objects.requireNonNull(panel.pips().get(interpreter));
        return answer(
                new Ask(
                        pip.name(),
                        interpreter,
                        dependencies,
                        requirements,
                        pip.release().cutsOff() ? plan.asOf() : null,
                        today,
                        index),
                pip::ask);
    }

    /** Null when uv is not asked. */
    @Nullable
    Answer uv(Interpreter interpreter, List<String> requirements) throws InterruptedException {
        Uv uv = panel.uv();
        if (uv == null || !Uv.supports(interpreter)) {
            return null;
        }
        return answer(new Ask(uv.name(), interpreter, true, requirements, plan.asOf(), today, index), uv::ask);
    }

    private Answer answer(Ask ask, Tool tool) throws InterruptedException {
        Optional<Answer> kept = journal.find(ask);
        if (kept.isPresent()) {
            return kept.get();
        }
        Answer.Broken failed = broken.get(ask.key());
        if (failed != null) {
            return failed;
        }
        if (plan.known()) {
            return NOT_ASKED;
        }
        long start = System.nanoTime();
        Answer answer = tool.ask(ask);
        if (answer instanceof Answer.Broken breakdown) {
            broken.put(ask.key(), breakdown);
        }
        journal.keep(ask, answer, (System.nanoTime() - start) / 1e9);
        return answer;
    }

    private interface Tool {
        Answer ask(Ask ask) throws InterruptedException;
    }
}
