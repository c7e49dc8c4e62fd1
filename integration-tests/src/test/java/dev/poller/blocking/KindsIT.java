// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.internal.end.ByteEndpoint;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.blocking.internal.end.libc.LibcTransport;
import dev.poller.blocking.internal.io.ByteCalls;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.wait.Deadline;
import dev.poller.libc.Constant;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Descriptors of which a read takes one message, line, count or record, with room for more: the next one is to look,
 * and not to wait for an event, when there was one before.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "these descriptors are opened as on Linux")
@ExtendWith(Watchdog.class)
final class KindsIT extends LinuxDescriptors {
    private static final int ROOM = 4096;

    /** sizeof(struct inotify_event), without a name. */
    private static final int EVENT = 16;

    @Test
    @Clause("T19")
    void twoDatagrams() throws Exception {
        int[] pair = pair(Constant.SOCK_DGRAM);
        write(pair[1], "one");
        write(pair[1], "three");
        Handle<ByteEndpoint> reader = handle(pair[0], Kind.DATAGRAM_SOCKET);
        assertEquals("one", read(reader));
        assertEquals("three", read(reader));
        write(pair[1], "later");
        assertEquals("later", read(reader));
    }

    @Test
    @Clause("T19")
    void twoLinesOfATerminal() throws Exception {
        int master = owned(openFile("/dev/ptmx", Constant.O_RDWR));
        ByteBuffer number = memory(Integer.BYTES);
        assertEquals(0, libc.ioctl(master, c(Constant.TIOCSPTLCK), libc.address(number)));
        assertEquals(0, libc.ioctl(master, c(Constant.TIOCGPTN), libc.address(number)));
        int slave = openFile("/dev/pts/" + number.getInt(0), Constant.O_RDWR);
        write(master, "one\ntwo\n");
        Handle<ByteEndpoint> terminal = handle(slave, Kind.TERMINAL);
        assertEquals("one\n", read(terminal));
        assertEquals("two\n", read(terminal));
        write(master, "later\n");
        assertEquals("later\n", read(terminal));
    }

    @Test
    @Clause("T19")
    void twoCountsOfAnEventfd() throws Exception {
        int flags = c(Constant.EFD_SEMAPHORE) | c(Constant.EFD_NONBLOCK) | c(Constant.EFD_CLOEXEC);
        int fd = libc.eventfd(2, flags);
        Handle<ByteEndpoint> counts = handle(fd, Kind.EVENT_SOURCE);
        for (int i = 0; i < 2; i++) {
            assertEquals(Long.BYTES, ByteCalls.READ.run(counts, new byte[ROOM], 0, ROOM, null));
        }
        ByteBuffer one = memory(Long.BYTES).putLong(0, 1);
        assertEquals(Long.BYTES, libc.write(fd, libc.address(one), Long.BYTES));
        assertEquals(Long.BYTES, ByteCalls.READ.run(counts, new byte[ROOM], 0, ROOM, null));
    }

    /** Room for one record and a half: inotify gives whole ones. */
    @Test
    @Clause("T19")
    void twoRecordsOfInotify() throws Exception {
        int fd = libc.inotifyInit1(c(Constant.IN_NONBLOCK) | c(Constant.IN_CLOEXEC));
        ByteBuffer path = text(directory.toString());
        assertTrue(libc.inotifyAddWatch(fd, libc.address(path), c(Constant.IN_CREATE)) > 0);
        Files.createFile(directory.resolve("one"));
        Files.createFile(directory.resolve("two"));
        Handle<ByteEndpoint> records = handle(fd, Kind.EVENT_SOURCE);
        int room = (EVENT + 16) * 3 / 2;
        for (int i = 0; i < 2; i++) {
            assertEquals(EVENT + 16, ByteCalls.READ.run(records, new byte[room], 0, room, null));
        }
        Files.createFile(directory.resolve("later"));
        assertEquals(EVENT + 16, ByteCalls.READ.run(records, new byte[room], 0, room, null));
    }

    /** What the rule of streams would do to the first of these. */
    @Test
    @Clause("T19")
    void underTheRuleOfStreamsTheSecondDatagramWouldNotBeRead() throws Exception {
        int[] pair = pair(Constant.SOCK_DGRAM);
        write(pair[1], "one");
        write(pair[1], "three");
        Handle<ByteEndpoint> reader = handle(pair[0], Kind.STREAM_SOCKET);
        assertEquals("one", read(reader));
        reader.set(reader.read, Deadline.after(Duration.ofMillis(20)));
        assertThrows(SocketTimeoutException.class, () -> read(reader));
    }

    /** Of a descriptor with something to read, once its event has come: no other will. */
    private Handle<ByteEndpoint> handle(int fd, Kind kind) throws Exception {
        assertTrue(fd >= 0, () -> libc.errnoName(-fd));
        LibcTransport transport = (LibcTransport) netpoll.runtime().transport();
        Handle<ByteEndpoint> handle = netpoll.runtime().open(transport.descriptor(fd, kind));
        Await.until("the event has come", handle.read::isWakeDue);
        return handle;
    }

    private static String read(Handle<ByteEndpoint> from) throws IOException {
        byte[] bytes = new byte[ROOM];
        return new String(bytes, 0, ByteCalls.READ.run(from, bytes, 0, ROOM, null), US_ASCII);
    }
}
