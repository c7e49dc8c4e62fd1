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
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.Descriptors;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Descriptors of which a read takes one message, line, count or record, with room for more: the next one is to look, and not
 * to wait for an event, when there was one before.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "these descriptors are opened as on Linux")
@ExtendWith(Watchdog.class)
final class KindsIT {
    private static final int ROOM = 4096;

    /** sizeof(struct inotify_event), without a name. */
    private static final int EVENT = 16;

    @TempDir
    private Path directory;

    private final List<Integer> opened = new ArrayList<>();
    private final List<ByteBuffer> memory = new ArrayList<>();
    private Map<String, Long> before;
    private Libc libc;
    private Netpoll netpoll;

    @BeforeEach
    void open() throws IOException {
        Platform platform = Platform.current();
        libc = LibcLoader.load(platform.os().name(), platform.osVersion(), platform.arch());
        before = Descriptors.counts();
        netpoll = Netpoll.options().provider("epoll").open();
    }

    @AfterEach
    void closeWithoutALeak() {
        netpoll.close();
        opened.forEach(libc::close);
        assertEquals(before, Descriptors.counts());
    }

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
        int master = owned(openFile("/dev/ptmx"));
        ByteBuffer number = memory(Integer.BYTES);
        assertEquals(0, libc.ioctl(master, c(Constant.TIOCSPTLCK), libc.address(number)));
        assertEquals(0, libc.ioctl(master, c(Constant.TIOCGPTN), libc.address(number)));
        int slave = openFile("/dev/pts/" + number.getInt(0));
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
        reader.deadline(reader.read, Duration.ofMillis(20));
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

    private void write(int fd, String text) {
        ByteBuffer bytes = text(text);
        assertEquals(text.length(), libc.write(fd, libc.address(bytes), text.length()));
    }

    /** The second end is closed by the test. */
    private int[] pair(Constant type) {
        ByteBuffer fds = memory(2 * Integer.BYTES);
        int flags = c(Constant.SOCK_NONBLOCK) | c(Constant.SOCK_CLOEXEC);
        assertEquals(0, libc.socketpair(c(Constant.AF_UNIX), c(type) | flags, 0, libc.address(fds)));
        return new int[] {fds.getInt(0), owned(fds.getInt(Integer.BYTES))};
    }

    private int openFile(String path) {
        ByteBuffer text = text(path);
        int flags = c(Constant.O_RDWR) | c(Constant.O_NOCTTY) | c(Constant.O_NONBLOCK) | c(Constant.O_CLOEXEC);
        int fd = libc.open(libc.address(text), flags, 0);
        return fd;
    }

    private int owned(int fd) {
        opened.add(fd);
        return fd;
    }

    private ByteBuffer text(String text) {
        byte[] bytes = (text + '\0').getBytes(US_ASCII);
        return memory(bytes.length).put(bytes).flip();
    }

    /** Kept reachable, for calls know only its address. */
    private ByteBuffer memory(int size) {
        ByteBuffer made = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        memory.add(made);
        return made;
    }

    private int c(Constant constant) {
        return libc.abi().value(constant);
    }
}
