// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with this binding, and the memory and the descriptors that it uses. */
abstract class RealCalls {
    Libc libc;
    private final Deque<Integer> opened = new ArrayDeque<>();
    private final List<NativeMemory> reachable = new ArrayList<>();

    @BeforeEach
    void load() throws IOException {
        libc = new JnaBinding()
                .open(Abi.of("LINUX", System.getProperty("os.version", ""), System.getProperty("os.arch", "")));
        libc.acquire(); // Never released: other tests call without.
    }

    @AfterEach
    void closeAll() {
        opened.forEach(libc::close);
        reachable.clear();
    }

    int c(Constant constant) {
        return libc.abi().value(constant);
    }

    int owned(int fd) {
        assertTrue(fd >= 0, () -> libc.errnoName(-fd));
        opened.push(fd);
        return fd;
    }

    /** It has been closed. */
    void disowned(int fd) {
        opened.remove(fd);
    }

    NativeMemory memory(int size) {
        NativeMemory memory = new NativeMemory(libc, size);
        reachable.add(memory);
        return memory;
    }

    NativeMemory text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        NativeMemory memory = memory(bytes.length);
        memory.bytes().put(0, bytes);
        return memory;
    }

    /** As C wants it, with a zero byte at its end. */
    long path(Object path) {
        return text(path + "\0").address();
    }

    static String string(NativeMemory memory, int offset, int length) {
        byte[] bytes = new byte[length];
        memory.bytes().get(offset, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void assertError(Constant expected, long result) {
        assertEquals(-c(expected), result, () -> expected + " expected: " + result);
    }
}
