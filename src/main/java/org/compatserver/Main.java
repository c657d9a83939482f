package org.compatserver;

import org.compatserver.cli.CommandLineFace;
import org.compatserver.wiring.Program;

/** Hands over to the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        CommandLineFace.main(arguments, new Program());
    }
}
