// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SockaddrTest {
    private final ByteBuffer buffer = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());

    @Test
    void bsdBeginsWithTheLength() throws IOException {
        Abi abi = Abi.of("FREEBSD", "14.1-RELEASE", "amd64");
        Sockaddr.put(abi, buffer, abi.value(Constant.AF_INET), at("192.0.2.7", 0x1234));
        assertArrayEquals(
                new byte[] {16, 2, 0x12, 0x34, (byte) 192, 0, 2, 7, 0, 0, 0, 0, 0, 0, 0, 0},
                Arrays.copyOf(buffer.array(), Sockaddr.IN_SIZE));
        Sockaddr.put(abi, buffer, abi.value(Constant.AF_INET6), at("2001:db8::1", 80));
        assertArrayEquals(new byte[] {28, 28, 0, 80}, Arrays.copyOf(buffer.array(), 4));
    }

    @Test
    void linuxBeginsWithTheFamily() throws IOException {
        Abi abi = Abi.of("LINUX", "6.1", "amd64");
        Sockaddr.put(abi, buffer, abi.value(Constant.AF_INET6), at("2001:db8::1", 80));
        assertEquals(10, buffer.getShort(0));
    }

    @ParameterizedTest
    @CsvSource({
        "LINUX, 6.1, amd64",
        "MACOS, 14.5, aarch64",
        "FREEBSD, 14.1, amd64",
        "NETBSD, 10.0, amd64",
        "OPENBSD, 7.8, amd64",
        "DRAGONFLY, 6.4, amd64",
    })
    void whatIsWrittenIsReadBack(String os, String version, String arch) throws IOException {
        Abi abi = Abi.of(os, version, arch);
        int four = abi.value(Constant.AF_INET);
        int six = abi.value(Constant.AF_INET6);
        assertEquals(Sockaddr.IN_SIZE, Sockaddr.put(abi, buffer, four, at("192.0.2.7", 65535)));
        assertEquals(at("192.0.2.7", 65535), Sockaddr.get(abi, buffer));
        assertEquals(Sockaddr.IN6_SIZE, Sockaddr.put(abi, buffer, six, at("2001:db8::1", 1)));
        assertEquals(at("2001:db8::1", 1), Sockaddr.get(abi, buffer));
        Sockaddr.put(abi, buffer, six, at("192.0.2.7", 2));
        assertEquals(at("192.0.2.7", 2), Sockaddr.get(abi, buffer));
        assertThrows(IllegalArgumentException.class, () -> Sockaddr.put(abi, buffer, four, at("2001:db8::1", 1)));
    }

    private static InetSocketAddress at(String literal, int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(literal), port);
    }
}
