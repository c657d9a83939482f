package org.compatserver.pep.referee;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.compatserver.testing.PythonEnvironment;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Asks Python's {@code packaging} the cases of a class, and compares its answers with ours. */
final class Referee {
    private static final int SHOWN = 10;
    private static final long PATIENCE_MINUTES = 5;

    /** Escapes all but ASCII, so that a lone surrogate passes too. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final PythonEnvironment environment;
    private final long seed;

    Referee(PythonEnvironment environment, long seed) {
        this.environment = environment;
        this.seed = seed;
    }

    /**
     * What came of a class.
     *
     * @param agreed how many answers were the same
     * @param explained how many differed for each deliberate difference, by its reason
     * @param unexplained the first ones that differ for no listed reason, as text
     * @param faults how many these are in all
     */
    record Outcome(int agreed, Map<String, Integer> explained, List<String> unexplained, int faults) {
        int cases() {
            return agreed
                    + faults
                    + explained.values().stream().mapToInt(n -> n).sum();
        }
    }

    Outcome compare(CaseClass kind) {
        List<List<String>> cases = kind.cases(seed);
        List<String> theirs = ask(kind.function(), cases);
        if (theirs.size() != cases.size()) {
            throw new AssertionError(kind.name() + ": " + cases.size() + " cases, but " + theirs.size() + " answers");
        }
        int agreed = 0;
        int faults = 0;
        Map<String, Integer> explained = new LinkedHashMap<>();
        kind.differences().forEach(difference -> explained.put(difference.reason(), 0));
        List<String> unexplained = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            List<String> texts = cases.get(i);
            String ours = kind.ours().apply(texts);
            String answer = theirs.get(i);
            if (ours.equals(answer)) {
                agreed++;
                continue;
            }
            Optional<CaseClass.Difference> difference = kind.differences().stream()
                    .filter(d -> d.where().holds(texts, ours, answer))
                    .findFirst();
            if (difference.isPresent()) {
                explained.merge(difference.get().reason(), 1, Integer::sum);
            } else if (faults++ < SHOWN) {
                unexplained.add(JSON.writeValueAsString(texts) + "\n    ours   " + ours + "\n    theirs " + answer);
            }
        }
        return new Outcome(agreed, explained, unexplained, faults);
    }

    private List<String> ask(String function, List<List<String>> cases) {
        try {
            Process process = new ProcessBuilder(environment.command("/referee/driver.py", function))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Thread writer = Thread.startVirtualThread(() -> write(process, cases));
            List<String> answers = new ArrayList<>(cases.size());
            try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    answers.add(JSON.readValue(line, String.class));
                }
            }
            writer.join();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(
                        "The referee's function " + function + " failed; see the standard error above");
            }
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException("The referee cannot be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    private static void write(Process process, List<List<String>> cases) {
        try (BufferedWriter writer = process.outputWriter(StandardCharsets.UTF_8)) {
            for (List<String> texts : cases) {
                writer.write(JSON.writeValueAsString(texts));
                writer.write('\n');
            }
        } catch (IOException e) {
            // The process ended early; the count of answers tells.
        }
    }
}
