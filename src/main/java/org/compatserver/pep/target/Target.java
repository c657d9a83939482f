package org.compatserver.pep.target;

import org.compatserver.pep.requirement.MarkerEnvironment;
import org.compatserver.pep.target.OperatingSystem.Glibc;
import org.compatserver.pep.target.OperatingSystem.Mac;
import org.compatserver.pep.target.OperatingSystem.Musl;
import org.compatserver.pep.target.OperatingSystem.Windows;

/** Where packages are to be installed: a CPython on a platform. */
public record Target(PythonVersion python, Platform platform) {

    /**
     * The marker values there. Values that only a running machine knows (the kernel's release and version) are empty, so that a comparison of
     * {@code platform_release} or {@code platform_version} is as good as always false. Python 2.7 has no {@code sys.implementation}; the values that
     * PEP 508 prescribes for that case hold there: an empty name and version 0.
     */
    public MarkerEnvironment environment() {
        boolean two = python.major() == 2;
        OperatingSystem system = platform.system();
        return new MarkerEnvironment(
                two ? "" : "cpython",
                two ? "0" : python.toString(),
                system instanceof Windows ? "nt" : "posix",
                system.machine(),
                "CPython",
                "",
                switch (system) {
                    case Glibc _, Musl _ -> "Linux";
                    case Mac _ -> "Darwin";
                    case Windows _ -> "Windows";
                },
                "",
                python.toString(),
                python.minorVersion(),
                switch (system) {
                    case Glibc _, Musl _ -> two ? "linux2" : "linux";
                    case Mac _ -> "darwin";
                    case Windows _ -> "win32";
                });
    }

    /** The wheel tags supported there, best first. */
    public SupportedTags tags() {
        return TagList.of(this);
    }
}
