package org.compatserver.pep.distribution;

/** A compatibility tag, lower case: {@code cp313-cp313-manylinux_2_17_x86_64} (PEP 425). */
public record Tag(String python, String abi, String platform) {
    @Override
    public String toString() {
        return python + "-" + abi + "-" + platform;
    }
}
