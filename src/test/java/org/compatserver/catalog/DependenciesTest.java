package org.compatserver.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.compatserver.catalog.Reads.AssumedFile;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.junit.jupiter.api.Test;

/** What a version requires, and when its metadata makes it useless (resolution semantics, sections 2 and 6.2). */
class DependenciesTest {
    private static final String OTHERS = """
            b 1
            b 2
            b 3rc1
            c 1
            c 2
              extra x
              requires d; extra == "x"
              requires b>1
            d 1
            """;

    @Test
    void readsClausesAgainstTheOthersVersions() {
        CatalogSource source = Worlds.source("a 1: b>=2, c<2&!=1.5, d\n" + OTHERS);

        assertThat(Worlds.required(source, "a", "1")).containsExactly("b [2, 3rc1]", "c [1]", "d [1]");
        List<Dependency> dependencies = ((Dependencies.Known) Worlds.dependencies(source, "a", "1")).dependencies();
        assertThat(dependencies).extracting(Dependency::source).containsExactly("b>=2", "c!=1.5,<2", "d");
    }

    @Test
    void aClauseSaysWhatItAdmits() {
        CatalogSource source = Worlds.source("a 1: b>=3rc1, c==1, d==1.*\n" + OTHERS);

        List<Clause> clauses = ((Dependencies.Known) Worlds.dependencies(source, "a", "1"))
                .dependencies().stream().map(Dependency::clause).toList();
        assertThat(clauses).extracting(Clause::admitsPreReleases).containsExactly(true, false, false);
        assertThat(clauses).extracting(Clause::pins).containsExactly(false, true, false);
    }

    @Test
    void leavesOutWhatDoesNotCountOnTheTarget() {
        CatalogSource source = Worlds.source("""
                a 1
                  requires b; python_version < "3.13"
                  requires c; sys_platform == "linux" and python_version >= "3.13"
                  requires d; extra == "x"
                  extra x
                """ + OTHERS);

        assertThat(Worlds.required(source, "a", "1")).containsExactly("c [1, 2]");
    }

    @Test
    void anExtraIsANodeOfItsOwn() {
        CatalogSource source = Worlds.source("a 1: c[x,y]>=2\n" + OTHERS);

        assertThat(Worlds.required(source, "a", "1")).containsExactly("c [2]", "c[x] [2]", "c[y] [2]");
        assertThat(Worlds.required(source, "c", "2")).containsExactly("b [2, 3rc1]");
        assertThat(Worlds.required(source, "c[x]", "2"))
                .as("beyond what it requires in any case")
                .containsExactly("d [1]");
        assertThat(Worlds.required(source, "c[y]", "2"))
                .as("it has no such extra")
                .isEmpty();
        assertThat(source.hasExtra(Worlds.project("c"), 1, Extra.of("X"))).isTrue();
        assertThat(source.hasExtra(Worlds.project("c"), 1, Extra.of("y"))).isFalse();
    }

    @Test
    void anExtraThatIsNotProvidedAddsNothingThoughAMarkerNamesIt() {
        CatalogSource source = Worlds.source("""
                a 1
                  requires b; extra == "hidden"
                """ + OTHERS);

        assertThat(Worlds.required(source, "a[hidden]", "1")).isEmpty();
    }

    @Test
    void anExtraMayReferToItsOwnProject() {
        CatalogSource source = Worlds.source("""
                a 1
                  extra all
                  extra x
                  requires a[x]; extra == "all"
                  requires b; extra == "x"
                """ + OTHERS);

        assertThat(Worlds.required(source, "a[all]", "1")).containsExactly("a [1]", "a[x] [1]");
    }

    @Test
    void aRequirementOfAnUnknownProjectAllowsNothing() {
        CatalogSource source = Worlds.source("a 1: nowhere>=1");

        assertThat(Worlds.required(source, "a", "1")).containsExactly("nowhere []");
    }

