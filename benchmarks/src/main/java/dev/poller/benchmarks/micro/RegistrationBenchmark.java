// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.micro;

import dev.poller.Interest;
import dev.poller.Source;
import dev.poller.Trigger;
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

/** Opens and closes a registration, as a connection does once in its life. One thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RegistrationBenchmark {
    /** Which binding. */
    @Param({"jna", "ffm"})
    public String binding = "";

    @SuppressWarnings("NullAway.Init") // by open()
    private EventFds descriptors;

    private int fd;

    /** Opens the poller. */
    @Setup
    public void open() throws IOException {
        descriptors = new EventFds(binding);
        fd = descriptors.open(false);
    }

    /** Closes all. */
    @TearDown
    public void close() throws IOException {
        descriptors.close();
    }

    /** Two system calls and a slot of the table. */
    @Benchmark
    public void openAndClose() throws IOException {
        descriptors
                .poller
                .open(Source.of(fd), Interest.READ_WRITE, Trigger.EDGE, this)
                .close();
    }
}
