// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.micro;

import java.io.IOException;
import java.time.Duration;
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

/** What moving a deadline costs. One thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DeadlineBenchmark {
    private static final Duration NEAR = Duration.ofSeconds(30);
    private static final Duration FAR = Duration.ofSeconds(60);

    /** Which binding: a timer that becomes the soonest breaks the poll. */
    @Param({"jna", "ffm"})
    public String binding = "";

    @SuppressWarnings("NullAway.Init") // by open()
    private StreamPair streams;

    /** Connects. */
    @Setup
    public void open() throws IOException {
        streams = new StreamPair(binding);
    }

    /** Closes all. */
    @TearDown
    public void close() {
        streams.close();
    }

    /** The same distance again and again: each point in time is later than the last. */
    @Benchmark
    public void later() {
        streams.near.setReadDeadline(NEAR);
    }

    /** Set and taken away. */
    @Benchmark
    public void setAndClear() {
        streams.near.setReadDeadline(NEAR);
        streams.near.clearReadDeadline();
    }

    /** There and back: every second one is sooner. */
    @Benchmark
    public void laterAndSooner() {
        streams.near.setReadDeadline(FAR);
        streams.near.setReadDeadline(NEAR);
    }
}
