package org.compatserver.web;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Who sent a request.
 *
 * @param address the client's; logged only where the operator wants that
 * @param isHere whether it comes from this machine and is addressed to it by such a name, neither passed on by a proxy that says so nor sent by a page of another origin
 * @param authorization the header of that name; empty when there is none; never logged
 */
record Caller(InetAddress address, boolean isHere, String authorization) {
    /** No such network is given to anybody (RFC 4291, section 2.5), so that no client of IPv6 has one of these numbers. */
    private static final long IPV4 = 1L << 32;

    /** Credentials are secrets. */
    @Override
    public String toString() {
        return "Caller[" + address.getHostAddress() + "]";
    }

    /** A number to count it by: that of an address of IPv4, or of a network of IPv6 (64 bits), of which whoever has one has all addresses. */
    long number() {
        byte[] bytes = address.getAddress();
        return bytes.length == 4
                ? IPV4 | ByteBuffer.wrap(bytes).getInt() & 0xffff_ffffL
                : ByteBuffer.wrap(bytes).getLong();
    }
}
