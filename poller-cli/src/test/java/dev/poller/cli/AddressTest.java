// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.UnixAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:80, 127.0.0.1, 80",
        "localhost:0, localhost, 0",
        "[::1]:8080, ::1, 8080",
        "[fe80::1%eth0]:65535, fe80::1%eth0, 65535"
    })
    void hostAndPortAreTakenApartAndPutTogetherAgain(String text, String host, int port) {
        Address address = Address.parse(text);
        assertEquals(new InternetAddress(Optional.of(host), port), address);
        assertEquals(text, address.toString());
    }

    @Test
    void portAloneMeansAllAddresses() throws UnknownHostException {
        InternetAddress address = InternetAddress.parse(":8080");
        assertEquals(Optional.empty(), address.host());
        assertTrue(address.toListen().getAddress().isAnyLocalAddress());
        assertEquals(":8080", address.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, has no port",
        "[::1], has no port",
        "::1:80, too many colons",
        "[127.0.0.1]:80, no valid host",
        "[::1:80, too many colons",
        "' host:80', no valid host",
        "host:, is not a port",
        "host:-1, is not a port",
        "host:+1, is not a port",
        "host:65536, is not a port",
        "host:http, is not a port",
        "host:99999999999999999999, is not a port",
        "unix:, has no name",
        "unix:@, has no name",
        "'unix:a\0b', is no path"
    })
    void mistakeIsToldInOneLine(String text, String complaint) {
        IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> Address.parse(text));
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains(complaint), message);
        assertFalse(message.contains("\n"), message);
    }

    @ParameterizedTest
    @CsvSource({"unix:/tmp/x.sock, false", "unix:relative, false", "unix:@name, true"})
    void unixNamesArePathsOrAbstract(String text, boolean isAbstract) throws UnknownHostException {
        Address address = Address.parse(text);
        UnixAddress unix = (UnixAddress) address.toListen();
        assertEquals(isAbstract, unix.isAbstract());
        assertEquals(List.of(unix), address.resolve());
        assertTrue(address.isComplete());
        assertEquals(text, address.toString());
        assertEquals(text, Address.format(unix));
    }

    @Test
    void unixPathThatIsTooLongIsToldInOneLine() {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> Address.parse("unix:/" + "x".repeat(200)));
        assertTrue(String.valueOf(failure.getMessage()).contains("at most 107 fit"), failure::toString);
    }

    @Test
    void nameIsResolvedToAllThatItStandsFor() throws UnknownHostException {
        assertEquals(
                InetAddress.getAllByName("localhost").length,
                Address.parse("localhost:1").resolve().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:80", "[0:0:0:0:0:0:0:1]:80"})
    void boundAddressIsShownInNumbers(String text) throws UnknownHostException {
        assertEquals(text, Address.format(Address.parse(text).toListen()));
    }

    @Test
    void unresolvedAddressIsShownByName() {
        assertEquals("nosuch:80", Address.format(InetSocketAddress.createUnresolved("nosuch", 80)));
    }
}
