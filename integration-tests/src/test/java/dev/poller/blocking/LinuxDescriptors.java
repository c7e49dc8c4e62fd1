// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import dev.poller.tck.Descriptors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Descriptors that a test opens by the C library of Linux, a runtime over epoll, and the check that none is left. */
abstract class LinuxDescriptors {
    @TempDir
    Path directory;

    Libc libc;
    Netpoll netpoll;

    private final List<Integer> opened = new ArrayList<>();
    private final List<ByteBuffer> memory = new ArrayList<>();
    private Map<String, Long> before;

    @BeforeEach
    final void open() throws IOException {
        Platform platform = Platform.current();
        libc = LibcLoader.load(platform.os().name(), platform.osVersion(), platform.arch());
        before = Descriptors.counts();
        netpoll = Netpoll.options().provider("epoll").open();
    }

    @AfterEach
    final void closeWithoutALeak() {
        netpoll.close();
        opened.forEach(libc::close);
        assertEquals(before, Descriptors.counts());
    }

    /** Closed at the end of the test. */
    final int owned(int fd) {
        opened.add(fd);
        return fd;
    }

    final int[] pipe() {
        ByteBuffer fds = memory(2 * Integer.BYTES);
        assertEquals(0, libc.pipe2(libc.address(fds), c(Constant.O_CLOEXEC)));
        return new int[] {fds.getInt(0), fds.getInt(Integer.BYTES)};
    }

    /** The second end is closed at the end of the test. */
    final int[] pair(Constant type) {
        ByteBuffer fds = memory(2 * Integer.BYTES);
        int flags = c(Constant.SOCK_NONBLOCK) | c(Constant.SOCK_CLOEXEC);
        assertEquals(0, libc.socketpair(c(Constant.AF_UNIX), c(type) | flags, 0, libc.address(fds)));
        return new int[] {fds.getInt(0), owned(fds.getInt(Integer.BYTES))};
    }

    final int openFile(String path, Constant access) {
        int fd = libc.open(libc.address(text(path)), c(access) | c(Constant.O_NOCTTY) | c(Constant.O_CLOEXEC), 0);
        assertTrue(fd >= 0, path);
        return fd;
    }

    final void write(int fd, String text) {
        assertEquals(text.length(), libc.write(fd, libc.address(text(text)), text.length()));
    }

    /** With a zero byte at its end. */
    final ByteBuffer text(String text) {
        byte[] bytes = (text + '\0').getBytes(US_ASCII);
        return memory(bytes.length).put(bytes).flip();
    }

    /** Kept reachable, for calls know only its address. */
    final ByteBuffer memory(int size) {
        ByteBuffer made = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        memory.add(made);
        return made;
    }

    final int c(Constant constant) {
        return libc.abi().value(constant);
    }
}
