// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.micro;

import dev.poller.ClosedPollerException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From the break of a poll that waits to its return, seen by the thread that broke it. Two threads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class BreakBenchmark {
    /** Which binding. */
    @Param({"jna", "ffm"})
    public String binding = "";

    private volatile long returned;

    @SuppressWarnings("NullAway.Init") // by open()
    private EventFds descriptors;

    /** Lets a thread poll for ever. */
    @Setup
    public void open() throws IOException {
        descriptors = new EventFds(binding);
        Thread.ofPlatform().daemon().start(this::poll);
    }

    /** Ends it. */
    @TearDown
    public void close() throws IOException {
        descriptors.close();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
    private void poll() {
        try {
            while (true) {
                descriptors.poller.poll(-1, (registration, readiness) -> {});
                returned++;
            }
        } catch (ClosedPollerException end) {
            returned = -1;
        } catch (IOException failure) {
            System.err.println("the poll failed: " + failure.getMessage());
        }
    }

    /** There and back. */
    @Benchmark
    public long breakPoll() {
        long before = returned;
        descriptors.poller.breakPoll();
        while (returned == before) {
            Thread.onSpinWait();
        }
        return before;
    }
}
