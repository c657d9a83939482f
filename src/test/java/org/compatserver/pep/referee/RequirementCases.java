package org.compatserver.pep.referee;

import static org.compatserver.pep.referee.CaseClass.INVALID;
import static org.compatserver.pep.referee.Texts.damage;
import static org.compatserver.pep.referee.Texts.damageOneIn;
import static org.compatserver.pep.referee.Texts.oneIn;
import static org.compatserver.pep.referee.Texts.pick;
import static org.compatserver.pep.referee.Texts.some;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.compatserver.pep.requirement.Requirement;

/** Requirements as texts. */
final class RequirementCases {
    private static final String UNDERSCORE =
            "a name and an extra end with a letter or a digit (PEP 508); packaging lets them end with an underscore";

    private RequirementCases() {}

    static List<CaseClass> classes() {
        return List.of(wellFormed(), broken(), addresses());
    }

    private static CaseClass wellFormed() {
        return requirements("requirements: well formed", random -> List.of(requirement(random)))
                .alsoOf("a", " a\t", "a>=1,", "a (>=1,<2)", "a(>=1)", "a()", "a[]", "a[ b , c ]", "A.b_C-d[X_y]==1.*")
                .alsoOf("a;os_name=='x'", "a ; (os_name=='x')", "a>=1;extra=='B_b' and (os_name=='x' or os_name=='y')")
                .alsoOf("a===1.0", "a===x,>=1", "a===1.0;os_name=='x'", "a (===1.0)", "a===", "a>=\n1");
    }

    private static CaseClass broken() {
        return requirements("requirements: broken", random -> {
                    String text = damage(random, requirement(random));
                    return List.of(damageOneIn(random, 3, text));
                })
                .alsoOf(
                        "",
                        " ",
                        "-a",
                        "a-",
                        "a_",
                        "a[b_]",
                        "a.",
                        "a b",
                        "a 1.0",
                        "a\n",
                        "a>=1 <2",
                        "a>=1,,<2",
                        "a,>=1",
                        ">=1",
                        "a=1")
                .alsoOf(
                        "a (>=1",
                        "a >=1)",
                        "a (>=1) <2",
                        "a[b",
                        "a[b c]",
                        "a[b,]",
                        "a[,b]",
                        "a[-]",
                        "a[b]]",
                        "a>1.0<3",
                        "a==1.*.*")
                .alsoOf(
                        "x (>=1.0.*)",
                        "x!=~5.0",
                        "x>dev",
                        "x>=1.0+y",
                        "x==1.0a1.*",
                        "'x'",
                        "x>='1'",
                        "x;",
                        "x;y",
                        "x;os_name")
                .alsoOf(
                        "a; os_name=='x",
                        "a; os_name==x",
                        "a; 'x'",
                        "a; os_name='x'",
                        "a; os_name=='x' and",
                        "a; (os_name=='x'")
                .alsoOf(
                        "a===,>=1",
                        "a===x,> 2",
                        "a===x,,>2",
                        "a===x y",
                        "a===)",
                        "a(===x)",
                        "na\u00efve",
                        "\u00e9",
                        "a\u00a0>=1")
                .except(UNDERSCORE, RequirementCases::endsWithUnderscore);
    }

    private static CaseClass addresses() {
        return requirements("requirements: with an address", random -> {
                    String text = name(random) + extras(random) + blanks(random) + "@" + blanks(random)
                            + pick(
                                    random,
                                    "https://files.example/a-1.0.zip",
                                    "git+https://files.example/a.git@v1#egg=a",
                                    "../a.whl",
                                    "file:///a;b",
                                    "")
                            + blanks(random)
                            + (oneIn(random, 2) ? ";" + blanks(random) + MarkerTexts.marker(random, 1) : "");
                    return List.of(damageOneIn(random, 4, text));
                })
                .alsoOf("a @ u", "a@u", "a @", "a @ ", "a @ u ", "a @ u;os_name=='x'", "a @ u ;os_name=='x'", "a @ u v")
                .alsoOf("a[b] @ u", "a>=1 @ u", "a @ u>=1", "a @ u ; os_name=='x' ", "a_ @ u")
                .except(UNDERSCORE, RequirementCases::endsWithUnderscore);
    }

    private static boolean endsWithUnderscore(List<String> texts, String ours, String theirs) {
        return ours.equals(INVALID)
                && !theirs.equals(INVALID)
                && texts.get(0).matches("(?s).*[0-9A-Za-z._-]_[^0-9A-Za-z._-].*|.*_");
    }

    private static CaseClass requirements(String name, Function<Random, List<String>> generator) {
        return new CaseClass(
                name,
                "requirement_text",
                15_000,
                generator,
                texts -> FileCases.text(Requirement.parse(texts.get(0)).map(Requirement::toString)));
    }

    private static String requirement(Random random) {
        String clauses = clauses(random);
        boolean parentheses = oneIn(random, 5);
        return blanks(random)
                + name(random)
                + blanks(random)
                + extras(random)
                + blanks(random)
                + (parentheses ? "(" + blanks(random) + clauses + blanks(random) + ")" : clauses)
                + blanks(random)
                + (oneIn(random, 3) ? ";" + MarkerTexts.marker(random, 2) : "")
                + blanks(random);
    }

    private static String clauses(Random random) {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            String clause = oneIn(random, 12) ? "===" + VersionTexts.version(random) : VersionTexts.clause(random);
            text.append(i == 0 ? "" : blanks(random) + "," + blanks(random)).append(clause);
        }
        return text.append(count > 0 && oneIn(random, 8) ? "," : "").toString();
    }

    private static String name(Random random) {
        return pick(random, "a", "A1", "foo-bar", "Foo_Bar", "zope.interface", "a--b", "0", "x_-.y", "in", "os_name");
    }

    private static String extras(Random random) {
        return oneIn(random, 3)
                ? "[" + blanks(random)
                        + some(random, 0, 3, blanks(random) + "," + blanks(random), "a", "B_c", "b-C", "x.1", "0")
                        + blanks(random) + "]"
                : "";
    }

    private static String blanks(Random random) {
        return pick(random, "", "", "", " ", "\t", "  ");
    }
}
