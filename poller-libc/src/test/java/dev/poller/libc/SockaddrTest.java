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
import java.nio.charset.StandardCharsets;
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

    @ParameterizedTest
    @CsvSource({"LINUX, 6.1, 107", "MACOS, 14.5, 103", "FREEBSD, 14.1, 103"})
    void aUnixNameIsReadBackAsItWasWritten(String os, String version, int longest) throws IOException {
        Abi abi = Abi.of(os, version, os.equals("MACOS") ? "aarch64" : "amd64");
        assertEquals(longest, SockaddrUn.longest(abi));
        ByteBuffer room = ByteBuffer.allocate(128).order(ByteOrder.nativeOrder());
        for (String path : new String[] {"/x", "p".repeat(longest)}) {
            byte[] name = path.getBytes(StandardCharsets.US_ASCII);
            int length = SockaddrUn.put(abi, room, name);
            assertEquals(2 + name.length + 1, length);
            assertArrayEquals(name, SockaddrUn.get(abi, room, length));
        }
        byte[] shorter = {'/', 'y'};
        SockaddrUn.put(abi, room, shorter);
        assertArrayEquals(shorter, SockaddrUn.get(abi, room, 2 + longest + 1), "the system may give all of sun_path");
        assertArrayEquals(new byte[0], SockaddrUn.get(abi, room, SockaddrUn.put(abi, room, new byte[0])));
        assertArrayEquals(new byte[0], SockaddrUn.get(abi, room, 0));
        assertThrows(IllegalArgumentException.class, () -> SockaddrUn.put(abi, room, new byte[longest + 1]));
        Sockaddr.put(abi, room, abi.value(Constant.AF_INET), at("192.0.2.7", 1));
        assertThrows(IllegalArgumentException.class, () -> SockaddrUn.get(abi, room, 16));
    }

    @Test
    void onlyLinuxHasAbstractNames() throws IOException {
        byte[] name = {0, 'n', 0, 'm'};
        ByteBuffer room = ByteBuffer.allocate(128).order(ByteOrder.nativeOrder());
        Abi linux = Abi.of("LINUX", "6.1", "amd64");
        int length = SockaddrUn.put(linux, room, name);
        assertEquals(6, length);
        assertArrayEquals(name, SockaddrUn.get(linux, room, length));
        Abi bsd = Abi.of("OPENBSD", "7.8", "amd64");
        assertArrayEquals(new byte[0], SockaddrUn.get(bsd, room, SockaddrUn.put(bsd, room, name)));
    }

    private static InetSocketAddress at(String literal, int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(literal), port);
    }
}
