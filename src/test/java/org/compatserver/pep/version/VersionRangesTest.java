package org.compatserver.pep.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.compatserver.pep.version.SpecifierSet.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets of versions: the laws of sets, and nothing but the versions in them tells two apart. */
class VersionRangesTest {
    private static final int ROUNDS = 2_000;

    /** Every version of a small world, ascending: dense around all bounds that the generated clauses have. */
    private static final List<Version> WORLD = world();

    private static List<Version> world() {
        TreeSet<Version> world = new TreeSet<>();
        for (String epoch : List.of("", "1!")) {
            for (String release :
                    List.of("0", "0.0.1", "0.1", "1", "1.0.0.1", "1.0.1", "1.1", "1.2", "2", "2.1", "3")) {
                for (String pre : List.of("", "a0", "a1", "a1.post0", "a2", "rc1")) {
                    for (String post : List.of("", ".post0", ".post1", ".post2")) {
                        for (String dev : List.of("", ".dev0", ".dev1", ".dev2")) {
                            for (String local : List.of("", "+00a", "+x", "+x.1", "+1")) {
                                boolean doublePost = pre.contains("post") && !post.isEmpty();
                                world.add(Version.of(epoch + release + pre + (doublePost ? "" : post) + dev + local));
                            }
                        }
                    }
                }
            }
        }
        return List.copyOf(world);
    }

    private static String version(Random random, boolean local) {
        StringBuilder text = new StringBuilder(pick(random, "", "", "", "1!"));
        text.append(pick(random, "0", "1", "2", "1.0", "1.1", "1.0.0", "0.1"));
        text.append(pick(random, "", "", "a0", "a1", "rc1"));
        text.append(pick(random, "", "", ".post0", ".post1"));
        text.append(pick(random, "", "", ".dev0", ".dev1"));
        return text.append(local ? pick(random, "", "", "+x", "+x.1", "+1") : "")
                .toString();
    }

    private static String pick(Random random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static String clause(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> ">=" + version(random, false);
            case 1 -> ">" + version(random, false);
            case 2 -> "<=" + version(random, false);
            case 3 -> "<" + version(random, false);
            case 4 -> "==" + version(random, true);
            case 5 -> "!=" + version(random, true);
            case 6 -> "==" + pick(random, "0", "1", "1.0", "1.1", "1!1") + ".*";
            case 7 -> "!=" + pick(random, "0", "1", "1.0", "1.1", "1!1") + ".*";
            default -> "~=" + pick(random, "0.0", "1.0", "1.0.0", "1.1a1", "1!1.0", "1.0.post1");
        };
    }

    private static VersionRanges ranges(Random random) {
        VersionRanges ranges = Specifier.of(clause(random)).ranges();
        for (int more = random.nextInt(4); more > 0; more--) {
            VersionRanges other = Specifier.of(clause(random)).ranges();
            ranges = random.nextBoolean() ? ranges.intersect(other) : ranges.union(other);
        }
        return random.nextBoolean() ? ranges : ranges.complement();
    }

