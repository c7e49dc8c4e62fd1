// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnixAddressTest {
    @Test
    void aPathIsItsBytes() {
        UnixAddress address = UnixAddress.of("/run/app.sock");
        assertArrayEquals("/run/app.sock".getBytes(StandardCharsets.US_ASCII), address.bytes());
        assertEquals(Optional.of(Path.of("/run/app.sock")), address.path());
        assertFalse(address.isAbstract());
        assertFalse(address.isUnnamed());
        assertEquals("unix:/run/app.sock", address.toString());
    }

    @Test
    void anAbstractNameBeginsWithAZero() {
        UnixAddress address = UnixAddress.ofAbstract("name");
        assertArrayEquals(new byte[] {0, 'n', 'a', 'm', 'e'}, address.bytes());
        assertEquals(Optional.empty(), address.path());
        assertTrue(address.isAbstract());
        assertEquals("unix:@name", address.toString());
    }

    @Test
    void noNameIsOneObject() {
        assertSame(UnixAddress.UNNAMED, UnixAddress.ofBytes(new byte[0]));
        assertTrue(UnixAddress.UNNAMED.isUnnamed());
        assertFalse(UnixAddress.UNNAMED.isAbstract());
        assertEquals(Optional.empty(), UnixAddress.UNNAMED.path());
        assertEquals("unix:", UnixAddress.UNNAMED.toString());
    }

    @Test
    void theSameNameIsTheSameAddress() {
        assertEquals(UnixAddress.of("/x"), UnixAddress.ofBytes(new byte[] {'/', 'x'}));
        assertEquals(
                UnixAddress.of("/x").hashCode(), UnixAddress.of(Path.of("/x")).hashCode());
        assertNotEquals(UnixAddress.of("x"), UnixAddress.ofAbstract("x"));
        assertNotEquals(UnixAddress.of("x").hashCode(), UnixAddress.of("y").hashCode());
    }

    @Test
    void theLongestNamesFit() {
        assertEquals(
                UnixAddress.LONGEST,
                UnixAddress.of("p".repeat(UnixAddress.LONGEST)).bytes().length);
        assertEquals(
                UnixAddress.LONGEST,
                UnixAddress.ofAbstract("p".repeat(UnixAddress.LONGEST - 1)).bytes().length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, UnixAddress.LONGEST + 1, 100_000})
    void namesThatCannotBeAreRefusedInOneLine(int length) {
        for (IllegalArgumentException refused : new IllegalArgumentException[] {
            assertThrows(IllegalArgumentException.class, () -> UnixAddress.of("p".repeat(length))),
            assertThrows(IllegalArgumentException.class, () -> UnixAddress.ofAbstract("p".repeat(length)))
        }) {
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.contains(length == 0 ? "is empty" : " bytes, and at most 107 fit"), message);
        }
    }

    @Test
    void aZeroByteIsNoPath() {
        assertThrows(IllegalArgumentException.class, () -> UnixAddress.of("/tmp/\0x"));
    }

    @Test
    void theBytesAreNotShared() {
        byte[] bytes = {'/', 'x'};
        UnixAddress address = UnixAddress.ofBytes(bytes);
        bytes[1] = 'y';
        address.bytes()[1] = 'z';
        assertEquals("unix:/x", address.toString());
    }
}
