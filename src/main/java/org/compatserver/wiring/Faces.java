package org.compatserver.wiring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.compatserver.cli.ServeSettings;
import org.compatserver.cli.Services.ConfigurationProblem;
import org.compatserver.web.Access;
import org.compatserver.web.Bounds;
import org.compatserver.web.Network;
import org.compatserver.web.WebFace;

/** What the command line says of serving, as the web face wants it: the two do not know each other. */
final class Faces {
    /** How long a client may take to send a request, and to read the answer: no option, as no operator has missed one. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Faces() {}

    static WebFace.Settings settings(ServeSettings how) throws ConfigurationProblem {
        ServeSettings.Limits limits = how.limits();
        return new WebFace.Settings(
                how.host(),
                how.port(),
                new Bounds(
                        limits.requestsAtOnce(),
                        limits.rate(),
                        PATIENCE,
                        limits.deadline(),
                        limits.drainWait(),
                        limits.grace()),
                new Access(how.tokens(), how.tokenForAll(), networks(how.trustedProxies())),
                how.logQueries(),
                how.logAddresses());
    }

    private static List<Network> networks(List<String> texts) throws ConfigurationProblem {
        List<Network> networks = new ArrayList<>();
        for (String text : texts) {
            networks.add(Network.parse(text)
                    .orElseThrow(() -> new ConfigurationProblem("Invalid value '" + text
                            + "' of --trusted-proxy. Must be an address, or a network such as 10.0.0.0/8")));
        }
        return networks;
    }
}
