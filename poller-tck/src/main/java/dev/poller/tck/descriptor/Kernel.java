// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Poller;
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import dev.poller.tck.Await;
import dev.poller.tck.Descriptors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Descriptors for tests, closed at the end, and what /proc says of this process. Any thread may call. */
public final class Kernel implements AutoCloseable {
    private final Libc libc = load();
    private final ByteBuffer memory = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
    private final ConcurrentSkipListSet<Integer> opened = new ConcurrentSkipListSet<>();

    /** Opens nothing yet. */
    public Kernel() {}

    /** This process's C library. */
    public static Libc load() {
        Platform platform = Platform.current();
        try {
            return LibcLoader.load(platform.os().name(), platform.osVersion(), platform.arch());
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
    }

    /** What it calls. */
    public Libc libc() {
        return libc;
    }

    /** The read end, then the write end; both non-blocking. */
    public synchronized int[] pipe() {
        check(libc.pipe2(libc.address(memory), value(Constant.O_NONBLOCK) | value(Constant.O_CLOEXEC)));
        return pair();
    }

    /** Connected Unix-domain sockets, both non-blocking. */
    public synchronized int[] socketPair() {
        int type = value(Constant.SOCK_STREAM) | value(Constant.SOCK_NONBLOCK) | value(Constant.SOCK_CLOEXEC);
        check(libc.socketpair(value(Constant.AF_UNIX), type, 0, libc.address(memory)));
        return pair();
    }

    private int[] pair() {
        int[] pair = {memory.getInt(0), memory.getInt(Integer.BYTES)};
        opened.add(pair[0]);
        opened.add(pair[1]);
        return pair;
    }

    /** A copy under the lowest free number. */
    public int dup(int fd) {
        int copy = (int) check(libc.dup(fd));
        opened.add(copy);
        return copy;
    }

    /** Closes one of the test's own. */
    public void close(int fd) {
        assertTrue(opened.remove(fd), () -> "fd " + fd + " is not this test's");
        check(libc.close(fd));
    }

    /** Writes one byte. */
    public synchronized void write(int fd) {
        assertEquals(1, libc.write(fd, libc.address(memory), 1));
    }

    /** How many of up to 64 bytes there were; 0 at the end, -1 if it would block. */
    public synchronized long read(int fd) {
        long result = libc.read(fd, libc.address(memory), memory.capacity());
        return result == -value(Constant.EAGAIN) ? -1 : check(result);
    }

    /** Copies 16 bytes from an address, through a pipe: an address is all that a decorated call gets. */
    public synchronized ByteBuffer peek(long address) {
        int[] pipe = pipe();
        check(libc.write(pipe[1], address, 16));
        check(libc.read(pipe[0], libc.address(memory), 16));
        ByteBuffer copy = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        copy.putLong(0, memory.getLong(0)).putLong(8, memory.getLong(8));
        close(pipe[0]);
        close(pipe[1]);
        return copy;
    }

    private long check(long result) {
        assertTrue(result >= 0, () -> libc.errnoName((int) -result));
        return result;
    }

    /** The value of a constant here. */
    public int value(Constant constant) {
        return libc.abi().value(constant);
    }

    /** The epolls, eventfds and pipes of this process, as /proc lists them. */
    public static List<String> pollDescriptors() {
        return Descriptors.table().entrySet().stream()
                .filter(entry -> entry.getValue().contains("eventpoll")
                        || entry.getValue().contains("eventfd")
                        || entry.getValue().startsWith("pipe:"))
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }

    /** The descriptors that the kernel watches for a poller, without its own; an epoll within its epoll is its own. */
    public static Set<Integer> watched(Poller poller) {
        Map<Integer, String> table = Descriptors.table();
        Set<Integer> watched = new TreeSet<>();
        table.keySet().stream().filter(poller::isPollDescriptor).forEach(own -> collect(own, table, watched));
        watched.removeIf(poller::isPollDescriptor);
        return watched;
    }

    private static void collect(int fd, Map<Integer, String> table, Set<Integer> watched) {
        String target = table.getOrDefault(fd, "");
        if (target.contains("eventpoll")) {
            Descriptors.watchedBy(fd).forEach(each -> collect(each, table, watched));
        } else if (!target.contains("eventfd")) {
            watched.add(fd);
        }
    }

    /**
     * Waits until a thread is inside the system call that waits; its last frame is epoll_wait with JNA, epollWait with
     * FFM.
     */
    public static void awaitWaiting(Thread thread) throws Exception {
        Await.until("the poll waits in the kernel", () -> {
            StackTraceElement[] stack = thread.getStackTrace();
            return stack.length > 0
                    && stack[0].getMethodName().startsWith("epoll")
                    && state(thread).startsWith("S");
        });
    }

    /** The kernel's word for a thread's state, found by the thread's name. */
    private static String state(Thread thread) {
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                List<String> status = Files.readAllLines(task.resolve("status"));
                if (status.get(0).equals("Name:\t" + thread.getName())) {
                    return status.stream()
                            .filter(line -> line.startsWith("State:"))
                            .map(line -> line.substring("State:".length()).strip())
                            .findFirst()
                            .orElse("");
                }
            }
        } catch (IOException threadEnded) {
            return "";
        }
        return "";
    }

    @Override
    public void close() {
        opened.forEach(libc::close);
        opened.clear();
    }
}