    @Test
    void badMetadataMakesAVersionUseless() {
        CatalogSource source = Worlds.source("""
                a 1
                  invalid
                a 2
                  requires b; os_name ~= "x"
                a 3
                  metadata-name other
                a 4
                  metadata-python <3.13
                a 5
                  requires b @ https://example.org/b.whl
                a 6
                  sdist broken
                a 7
                  metadata-python >=3.12.*
                """ + OTHERS);

        assertThat(why(source, "a", "1"))
                .isInstanceOfSatisfying(
                        Unavailable.InvalidMetadata.class,
                        reason -> assertThat(reason.problem()).contains("this is no requirement"));
        assertThat(why(source, "a", "2"))
                .isInstanceOfSatisfying(
                        Unavailable.InvalidMetadata.class,
                        reason -> assertThat(reason.problem())
                                .startsWith("The marker of 'b; os_name ~= \"x\"' has no meaning"));
        assertThat(why(source, "a", "3"))
                .isEqualTo(
                        new Unavailable.InvalidMetadata("a-3-py3-none-any.whl", "Its metadata is of project 'other'"));
        assertThat(why(source, "a", "4")).isEqualTo(new Unavailable.RequiresPython("<3.13"));
        assertThat(why(source, "a", "5")).isEqualTo(new Unavailable.DirectReference("b @ https://example.org/b.whl"));
        assertThat(why(source, "a", "6"))
                .isEqualTo(new Unavailable.InvalidMetadata("a-6.tar.gz", "not a gzip archive"));
        assertThat(Worlds.required(source, "a", "7"))
                .as("a Requires-Python that cannot be read is no restriction")
                .isEmpty();
        assertThat(source.chosen(Worlds.project("a"), 0)).isNotNull();
    }

    @Test
    void aDirectReferenceCountsOnlyWhereItsMarkerHolds() {
        CatalogSource source = Worlds.source("""
                a 1
                  extra x
                  requires b @ https://example.org/b.whl ; python_version < "3"
                  requires c @ https://example.org/c.whl ; extra == "x"
                """ + OTHERS);

        assertThat(Worlds.required(source, "a", "1")).isEmpty();
        assertThat(why(source, "a[x]", "1")).isInstanceOf(Unavailable.DirectReference.class);
    }

    @Test
    void aFileThatSpeaksOfAnotherVersionIsPassedOver() {
        CatalogSource source = Worlds.source("""
                a 1
                  metadata-version 1.1
                a 1: b
                  sdist static
                a 2
                  metadata-version 3
                a 3
                  metadata-version 3.0
                """ + OTHERS);

        assertThat(Worlds.required(source, "a", "1")).containsExactly("b [1, 2, 3rc1]");
        assertThat(source.chosen(Worlds.project("a"), 0))
                .isNotNull()
                .satisfies(file -> assertThat(file.filename()).isEqualTo("a-1.tar.gz"));
        assertThat(why(source, "a", "2"))
                .isEqualTo(new Unavailable.InvalidMetadata("a-2-py3-none-any.whl", "Its metadata is of version 3"));
        assertThat(Worlds.required(source, "a", "3")).isEmpty();
    }

    @Test
    void aFileThatOnlyABuildCanReadIsUseless() {
        CatalogSource source = Worlds.source("""
                a 1: b
                  sdist unknowable
                  extra x
                """ + OTHERS);

        assertThat(why(source, "a", "1"))
                .isEqualTo(new Unavailable.Unknowable("a-1.tar.gz", "its setup.py would have to run"));
    }

    @Test
    void namesTheFilesThatWereTakenAtTheirWord() {
        CatalogSource source = Worlds.source("""
                A.B 1: b
                  sdist egg-info
                """ + OTHERS);

        assertThat(source.reads().assumed()).isEmpty();
        assertThat(Worlds.required(source, "a-b", "1")).containsExactly("b [1, 2, 3rc1]");
        assertThat(source.reads().assumed()).containsExactly(new AssumedFile(Worlds.project("a-b"), 0, "a_b-1.tar.gz"));
        assertThat(source.chosen(Worlds.project("a-b"), 0)).isNotNull().satisfies(file -> {
            assertThat(file.assumed()).isTrue();
            assertThat(file.spelling()).isEqualTo("A.B");
        });
    }

    @Test
    void constraintsThatCountOnTheTargetBecomeOneClause() {
        CatalogSource source = Worlds.source(
                OTHERS, Worlds.constrained("b>1", "b<3; python_version > '3'", "b==1; python_version < '3'", "c==1"));

        Clause constraint = source.releases(Worlds.project("b")).constraint();
        assertThat(constraint).isNotNull().satisfies(clause -> {
            assertThat(clause.specifiers()).hasToString("<3,>1");
            assertThat(clause.allowed().count()).isEqualTo(1);
            assertThat(clause.pins()).isFalse();
        });
        assertThat(source.releases(Worlds.project("d")).constraint()).isNull();
    }

    private static Unavailable why(CatalogSource source, String node, String version) {
        return switch (Worlds.dependencies(source, node, version)) {
            case Dependencies.Unusable(var reason) -> reason;
            case Dependencies.Known known -> throw new AssertionError("It is usable: " + known);
        };
    }
}
