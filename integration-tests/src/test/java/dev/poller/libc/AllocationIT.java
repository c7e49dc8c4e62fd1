// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of every read, write and wait leave nothing for the garbage collector, once they are compiled. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "there is a table of C constants for Linux only")
@Timeout(120)
final class AllocationIT {
    private static final int CALLS = 100_000;
    private static final int ROUNDS = 50;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private interface Calls {
        long times(int count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffm", "jna"})
    void sendAndRecv(String binding) throws Exception {
        try (Scene scene = new Scene(Packaged.libc(binding))) {
            Libc libc = scene.libc;
            int[] pair = scene.pair();
            long address = scene.first();
            int flags = scene.c(Constant.MSG_NOSIGNAL);
            assertNothingAllocated(count -> {
                long sum = 0;
                for (int i = 0; i < count; i++) {
                    sum += libc.send(pair[0], address, 8, flags) + libc.recv(pair[1], address, 8, 0);
                }
                return sum;
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffm", "jna"})
    void sendtoAndRecvfrom(String binding) throws Exception {
        try (Scene scene = new Scene(Packaged.libc(binding))) {
            Libc libc = scene.libc;
            int socket = scene.datagrams();
            long address = scene.first();
            long buffer = scene.second();
            long length = buffer + Long.BYTES;
            scene.memory().putInt(Scene.SECOND + Long.BYTES, Scene.ADDRESS_SIZE);
            assertNothingAllocated(count -> {
                long sum = 0;
                for (int i = 0; i < count; i++) {
                    sum += libc.sendto(socket, buffer, 8, 0, address, Scene.ADDRESS_SIZE);
                    sum += libc.recvfrom(socket, buffer, 8, 0, address, length);
                }
                return sum;
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffm", "jna"})
    void recvWithNothingThere(String binding) throws Exception {
        try (Scene scene = new Scene(Packaged.libc(binding))) {
            Libc libc = scene.libc;
            int socket = scene.pair()[0];
            long address = scene.first();
            assertEquals(-scene.c(Constant.EAGAIN), libc.recv(socket, address, 8, 0));
            assertNothingAllocated(count -> {
                long sum = 0;
                for (int i = 0; i < count; i++) {
                    sum += libc.recv(socket, address, 8, 0);
                }
                return sum;
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffm", "jna"})
    void epollWait(String binding) throws Exception {
        try (Scene scene = new Scene(Packaged.libc(binding))) {
            Libc libc = scene.libc;
            int epfd = scene.epoll();
            long address = scene.first();
            assertNothingAllocated(count -> {
                long sum = 0;
                for (int i = 0; i < count; i++) {
                    sum += libc.epollWait(epfd, address, 8, 0);
                }
                return sum;
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffm", "jna"})
    void theAddressOfAUsersBuffer(String binding) throws Exception {
        Libc libc = Packaged.libc(binding);
        ByteBuffer whole = ByteBuffer.allocateDirect(64);
        ByteBuffer[] buffers = {whole, whole.slice(8, 8), whole.asReadOnlyBuffer()};
        assertNothingAllocated(count -> {
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += libc.address(buffers[i % buffers.length]);
            }
            return sum;
        });
    }

    /** Repeats until the compiler has come so far. */
    private static void assertNothingAllocated(Calls calls) {
        long allocated = Long.MAX_VALUE;
        long unused = 0;
        for (int round = 0; round < ROUNDS && allocated >= CALLS; round++) {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            unused += calls.times(CALLS);
            allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        }
        long bytes = allocated;
        assertTrue(bytes < CALLS, () -> bytes + " bytes for " + CALLS + " calls");
        assertTrue(unused != 1);
    }
}
