// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.micro;

import java.io.IOException;
import java.nio.ByteBuffer;
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

/** What a read costs with and without a deadline that is set before it. The virtual thread at the far end echoes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReadBenchmark {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int MESSAGE = 64;

    /** Which binding. */
    @Param({"jna", "ffm"})
    public String binding = "";

    /** Whether a deadline is set before each read. */
    @Param({"false", "true"})
    public boolean timed;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MESSAGE);

    @SuppressWarnings("NullAway.Init") // by open()
    private StreamPair here;

    @SuppressWarnings("NullAway.Init") // by open()
    private StreamPair echoed;

    /** Connects. */
    @Setup
    public void open() throws IOException {
        here = new StreamPair(binding);
        echoed = new StreamPair(binding);
        Thread.startVirtualThread(this::echo);
    }

    /** Closes all. */
    @TearDown
    public void close() {
        here.close();
        echoed.close();
    }

    private void echo() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(MESSAGE);
        try {
            while (echoed.far.read(bytes.clear()) >= 0) {
                echoed.far.write(bytes.flip());
            }
        } catch (IOException end) {
            if (echoed.far.isOpen()) {
                System.err.println("the echo failed: " + end.getMessage());
            }
        }
    }

    /** A write, and a read that finds the bytes there: nobody waits. */
    @Benchmark
    public int ready() throws IOException {
        here.near.write(buffer.clear());
        if (timed) {
            here.far.setReadDeadline(DEADLINE);
        }
        return here.far.read(buffer.clear());
    }

    /** A write to the echo, and a read that waits for its answer. */
    @Benchmark
    public int waiting() throws IOException {
        echoed.near.write(buffer.clear());
        buffer.clear();
        while (buffer.hasRemaining()) {
            if (timed) {
                echoed.near.setReadDeadline(DEADLINE);
            }
            if (echoed.near.read(buffer) < 0) {
                throw new IOException("the echo has ended");
            }
        }
        return buffer.position();
    }
}
