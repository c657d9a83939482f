package org.compatserver.pep.target;

import org.compatserver.pep.requirement.MarkerEnvironment;

/** Where packages are to be installed: a CPython on a platform. */
public record Target(PythonVersion python, Platform platform) {

    /** The marker values there. Values that only a running machine knows (the kernel's release and version) are empty. */
    public MarkerEnvironment environment() {
        throw new UnsupportedOperationException("contract");
    }

    /** The wheel tags supported there, best first. */
    public SupportedTags tags() {
        throw new UnsupportedOperationException("contract");
    }
}
