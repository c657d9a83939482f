package org.compatserver.referee;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.compatserver.referee.Plan.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked: a pip for each interpreter that was found, and uv where there is one.
 *
 * @param lacking the Pythons that were wanted and not found
 * @param uv null without
 */
record Panel(
        Map<Interpreter, Pip> pips,
        List<Wanted> lacking,
        @Nullable Uv uv) {

    /**
     * Finds all.
     *
     * @param folder the journal's, for the caches of the run
     * @throws RefereeProblem if no interpreter is left, or a named uv is none
     */
    static Panel gather(Plan plan, Equipment equipment, Path folder, Progress progress)
            throws RefereeProblem, IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(equipment.environment());
        environment.put(
                "PIP_CACHE_DIR", folder.resolve("pip-cache").toAbsolutePath().toString());
        environment.put(
                "UV_CACHE_DIR", folder.resolve("uv-cache").toAbsolutePath().toString());
        Interpreters interpreters = new Interpreters(environment);
        PipInstaller installer =
                new PipInstaller(equipment.cache().resolve("referee").toAbsolutePath(), environment);
        Map<Interpreter, Pip> pips = new LinkedHashMap<>();
        List<Wanted> lacking = new ArrayList<>();
        for (Wanted wanted : plan.pythons()) {
            Optional<Interpreter> found = interpreters.find(wanted.python(), wanted.exact());
            if (found.isEmpty()) {
                lacking.add(wanted);
                progress.say("No CPython " + wanted + " is among pyenv's or on PATH; its questions are left out");
                continue;
            }
            Interpreter one = found.get();
            PipRelease release = PipRelease.on(one.python());
            pips.put(one, new Pip(one, release, installer.get(one, release), environment, plan.patience()));
            progress.say(
                    "Python " + wanted + ": " + one + " at " + one.executable() + ", with pip " + release.version());
        }
        if (pips.isEmpty()) {
            throw new RefereeProblem("None of these Pythons is among pyenv's or on PATH as pythonX.Y: "
                    + String.join(", ", lacking.stream().map(Wanted::toString).toList()));
        }
        return new Panel(pips, lacking, uv(plan, environment, progress));
    }

    private static @Nullable Uv uv(Plan plan, Map<String, String> environment, Progress progress)
            throws RefereeProblem, InterruptedException {
        Path named = plan.uv();
        if (named != null) {
            Optional<Uv> uv = Uv.at(named, environment, Duration.ofMinutes(2));
            return uv.orElseThrow(() -> new RefereeProblem(named + " is no uv that can be started"));
        }
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder, "uv");
            if (!folder.isEmpty() && Files.isExecutable(candidate)) {
                Optional<Uv> uv = Uv.at(candidate, environment, Duration.ofMinutes(2));
                if (uv.isPresent()) {
                    return uv.get();
                }
            }
        }
        progress.say("There is no uv on PATH; it is not asked (--uv names one)");
        return null;
    }
}
