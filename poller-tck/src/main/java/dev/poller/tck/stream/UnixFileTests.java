// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.UnixAddress;
import dev.poller.blocking.UnixListener;
import dev.poller.blocking.UnixStream;
import dev.poller.tck.Clause;
import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The file of a Unix listener: made, kept from others, left behind, deleted. */
abstract class UnixFileTests extends UnixFixture {
    private static final UnixListener.Options KEEP_STALE = new UnixListener.Options(8, Optional.empty(), false);

    @Test
    @Clause("U6")
    void theFileIsThereFromOpenToClose() throws Exception {
        Path file = newFile();
        UnixListener listener = UnixListener.open(netpoll, UnixAddress.of(file));
        assertTrue(Files.exists(file));
        listener.close();
        assertFalse(Files.exists(file));
        listener.close();
    }

    @Test
    @Clause({"T14", "U6"})
    void theEndOfTheRuntimeDeletesTheFile() throws Exception {
        Path file = newFile();
        UnixListener.open(netpoll, UnixAddress.of(file));
        netpoll.close();
        assertFalse(Files.exists(file));
    }

    @Test
    @Clause("U6")
    void aFileThatHasTakenItsPlaceIsLeft() throws Exception {
        Path file = newFile();
        UnixListener first = UnixListener.open(netpoll, UnixAddress.of(file));
        Files.delete(file);
        UnixListener second = UnixListener.open(netpoll, UnixAddress.of(file));
        first.close();
        assertTrue(Files.exists(file));
        connectUnix(second).close();
        second.close();
        assertFalse(Files.exists(file));
    }

    @Test
    @Clause("U7")
    void aFileThatNobodyListensOnIsReplaced() throws Exception {
        Path file = newFile();
        leaveStale(file);
        try (UnixListener listener = UnixListener.open(netpoll, UnixAddress.of(file));
                UnixStream client = connectUnix(listener)) {
            assertConnected(client, listener.accept());
        }
    }

    @Test
    @Clause("U7")
    void whoWantsTheStaleFileKeptIsRefused() throws Exception {
        Path file = newFile();
        leaveStale(file);
        assertRefused(file, KEEP_STALE);
        assertTrue(Files.exists(file));
    }

    @Test
    @Clause("U7")
    void aListenerThatLivesIsNotReplacedAlsoWithAFullQueue() throws Exception {
        Path file = newFile();
        try (UnixListener living =
                UnixListener.open(netpoll, UnixAddress.of(file), new UnixListener.Options(1, Optional.empty(), true))) {
            for (int i = 0; i < 4; i++) {
                assertRefused(file, UnixListener.Options.DEFAULTS);
            }
            living.accept().close(); // One of those that looked whether somebody listens.
            assertTrue(Files.exists(file));
        }
    }

    @Test
    @Clause("U7")
    void aFileThatIsNoSocketIsLeftAsItIs() throws Exception {
        Path file = Files.write(newFile(), new byte[] {1, 2, 3});
        assertRefused(file, UnixListener.Options.DEFAULTS);
        assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(file));
    }

    @Test
    @Clause("U7")
    void aDirectoryThatIsNotThereIsRefused() {
        assertRefused(newFile().resolve("x"), UnixListener.Options.DEFAULTS);
    }

    /** On a provider that could only set them late they are refused, and no file is left. */
    @Test
    @Clause("U8")
    void thePermissionsHoldFromTheBeginning() throws Exception {
        Path file = newFile();
        Set<PosixFilePermission> mine = PosixFilePermissions.fromString("rw-------");
        UnixListener.Options options = new UnixListener.Options(8, Optional.of(mine), true);
        try (UnixListener listener = UnixListener.open(netpoll, UnixAddress.of(file), options)) {
            assertEquals(mine, Files.getPosixFilePermissions(file));
            connectUnix(listener).close();
        } catch (UnsupportedOperationException late) {
            assertTrue(String.valueOf(late.getMessage()).contains("epoll"), late::toString);
            assertFalse(Files.exists(file));
        }
    }

    @Test
    @Clause("U8")
    void whatIsNoFileHasNoPermissions() {
        UnixListener.Options options =
                new UnixListener.Options(8, Optional.of(PosixFilePermissions.fromString("rw-------")), true);
        assertThrows(
                IllegalArgumentException.class,
                () -> UnixListener.open(netpoll, UnixAddress.ofAbstract("poller-no-file"), options));
        assertEquals(0, netpoll.registrations());
    }

    @Test
    @Clause("U6")
    void aBacklogBelowOneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new UnixListener.Options(0, Optional.empty(), true));
    }

    private void assertRefused(Path file, UnixListener.Options options) {
        int before = netpoll.registrations();
        BindException refused =
                assertThrows(BindException.class, () -> UnixListener.open(netpoll, UnixAddress.of(file), options));
        assertTrue(String.valueOf(refused.getMessage()).endsWith("unix:" + file), refused::toString);
        assertEquals(before, netpoll.registrations());
    }

    /** As a program leaves it that is killed. */
    private static void leaveStale(Path file) throws IOException {
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(file));
        }
        assertTrue(Files.exists(file));
    }
}
