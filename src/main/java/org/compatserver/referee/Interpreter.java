package org.compatserver.referee;

import java.nio.file.Path;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;

/**
 * A CPython on this machine.
 *
 * @param python its exact version
 * @param platform the newest platform tag that it supports here, from the C library it was started with
 */
public record Interpreter(Path executable, PythonVersion python, Platform platform) {

    /** What questions that it is asked are about. */
    Target target() {
        return new Target(python, platform);
    }

    @Override
    public String toString() {
        return "CPython " + python + ", " + platform;
    }
}
