// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Poller;
import dev.poller.libc.Constant;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.fault.FaultyLibc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** A poller over a C library that can be made to fail, and the check that it leaves no descriptor behind. */
class PollerFixture {
    final Kernel kernel = new Kernel();
    final FaultyLibc libc = FaultyLibc.over(kernel.libc());

    private final List<String> before = Kernel.pollDescriptors();

    Poller poller = open(libc);

    static Poller open(FaultyLibc libc) {
        try {
            return EpollPoller.open(libc.libc(), PollerOptions.DEFAULTS);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@code eventfd} or {@code pipe}. */
    void breakBy(String breaker) throws IOException {
        if (breaker.equals("pipe")) {
            poller.close();
            libc.fail("eventfd", Constant.ENOSYS);
            poller = open(libc);
        }
    }

    @AfterEach
    void nothingIsLeftOpen() throws IOException {
        poller.close();
        kernel.close();
        assertEquals(before, Kernel.pollDescriptors());
    }

    int poll(long nanos) throws IOException {
        return poller.poll(nanos, (registration, readiness) -> {});
    }

    static void awaited(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
