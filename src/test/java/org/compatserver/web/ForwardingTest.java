package org.compatserver.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: whose request it is, behind proxies that are trusted and others. */
class ForwardingTest {
    private static Forwarding trusting(String networks) {
        return new Forwarding(Arrays.stream(networks.split(" "))
                .map(text -> Network.parse(text).orElseThrow())
                .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        10.0.0.7     | ''                                   | 10.0.0.7
        10.0.0.7     | 192.0.2.1                            | 192.0.2.1
        10.0.0.7     | 203.0.113.9, 192.0.2.1               | 192.0.2.1
        10.0.0.7     | 192.0.2.1, 10.9.9.9                  | 192.0.2.1
        10.0.0.7     | 203.0.113.9,192.0.2.1,10.1.1.1,fd00::5 | 192.0.2.1
        10.0.0.7     | 10.1.1.1                             | 10.1.1.1
        10.0.0.7     | 192.0.2.1:51234                      | 192.0.2.1
        10.0.0.7     | 2001:db8::1                          | 2001:db8::1
        10.0.0.7     | [2001:db8::1]:443                    | 2001:db8::1
        10.0.0.7     | localhost                            | 10.0.0.7
        10.0.0.7     | 192.0.2.1, unknown                   | 10.0.0.7
        10.0.0.7     | 192.0.2.1, ,                         | 10.0.0.7
        192.0.2.200  | 203.0.113.9                          | 192.0.2.200
        fd00::1      | 192.0.2.1                            | 192.0.2.1
        """)
    void asMuchIsBelievedAsTrustedProxiesWrote(String peer, String forwarded, String client) {
        assertThat(trusting("10.0.0.0/8 fd00::/8").client(InetAddress.ofLiteral(peer), forwarded))
                .isEqualTo(InetAddress.ofLiteral(client));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        10.0.0.0/8,     10.255.1.2,   true
        10.0.0.0/8,     11.0.0.0,     false
        192.0.2.128/25, 192.0.2.127,  false
        192.0.2.128/25, 192.0.2.128,  true
        192.0.2.1,      192.0.2.1,    true
        192.0.2.1,      192.0.2.0,    false
        0.0.0.0/0,      203.0.113.9,  true
        0.0.0.0/0,      fd00::1,      false
        fd00::/8,       fdff::1,      true
        fd00::/8,       fe00::1,      false
        """)
    void aNetworkIsAllWithItsBeginning(String network, String address, boolean inside) {
        assertThat(Network.parse(network).orElseThrow().contains(InetAddress.ofLiteral(address)))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "proxy.example",
                "10.0.0/8x",
                "fd00::/129",
                "10.1",
                "10/8",
                "1.2.3",
                "0x7f.0.0.1",
                "10.0.0.256"
            })
    void otherTextsAreNone(String text) {
        assertThat(Network.parse(text)).isEqualTo(Optional.empty());
    }

    @Test
    void aClientOfIpv6IsCountedByItsNetwork() {
        assertThat(number("2001:db8::1")).isEqualTo(number("2001:db8::ffff:1")).isNotEqualTo(number("2001:db8:1::1"));
        assertThat(number("192.0.2.1")).isNotEqualTo(number("192.0.2.2")).isPositive();
        assertThat(number("255.255.255.255")).isPositive();
    }

    private static long number(String address) {
        return new Caller(InetAddress.ofLiteral(address), false, "").number();
    }
}
