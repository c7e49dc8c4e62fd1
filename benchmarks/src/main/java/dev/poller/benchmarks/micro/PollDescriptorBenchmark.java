// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.micro;

import dev.poller.Readiness;
import dev.poller.blocking.ThreadKind;
import dev.poller.blocking.internal.wait.PollDescriptor;
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

/** What waiting in a descriptor costs, without any system call of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PollDescriptorBenchmark {
    /** The kind of the thread at the other end. */
    @Param({"PLATFORM", "VIRTUAL"})
    public ThreadKind peer = ThreadKind.PLATFORM;

    private final PollDescriptor descriptor = new PollDescriptor(false, false);
    private volatile boolean ended;

    /** Starts the thread at the other end: it answers each wake with a wake. */
    @Setup
    public void open() {
        peer.factory("peer-").newThread(this::answer).start();
    }

    /** Ends it. */
    @TearDown
    public void close() {
        ended = true;
        descriptor.ready(Readiness.of(Readiness.WRITABLE));
    }

    private void answer() {
        try {
            while (!ended) {
                descriptor.write.await();
                descriptor.ready(Readiness.of(Readiness.READABLE));
            }
        } catch (IOException failure) {
            System.err.println("waiting failed: " + failure.getMessage());
        }
    }

    /** Wakes the other thread, parks, and is woken by it. */
    @Benchmark
    public void parkAndUnpark() throws IOException {
        descriptor.ready(Readiness.of(Readiness.WRITABLE));
        descriptor.read.await();
    }

    /** An event that nobody waits for, and a wait that it makes unnecessary. */
    @Benchmark
    public void remembered() throws IOException {
        descriptor.ready(Readiness.of(Readiness.READABLE));
        descriptor.read.await();
    }
}
