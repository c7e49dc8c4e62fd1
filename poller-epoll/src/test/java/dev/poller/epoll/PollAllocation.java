// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.ReadyHandler;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.descriptor.DescriptorFixture;
import dev.poller.tck.descriptor.Kernel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Polls that a break ends and that report ten events each, until many of them in a row allocate nothing; exits with 1
 * if that does not happen.
 *
 * <p>A program of its own: the handle of a C function makes an object a call until the compiler sees through it. That
 * depends on what has run before in the same virtual machine, and in one that had run every other test it once did not.
 */
final class PollAllocation {
    private static final int ROUNDS = 10_000;

    /** Until then the compiler has compiled what it runs so often. */
    private static final long COMPILED_NANOS = TimeUnit.SECONDS.toNanos(20);

    private int reports;
    private final ReadyHandler count = (registration, readiness) -> reports++;

    private PollAllocation() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        Kernel kernel = new Kernel();
        try (Poller poller = EpollSubject.EVENTFD.open(kernel.libc(), PollerOptions.DEFAULTS)) {
            new PollAllocation().measure(kernel, poller);
        } finally {
            kernel.close();
        }
    }

    private void measure(Kernel kernel, Poller poller) throws IOException {
        for (int i = 0; i < 10; i++) {
            int[] pipe = kernel.pipe();
            kernel.write(pipe[1]);
            poller.open(Source.of(pipe[0]), Interest.READ_ONLY, Trigger.LEVEL, null);
        }
        // The measurement allocates a little itself; a single object per poll would be 160,000 bytes.
        long least = Long.MAX_VALUE;
        int times = 0;
        long start = System.nanoTime();
        while (least >= ROUNDS && System.nanoTime() - start < COMPILED_NANOS) {
            long before = DescriptorFixture.allocatedBytes();
            breakAndPoll(poller);
            least = Math.min(least, DescriptorFixture.allocatedBytes() - before);
            times++;
        }
        if (reports != times * ROUNDS * 10) {
            throw new AssertionError(reports + " events in " + times * ROUNDS + " polls");
        }
        if (least >= ROUNDS) {
            throw new AssertionError(least + " bytes in " + ROUNDS + " polls");
        }
    }

    private void breakAndPoll(Poller poller) throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            poller.breakPoll();
            poller.poll(1_000_000_000L, count);
        }
    }
}
