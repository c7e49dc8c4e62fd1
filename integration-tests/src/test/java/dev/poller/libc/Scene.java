// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** A binding with some memory and descriptors for it to work on. Confined to one thread, which closes it. */
final class Scene implements AutoCloseable {
    /** Where a call's second piece of memory is. */
    static final int SECOND = 256;

    /** sizeof(struct sockaddr_in). */
    static final int ADDRESS_SIZE = 16;

    final Libc libc;
    private final ByteBuffer memory = ByteBuffer.allocateDirect(512).order(ByteOrder.nativeOrder());
    private final long address;
    private final Deque<Integer> opened = new ArrayDeque<>();

    Scene(Libc libc) {
        this.libc = libc;
        this.address = libc.address(memory);
    }

    int c(Constant constant) {
        return libc.abi().value(constant);
    }

    long first() {
        return address;
    }

    long second() {
        return address + SECOND;
    }

    ByteBuffer memory() {
        return memory;
    }

    String text(int length) {
        byte[] bytes = new byte[length];
        memory.get(0, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    long with(String text) {
        memory.put(0, text.getBytes(StandardCharsets.US_ASCII));
        return address;
    }

    /** As C wants it, with a zero byte at its end. */
    long path(String path) {
        return with(path + "\0");
    }

    /** An int in the second piece of memory, and its address. */
    long with(int value) {
        memory.putInt(SECOND, value);
        return second();
    }

    int owned(int fd) {
        assertTrue(fd >= 0, () -> libc.errnoName(-fd));
        opened.push(fd);
        return fd;
    }

    /** 0 for a new descriptor, whose number means nothing; else the error. */
    int opens(int result) {
        return result < 0 ? result : owned(result) * 0;
    }

    int[] two(int result) {
        assertTrue(result == 0, () -> libc.errnoName(-result));
        return new int[] {owned(memory.getInt(0)), owned(memory.getInt(4))};
    }

    /** Reader and writer. */
    int[] pipe() {
        return two(libc.pipe2(address, c(Constant.O_NONBLOCK)));
    }

    /** Connected to each other, non-blocking. */
    int[] pair() {
        return two(
                libc.socketpair(c(Constant.AF_UNIX), c(Constant.SOCK_STREAM) | c(Constant.SOCK_NONBLOCK), 0, address));
    }

    int socket() {
        return owned(libc.socket(c(Constant.AF_INET), c(Constant.SOCK_STREAM), 0));
    }

    /** Writes the address 127.0.0.1 with a free port. */
    long loopback() {
        memory.putLong(0, 0).putLong(8, 0);
        memory.putShort(0, (short) c(Constant.AF_INET)).put(4, new byte[] {127, 0, 0, 1});
        return address;
    }

    /** Listens without blocking, and leaves its address in the memory. */
    int listener() {
        int listener = owned(libc.socket(c(Constant.AF_INET), c(Constant.SOCK_STREAM) | c(Constant.SOCK_NONBLOCK), 0));
        assertTrue(libc.bind(listener, loopback(), ADDRESS_SIZE) == 0
                && libc.listen(listener, 1) == 0
                && libc.getsockname(listener, address, with(ADDRESS_SIZE)) == 0);
        return listener;
    }

    /** A listener to which somebody has connected. */
    int connected() {
        int listener = listener();
        int connected = libc.connect(socket(), address, ADDRESS_SIZE);
        assertTrue(connected == 0, () -> libc.errnoName(-connected));
        return listener;
    }

    /** A socket for datagrams that has a free port, which it leaves in the memory. */
    int datagrams() {
        int socket = owned(libc.socket(c(Constant.AF_INET), c(Constant.SOCK_DGRAM) | c(Constant.SOCK_NONBLOCK), 0));
        assertTrue(libc.bind(socket, loopback(), ADDRESS_SIZE) == 0
                && libc.getsockname(socket, address, with(ADDRESS_SIZE)) == 0);
        return socket;
    }

    int epoll() {
        return owned(libc.epollCreate1(0));
    }

    int event() {
        return owned(libc.eventfd(1, c(Constant.EFD_NONBLOCK)));
    }

    /** A struct epoll_event that asks for input. */
    long asksForInput() {
        memory.putInt(0, c(Constant.EPOLLIN)).putLong(libc.abi().epollEvent().dataOffset(), 4711);
        return address;
    }

    @Override
    public void close() {
        opened.forEach(libc::close);
    }
}
