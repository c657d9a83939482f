package org.compatserver.cli;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param terminal whether {@code err} is a terminal, where progress may be shown
 */
record Console(PrintStream out, PrintStream err, boolean terminal) {}
