package org.compatserver.referee;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Version;

/**
 * Puts all questions to pip and uv, some at a time. First what the newest version of each requirement is; then each question as a user asks it, and pinned
 * to the newest where that is still open; at last pinned where a free answer showed it already, for pip is asked both.
 */
final class Hearing {
    private final Asker asker;
    private final List<Case> cases;
    private final int jobs;
    private final Progress progress;

    Hearing(Asker asker, List<Case> cases, int jobs, Progress progress) {
        this.asker = asker;
        this.cases = cases;
        this.jobs = jobs;
        this.progress = progress;
    }

    private record Solo(Interpreter interpreter, Requirement requirement) {}

    /** Asks all; the answers are the asker's then. */
    void hold() throws InterruptedException {
        Set<Solo> solos = new LinkedHashSet<>();
        cases.forEach(one -> one.requirements().forEach(r -> solos.add(new Solo(one.interpreter(), r))));
        progress.begin(solos.size() + 2 * cases.size());
        all(solos.stream()
                .<Callable<Answer>>map(solo -> () -> asker.alone(solo.interpreter(), solo.requirement()))
                .toList());
        all(cases.stream().<Callable<Answer>>map(one -> () -> first(one)).toList());
        all(cases.stream()
                .<Callable<Answer>>map(one -> () -> asker.pip(one.interpreter(), true, pinned(one)))
                .toList());
        progress.end();
    }

    private Answer first(Case one) throws InterruptedException {
        Answer free = asker.pip(one.interpreter(), true, one.texts());
        asker.uv(one.interpreter(), one.texts());
        asker.uv(one.interpreter(), pinned(one));
        return isAtNewest(one, free) ? free : asker.pip(one.interpreter(), true, pinned(one));
    }

    /** The question with every package at the newest version that pip takes for it alone. */
    List<String> pinned(Case one) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        for (Requirement requirement : one.requirements()) {
            texts.add(requirement.toString());
            asker.newest(one.interpreter(), requirement)
                    .ifPresent(newest -> texts.add(requirement.project() + "==" + newest));
        }
        return texts;
    }

    /** Whether an answer has every requested package at its newest, or newer. */
    boolean isAtNewest(Case one, Answer answer) throws InterruptedException {
        if (!(answer instanceof Answer.Installed installed)) {
            return false;
        }
        for (Requirement requirement : one.requirements()) {
            Optional<Version> newest = asker.newest(one.interpreter(), requirement);
            Optional<Version> there = installed.version(requirement.project());
            if (newest.isPresent() && (there.isEmpty() || there.get().compareTo(newest.get()) < 0)) {
                return false;
            }
        }
        return true;
    }

    private void all(List<Callable<Answer>> work) throws InterruptedException {
        try (ExecutorService workers = Executors.newFixedThreadPool(jobs)) {
            List<Future<Answer>> running = new ArrayList<>();
            for (Callable<Answer> one : work) {
                running.add(workers.submit(() -> {
                    Answer answer = one.call();
                    progress.step();
                    return answer;
                }));
            }
            try {
                for (Future<Answer> one : running) {
                    one.get();
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("The referee failed", e.getCause());
            } finally {
                workers.shutdownNow();
            }
        }
    }
}
