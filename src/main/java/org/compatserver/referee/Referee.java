package org.compatserver.referee;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Use case: the same questions to us, to real pip and to uv, compared. */
public final class Referee {
    private final Equipment equipment;

    public Referee(Equipment equipment) {
        this.equipment = equipment;
    }

    /**
     * Asks what the journal does not answer yet, and compares.
     *
     * @throws RefereeProblem if what is needed for it is not on this machine
     * @throws IOException if the journal cannot be used
     */
    public Report run(Plan plan, Progress progress) throws RefereeProblem, IOException, InterruptedException {
        Path given = plan.journal();
        Path folder = given == null ? equipment.cache().resolve("referee").resolve("journal") : given;
        Panel panel = Panel.gather(plan, equipment, folder, progress);
        List<Case> cases = Sample.draw(List.copyOf(panel.pips().keySet()), plan);
        try (Journal journal = Journal.open(folder.resolve("answers.jsonl"))) {
            Asker asker = new Asker(panel, journal, plan, equipment);
            Hearing hearing = new Hearing(asker, cases, plan.jobs(), progress);
            hearing.hold();
            Judge judge = new Judge(plan, panel, hearing, asker, equipment);
            return ReportWriter.report(plan, panel, judge.judge(cases), judge.newest(cases));
        }
    }
}
