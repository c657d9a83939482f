package org.compatserver.wiring;

import java.util.List;
import org.compatserver.cli.Finding;
import org.compatserver.cli.Services;
import org.compatserver.cli.Settings;

/** The program, as the command line opens it. */
public final class Program implements Services.Opener {
    @Override
    public Services open(Settings settings) throws Services.ConfigurationProblem {
        return Wiring.open(settings);
    }

    @Override
    public List<Finding> examine(Settings settings, int port) {
        return new Examination(settings, port).findings();
    }
}
