// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import dev.poller.tck.descriptor.Kernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** System calls past the layer under test. The descriptors are non-blocking. One thread. */
final class Raw {
    private static final int POLLIN = 1;
    private static final int POLLOUT = 4;
    private static final int POLLERR = 8;
    private static final int POLLHUP = 16;
    private static final int POLLRDHUP = 0x2000;

    /** Where poll(2) leaves what it has found (struct pollfd). */
    private static final int EVENTS = 4;

    private static final int FOUND = 6;

    /** More than the name of a socket has bytes. */
    private static final int NAME = 128;

    private final Libc libc = Kernel.load();
    private final ByteBuffer memory = ByteBuffer.allocateDirect(8192).order(ByteOrder.nativeOrder());

    int value(Constant constant) {
        return libc.abi().value(constant);
    }

    /** True if poll(2) says that a read would not wait: for bytes, the end or a failure. */
    boolean readable(int fd) {
        return (poll(fd) & (POLLIN | POLLERR | POLLHUP | POLLRDHUP)) != 0;
    }

    /** True if poll(2) says that a write would not wait. */
    boolean writable(int fd) {
        return (poll(fd) & (POLLOUT | POLLERR | POLLHUP)) != 0;
    }

    /** True if poll(2) says that the peer has ended something: its sending, or everything. */
    boolean ended(int fd) {
        return (poll(fd) & (POLLERR | POLLHUP | POLLRDHUP)) != 0;
    }

    private int poll(int fd) {
        memory.putInt(0, fd).putShort(EVENTS, (short) (POLLIN | POLLOUT | POLLRDHUP));
        memory.putShort(FOUND, (short) 0);
        assertTrue(libc.poll(libc.address(memory), 1, 0) >= 0);
        return memory.getShort(FOUND);
    }

    /** Connected sockets. */
    int[] socketPair() {
        int type = value(Constant.SOCK_STREAM) | value(Constant.SOCK_NONBLOCK) | value(Constant.SOCK_CLOEXEC);
        assertEquals(0, libc.socketpair(value(Constant.AF_UNIX), type, 0, libc.address(memory)));
        return pair();
    }

    /** What to read, then what to write. */
    int[] pipe() {
        assertEquals(0, libc.pipe2(libc.address(memory), value(Constant.O_NONBLOCK) | value(Constant.O_CLOEXEC)));
        return pair();
    }

    private int[] pair() {
        return new int[] {memory.getInt(0), memory.getInt(Integer.BYTES)};
    }

    /** Writes bytes of the pattern; how many went out, 0 if none. */
    int write(int fd, Pattern pattern, int count) {
        int most = Math.min(count, memory.capacity());
        for (int i = 0; i < most; i++) {
            memory.put(i, pattern.peek(i));
        }
        int written = (int) Math.max(0, libc.write(fd, libc.address(memory), most));
        pattern.skip(written);
        return written;
    }

    /** Reads bytes, which the pattern must say; how many, 0 if none. */
    int read(int fd, Pattern pattern, int count) {
        int most = Math.min(count, memory.capacity());
        int got = (int) Math.max(0, libc.read(fd, libc.address(memory), most));
        for (int i = 0; i < got; i++) {
            pattern.next(memory.get(i));
        }
        return got;
    }

    /** Sends a message; false if there is no room, or nobody to take it. */
    boolean send(int fd, byte[] message) {
        memory.put(0, message);
        return libc.send(fd, libc.address(memory), message.length, 0) == message.length;
    }

    /** The next message, of any size up to that of the memory; empty if there is none. */
    Optional<byte[]> receive(int fd) {
        int size = (int) libc.recv(fd, libc.address(memory), memory.capacity(), 0);
        if (size < 0) {
            return Optional.empty();
        }
        byte[] message = new byte[size];
        memory.get(0, message);
        return Optional.of(message);
    }

    /** Connects a socket to where another one is. */
    void connect(int fd, int to) {
        long address = libc.address(memory);
        memory.putInt(NAME, NAME);
        assertEquals(0, libc.getsockname(to, address, address + NAME));
        assertEquals(0, libc.connect(fd, address, memory.getInt(NAME)));
    }

    void shutdownOutput(int fd) {
        libc.shutdown(fd, value(Constant.SHUT_WR));
    }

    int dup(int fd) {
        int copy = libc.dup(fd);
        assertTrue(copy >= 0);
        return copy;
    }

    void close(int fd) {
        assertEquals(0, libc.close(fd));
    }
}
