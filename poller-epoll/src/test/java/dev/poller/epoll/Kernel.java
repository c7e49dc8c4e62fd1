// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.poller.Poller;
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Descriptors for tests, closed at the end, and what /proc says of this process. Any thread may call. */
final class Kernel implements AutoCloseable {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final Libc libc = load();
    private final ByteBuffer memory = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
    private final ConcurrentSkipListSet<Integer> opened = new ConcurrentSkipListSet<>();

    static Libc load() {
        Platform platform = Platform.current();
        try {
            return LibcLoader.load(platform.os().name(), platform.osVersion(), platform.arch());
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
    }

    Libc libc() {
        return libc;
    }

    /** The read end, then the write end; both non-blocking. */
    synchronized int[] pipe() {
        check(libc.pipe2(libc.address(memory), value(Constant.O_NONBLOCK) | value(Constant.O_CLOEXEC)));
        return pair();
    }

    synchronized int[] socketPair() {
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
    int dup(int fd) {
        int copy = (int) check(libc.dup(fd));
        opened.add(copy);
        return copy;
    }

    void close(int fd) {
        assertTrue(opened.remove(fd), () -> "fd " + fd + " is not this test's");
        check(libc.close(fd));
    }

    synchronized void write(int fd) {
        assertEquals(1, libc.write(fd, libc.address(memory), 1));
    }

    /** How many of up to 64 bytes there were; 0 at the end. */
    synchronized long read(int fd) {
        long result = libc.read(fd, libc.address(memory), memory.capacity());
        return result == -value(Constant.EAGAIN) ? -1 : check(result);
    }

    void shutdownOutput(int fd) {
        check(libc.shutdown(fd, value(Constant.SHUT_WR)));
    }

    /** Copies 16 bytes from an address, through a pipe: an address is all that a decorated call gets. */
    synchronized ByteBuffer peek(long address) {
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

    int value(Constant constant) {
        return libc.abi().value(constant);
    }

    /** The epolls, eventfds and pipes of this process, as /proc lists them. */
    static List<String> pollDescriptors() {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path link : links) {
                String target = target(link);
                if (target.contains("eventpoll") || target.contains("eventfd") || target.startsWith("pipe:")) {
                    found.add(link.getFileName() + " " + target);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        found.sort(null);
        return found;
    }

    private static String target(Path link) throws IOException {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (NoSuchFileException closedMeanwhile) {
            return "";
        }
    }

    /** The descriptors that the kernel watches for a poller, without its own. */
    static Set<Integer> watched(Poller poller) {
        TreeSet<Integer> watched = new TreeSet<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path link : links) {
                int fd = Integer.parseInt(link.getFileName().toString());
                if (poller.isPollDescriptor(fd) && target(link).contains("eventpoll")) {
                    Files.readAllLines(Path.of("/proc/self/fdinfo", Integer.toString(fd))).stream()
                            .filter(line -> line.startsWith("tfd:"))
                            .map(line -> Integer.valueOf(line.split("\\s+", 3)[1]))
                            .filter(target -> !poller.isPollDescriptor(target))
                            .forEach(watched::add);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return watched;
    }

    /** Waits until a thread is inside the system call that waits; its last frame is epoll_wait with JNA, epollWait with FFM. */
    static void awaitWaiting(Thread thread) {
        await("the poll waits in the kernel", () -> {
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

    static void await(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                fail("not within ten seconds: " + what);
            }
            LockSupport.parkNanos(100_000);
        }
    }

    @Override
    public void close() {
        opened.forEach(libc::close);
        opened.clear();
    }
}
