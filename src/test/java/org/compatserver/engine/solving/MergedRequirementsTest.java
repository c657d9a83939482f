package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is asked for of one project is one requirement; what does not count on the target is dropped, and said so. */
class MergedRequirementsTest {
    @Test
    void specifiersAreAndedAndExtrasOred() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0
                          requires d; extra == "x"
                          extra x
                        a 3.0
                        d 1.0
                        """).ask("a<3", "A[x]>=1")).isEqualTo("""
                        SUCCESS a==2.0 d==1.0""");
    }

    @Test
    void aFalseMarkerDropsTheRequirement() {
        assertThat(Asking.in("""
                        a 1.0
                        """).ask("a", "b; python_version < \"3\"")).isEqualTo("""
                        SUCCESS a==1.0
                        notice: The requirement b; python_version < "3" does not count on this target: its marker is false there.""");
    }

    @Test
    void withoutAnyRequirementThereIsNothingToInstall() {
        assertThat(Asking.in("""
                        a 1.0
                        """).ask("b; python_version < \"3\"")).isEqualTo("""
                        SUCCESS
                        notice: No requirement counts on this target, so there is nothing to install.
                        notice: The requirement b; python_version < "3" does not count on this target: its marker is false there.""");
    }
}
