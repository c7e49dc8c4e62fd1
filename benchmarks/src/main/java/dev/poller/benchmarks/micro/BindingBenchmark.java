// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.micro;

import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

/** What a call costs through each binding; calls.c measures the same calls from C. One thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class BindingBenchmark {
    private static final int EVENTS = 16;

    /** Which binding. */
    @Param({"jna", "ffm"})
    public String binding = "";

    private final ByteBuffer memory = ByteBuffer.allocateDirect(1024).order(ByteOrder.nativeOrder());

    @SuppressWarnings("NullAway.Init") // by open()
    private Libc libc;

    private long address;
    private int epoll;
    private int event;
    private int socket;
    private int peer;

    /** Opens what the calls need. */
    @Setup
    public void open() throws IOException {
        libc = CLibrary.load(binding);
        address = libc.address(memory);
        epoll = CLibrary.checked(libc, "epoll_create1", libc.epollCreate1(0));
        event = CLibrary.checked(libc, "eventfd", libc.eventfd(0, libc.abi().value(Constant.O_NONBLOCK)));
        int type = libc.abi().value(Constant.SOCK_STREAM) | libc.abi().value(Constant.SOCK_NONBLOCK);
        CLibrary.checked(libc, "socketpair", libc.socketpair(libc.abi().value(Constant.AF_UNIX), type, 0, address));
        socket = memory.getInt(0);
        peer = memory.getInt(Integer.BYTES);
        memory.putLong(0, 1);
    }

    /** Closes it. */
    @TearDown
    public void close() {
        for (int fd : new int[] {epoll, event, socket, peer}) {
            libc.close(fd);
        }
    }

    /** A poll that finds nothing. */
    @Benchmark
    public int epollWaitZero() {
        return libc.epollWait(epoll, address + 512, EVENTS, 0);
    }

    /** A read that would block: it has an errno. */
    @Benchmark
    public long recvEagain() {
        return libc.recv(socket, address + 512, 64, 0);
    }

    /** One call that works: the counter of an eventfd grows. */
    @Benchmark
    public long eventfdWrite() {
        return libc.write(event, address, Long.BYTES);
    }

    /** Two calls that move 64 bytes. */
    @Benchmark
    public long sendAndRecv() {
        libc.send(peer, address, 64, 0);
        return libc.recv(socket, address + 512, 64, 0);
    }
}
