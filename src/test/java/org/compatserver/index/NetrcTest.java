package org.compatserver.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.compatserver.index.Credentials.Login;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: netrc files. */
class NetrcTest {
    @Test
    void readsMachinesDefaultCommentsMacrosAndQuotes() {
        assertThat(Netrc.parse("""
                # machine no.example login x password y
                machine A.example login me password secret
                machine b.example
                    account z
                    password "pw with no blank"
                    login you
                macdef init
                machine in-a-macro.example login x password y

                machine c.example password only machine d.example
                default login anonymous password guest
                """.replace("pw with no blank", "pw")))
                .isEqualTo(Map.of(
                        "a.example", new Login("me", "secret"),
                        "b.example", new Login("you", "pw"),
                        "c.example", new Login("", "only"),
                        "d.example", new Login("", ""),
                        "", new Login("anonymous", "guest")));
    }

    @Test
    void bearsWhatIsCutOff() {
        assertThat(Netrc.parse("machine")).isEmpty();
        assertThat(Netrc.parse("nonsense machine a.example login")).containsOnlyKeys("a.example");
    }
}
