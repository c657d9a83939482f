package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.compatserver.catalog.Catalog;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Shape;
import org.compatserver.testing.Universe;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * FEATURE UNDER TEST: what packages come to by themselves is remembered from question to question, and no answer depends on what was asked before. On random universes;
 * more of them with {@code -Dcompat.cases=2000}.
 */
class RememberedPackagesTest {
    private static final int CASES = Integer.getInteger("compat.cases", 15);

    @ParameterizedTest
    @CsvSource(textBlock = """
            3, 5, 5, true
            4, 8, 3, false
            4, 12, 3, true
            """)
    void aBusyEngineAnswersAsAFreshOne(int requested, int projects, int versions, boolean cyclic) {
        Shape shape = new Shape(projects, versions, requested, cyclic, EnumSet.allOf(Feature.class));
        Map<String, Integer> results = new TreeMap<>();
        for (int seed = 0; seed < CASES; seed++) {
            RandomUniverse random = RandomUniverse.of(77_000_000L + 1_000L * projects + seed, shape);
            Universe universe = Universe.of(random.text());
            List<List<String>> questions = questions(random.packages());
            Collections.shuffle(questions, new Random(seed));
            try (Catalog catalog = catalog(universe)) {
                SolvingEngine busy = engine(catalog);
                for (List<String> packages : questions) {
                    Question question = Asking.of(random).question(packages.toArray(String[]::new));
                    Verdict verdict = busy.answer(question);
                    try (Catalog other = catalog(universe)) {
                        assertThat(verdict)
                                .as("seed %d, %s in %s", seed, packages, random)
                                .isEqualTo(engine(other).answer(question));
                    }
                    results.merge(verdict.getClass().getSimpleName(), 1, Integer::sum);
                }
            }
        }
        assertThat(results.keySet()).contains("Success", "CheckWarning", "InstallError");
    }

    @Test
    void whatAPageNewlySaysIsSeen() {
        AtomicReference<Universe> now = new AtomicReference<>(Universe.of("""
                a 1: base
                b 1: base
                base 1
                """));
        AtomicReference<Instant> time = new AtomicReference<>(Universe.FETCHED);
        Universe later = Universe.of("""
                a 1: base
                b 1: base
                base 1
                base 2
                """);
        Question question = Asking.in(later).question("a", "b");
        try (Catalog catalog = new Catalog(
                project -> now.get().page(project),
                (file, name) -> now.get().read(file, name),
                null,
                Duration.ofMinutes(10),
                time::get)) {
            SolvingEngine engine = engine(catalog);
            assertThat(pins(engine.answer(question))).isEqualTo("a==1 b==1 base==1");

            now.set(later);
            assertThat(pins(engine.answer(question)))
                    .as("nobody has asked for the page again")
                    .isEqualTo("a==1 b==1 base==1");

            time.set(Universe.FETCHED.plus(Duration.ofMinutes(11)));
            assertThat(pins(engine.answer(question))).isEqualTo("a==1 b==1 base==2");
        }
    }

    private static String pins(Verdict verdict) {
        return Asking.pins(((Verdict.Success) verdict).installation());
    }

    /** Each set of the packages, twice. */
    private static List<List<String>> questions(List<String> packages) {
        List<List<String>> questions = new ArrayList<>();
        for (int bits = 1; bits < 1 << packages.size(); bits++) {
            List<String> some = new ArrayList<>();
            for (int i = 0; i < packages.size(); i++) {
                if ((bits >> i & 1) == 1) {
                    some.add(packages.get(i));
                }
            }
            questions.add(some);
            questions.add(some);
        }
        return questions;
    }

    private static Catalog catalog(Universe universe) {
        return new Catalog(universe, universe, null, Duration.ofDays(1), InstantSource.fixed(Universe.FETCHED));
    }

    private static SolvingEngine engine(Catalog catalog) {
        return new SolvingEngine(catalog, InstantSource.fixed(Asking.NOW), Limits.DEFAULT);
    }
}
