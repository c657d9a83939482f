package org.compatserver.wiring;

import java.util.List;
import org.compatserver.cli.ServeSettings;
import org.compatserver.cli.Services;
import org.compatserver.cli.Services.ConfigurationProblem;

/** The program's server for this machine, with the limits of an operator who sets nothing. */
final class Served {
    private Served() {}

    static Services.Serving by(Services services, int port) throws ConfigurationProblem {
        ServeSettings here = new ServeSettings(
                "127.0.0.1", port, List.of(), false, List.of(), ServeSettings.Limits.STANDARD, false, false);
        return services.serve(here, services.reader());
    }
}
