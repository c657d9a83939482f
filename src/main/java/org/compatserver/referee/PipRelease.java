package org.compatserver.referee;

import org.compatserver.pep.target.PythonVersion;

/**
 * The pip that referees on a Python: the newest one that runs there.
 *
 * @param version of pip
 * @param reports whether it can say what it would install, without downloading it (since 22.2: {@code --dry-run --report})
 * @param cutsOff whether it can leave out what was uploaded later (since 26.0: {@code --uploaded-prior-to})
 */
record PipRelease(String version, boolean reports, boolean cutsOff) {

    static PipRelease on(PythonVersion python) {
        if (python.major() == 2) {
            return new PipRelease("20.3.4", false, false);
        }
        return switch (python.minor()) {
            case 6 -> new PipRelease("21.3.1", false, false);
            case 7 -> new PipRelease("24.0", true, false);
            case 8 -> new PipRelease("25.0.1", true, false);
            case 9 -> new PipRelease("26.0.1", true, true);
            default -> new PipRelease("26.3", true, true);
        };
    }
}