    @Test
    void operationsAreThoseOfTheirMembers() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            VersionRanges a = ranges(random);
            VersionRanges b = ranges(random);
            VersionRanges both = a.intersect(b);
            VersionRanges either = a.union(b);
            VersionRanges not = a.complement();
            for (Version version : WORLD) {
                boolean inA = a.contains(version);
                boolean inB = b.contains(version);
                boolean right = both.contains(version) == (inA && inB)
                        && either.contains(version) == (inA || inB)
                        && not.contains(version) != inA;
                if (!right) {
                    throw new AssertionError(version + " in " + a + " and " + b);
                }
            }
        }
    }

    @Test
    void theLawsOfSetsHold() {
        Random random = new Random(2);
        VersionRanges none = VersionRanges.none();
        VersionRanges all = VersionRanges.all();
        for (int round = 0; round < ROUNDS; round++) {
            VersionRanges a = ranges(random);
            VersionRanges b = ranges(random);
            VersionRanges c = ranges(random);
            assertThat(a.complement().complement()).isEqualTo(a);
            assertThat(a.intersect(a.complement())).isEqualTo(none);
            assertThat(a.union(a.complement())).isEqualTo(all);
            assertThat(a.intersect(b)).isEqualTo(b.intersect(a)).hasSameHashCodeAs(b.intersect(a));
            assertThat(a.union(b).complement()).isEqualTo(a.complement().intersect(b.complement()));
            assertThat(a.intersect(b.union(c))).isEqualTo(a.intersect(b).union(a.intersect(c)));
            assertThat(a.intersect(a.union(b))).isEqualTo(a);
            assertThat(a.union(none)).isEqualTo(a);
            assertThat(a.intersect(all)).isEqualTo(a);
        }
        assertThat(all.complement()).isEqualTo(none);
        assertThat(none.complement()).isEqualTo(all);
    }

    @Test
    void aSetIsEmptyIfAndOnlyIfNoVersionIsInIt() {
        Random random = new Random(3);
        int empty = 0;
        for (int round = 0; round < ROUNDS; round++) {
            VersionRanges ranges = Specifier.of(clause(random))
                    .ranges()
                    .intersect(Specifier.of(clause(random)).ranges())
                    .intersect(Specifier.of(clause(random)).ranges());
            assertThat(ranges.isEmpty())
                    .as("%s", ranges)
                    .isEqualTo(WORLD.stream().noneMatch(ranges::contains));
            empty += ranges.isEmpty() ? 1 : 0;
        }
        assertThat(empty).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
    }

    @Test
    void spansAreTheVersionsThatAreContainedOneByOne() {
        Random random = new Random(4);
        for (int round = 0; round < ROUNDS; round++) {
            List<Version> some = new ArrayList<>();
            for (Version version : WORLD) {
                if (random.nextInt(100) == 0) {
                    some.add(version);
                }
            }
            StringBuilder clauses = new StringBuilder();
            for (int count = random.nextInt(4); count >= 0; count--) {
                clauses.append(clause(random)).append(',');
            }
            if (random.nextInt(10) == 0 && !some.isEmpty()) {
                clauses.append("===").append(some.get(random.nextInt(some.size())));
            }
            SpecifierSet set = SpecifierSet.of(clauses.toString());
            assertThat(set.spans(some)).as("%s of %s", set, some).isEqualTo(oneByOne(set, some));
        }
    }

    private static List<Span> oneByOne(SpecifierSet set, List<Version> versions) {
        List<Span> spans = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= versions.size(); i++) {
            boolean in = i < versions.size() && set.contains(versions.get(i));
            if (in && start < 0) {
                start = i;
            } else if (!in && start >= 0) {
                spans.add(new Span(start, i));
                start = -1;
            }
        }
        return spans;
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                ">=1.0       | [1.0, ∞)",
                "<=1.0       | [0.dev0, 1.0.post0.dev0)",
                ">1.0        | [1.0.post∞, ∞)",
                ">1.0a1      | [1.0a2.dev0, ∞)",
                ">1.0.post1  | [1.0.post2.dev0, ∞)",
                ">1.0.dev1   | [1.0.dev2, ∞)",
                "<1.0        | [0.dev0, 1.0.dev0)",
                "<1.0a1      | [0.dev0, 1.0a1)",
                "<1.0.post1  | [0.dev0, 1.0.post1.dev0)",
                "<0          | none",
                "==1.0       | [1.0, 1.0.post0.dev0)",
                "==1.0.post1 | [1.0.post1, 1.0.post2.dev0)",
                "==1.0+x     | [1.0+x, after 1.0+x)",
                "!=1.0       | [0.dev0, 1.0) [1.0.post0.dev0, ∞)",
                "==1.2.*     | [1.2.dev0, 1.3.dev0)",
                "!=1.2.*     | [0.dev0, 1.2.dev0) [1.3.dev0, ∞)",
                "~=1.0a1     | [1.0a1, 2.dev0)",
                "~=2.2.0     | [2.2.0, 2.3.dev0)",
                "==9.*       | [9.dev0, 10.dev0)",
                "==99999999999999999999.* | [99999999999999999999.dev0, 100000000000000000000.dev0)",
            })
    void aClauseIsAFewIntervals(String clause, String intervals) {
        assertThat(Specifier.of(clause).ranges()).hasToString(intervals);
    }
}
