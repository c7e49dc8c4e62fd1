// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.micro;

import dev.poller.Readiness;
import dev.poller.ReadyHandler;
import dev.poller.Registration;
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

/** Polls until all that is ready has been handed over, with n ready of m registered. One thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PollBenchmark {
    /** Which binding. */
    @Param({"jna", "ffm"})
    public String binding = "";

    /** How many are ready, of how many that are registered. */
    @Param({"1/1", "1/100", "100/100", "1/10000", "100/10000", "10000/10000"})
    public String readyOf = "";

    @SuppressWarnings("NullAway.Init") // by open()
    private EventFds descriptors;

    private final ReadyHandler handler = this::handle;

    private int ready;
    private int handedOver;

    /** Registers. */
    @Setup
    public void open() throws IOException {
        String[] parts = readyOf.split("/", -1);
        ready = Integer.parseInt(parts[0]);
        descriptors = new EventFds(binding);
        for (int i = 0; i < Integer.parseInt(parts[1]); i++) {
            descriptors.register(i < ready);
        }
    }

    /** Closes all. */
    @TearDown
    public void close() throws IOException {
        descriptors.close();
    }

    /** The time for all that is ready; divide by its number for one event. */
    @Benchmark
    public int poll() throws IOException {
        handedOver = 0;
        while (handedOver < ready) { // A poll hands over a batch; the kernel goes on with those that had no turn.
            descriptors.poller.poll(0, handler);
        }
        return handedOver;
    }

    private void handle(Registration registration, Readiness readiness) {
        handedOver++;
    }
}
