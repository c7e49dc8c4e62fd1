// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.load;

import dev.poller.benchmarks.server.Route;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The load generator in Java: one thread, one Selector, a closed loop on every connection. It does what load.c does,
 * and is slower. Confined to one thread. Whatever is wrong ends it: figures of a broken server are of no use.
 */
public final class JavaLoad implements Closeable {
    private static final int SILENCE_SECONDS = 10;
    private static final int SECONDS_AT_THE_END = 1;
    private static final int SCRATCH = 256 * 1024;

    private final LoadRequest request;
    private final Pattern pattern;
    private final Selector selector;
    private final List<LoadConnection> connections = new ArrayList<>();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);
    private Histogram latencies = new Histogram(3);
    private @Nullable Flood flood;
    private long answered;
    private long warmUpAnswered;
    private long lastAnswer;

    /** Messages that may still be begun, where the number of requests is given. */
    private long budget;

    private JavaLoad(LoadRequest request) throws IOException {
        this.request = request;
        this.pattern = new Pattern(Math.max(request.message(), Flood.WINDOW), request.reply());
        this.selector = Selector.open();
        this.budget = request.requests();
    }

    /**
     * Opens all connections.
     *
     * @throws IOException if one of them fails; then none is left
     */
    public static JavaLoad connect(LoadRequest request) throws IOException {
        JavaLoad load = new JavaLoad(request);
        try {
            for (int i = 0; i < request.connections(); i++) {
                SocketChannel channel = load.open();
                SelectionKey key = load.watched(channel, SelectionKey.OP_READ);
                LoadConnection connection = new LoadConnection(channel, key, i);
                key.attach(connection);
                load.connections.add(connection);
            }
            if (request.flood() > 0) {
                SocketChannel channel = load.open();
                load.flood = new Flood(channel, load.pattern);
                load.watched(channel, SelectionKey.OP_READ | SelectionKey.OP_WRITE)
                        .attach(load.flood);
            }
            for (int i = 0; i < request.idle(); i++) {
                load.open();
            }
            return load;
        } catch (IOException failure) {
            load.close();
            throw failure;
        }
    }

    private SocketChannel open() throws IOException {
        SocketChannel channel;
        if (request.route() == Route.UDP) {
            throw new IOException("the generator in Java knows no UDP");
        }
        if (request.route() == Route.UNIX) {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(Route.socketFile(request.port())));
        } else {
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), request.port()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        channels.add(channel);
        return channel;
    }

    private SelectionKey watched(SocketChannel channel, int interest) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, interest);
    }

    /** Loads the server as requested. */
    public LoadResult run() throws IOException {
        ContextSwitches switches = ContextSwitches.of(request.serverPid());
        long begun = System.nanoTime();
        long cpu = ServerUse.cpuNanos(request.serverPid());
        for (LoadConnection connection : connections) {
            begin(connection);
        }
        if (request.requests() == 0 && request.warmUp() > 0) {
            turn(begun + nanos(request.warmUp()));
            forgetWarmUp();
            begun = System.nanoTime();
            cpu = ServerUse.cpuNanos(request.serverPid());
        }
        turn(begun + nanos(request.seconds()));
        double seconds = (System.nanoTime() - begun) / 1e9;
        cpu = ServerUse.cpuNanos(request.serverPid()) - cpu;
        return result(seconds, cpu, measuredSwitches(switches));
    }

    /** Turns the loop until the point in time or, if there is a budget, until so many answers. */
    private void turn(long until) throws IOException {
        lastAnswer = System.nanoTime();
        while (request.requests() > 0 ? answered < request.requests() : System.nanoTime() - until < 0) {
            silent(SILENCE_SECONDS);
            selector.selectedKeys().clear();
            selector.select(20);
            for (SelectionKey key : selector.selectedKeys()) {
                serve(key);
            }
        }
        silent(SECONDS_AT_THE_END);
    }

    /** A server that has stopped answering has no figures. */
    private void silent(int seconds) throws IOException {
        if (!connections.isEmpty() && System.nanoTime() - lastAnswer > seconds * 1_000_000_000L) {
            throw new IOException("no answer for " + seconds + " s");
        }
    }

    private void serve(SelectionKey key) throws IOException {
        if (key.attachment() instanceof Flood flooding) {
            flooding.progress(key, scratch);
        } else if (key.attachment() instanceof LoadConnection connection) {
            long latency = connection.progress(scratch);
            if (latency >= 0) {
                lastAnswer = System.nanoTime();
                latencies.recordValue(latency);
                answered++;
                begin(connection);
            }
        }
    }

    private void begin(LoadConnection connection) throws IOException {
        if (request.requests() == 0 || budget-- > 0) {
            connection.begin(pattern, request);
        }
    }

    private void forgetWarmUp() {
        latencies = new Histogram(3);
        warmUpAnswered = answered;
        answered = 0;
        connections.forEach(connection -> connection.answered = 0);
        if (flood != null) {
            flood.bytes = 0;
        }
    }

    /** Those of the measured answers: their part of all since the start, as in load.c. */
    private long measuredSwitches(ContextSwitches before) throws IOException {
        long all = ContextSwitches.of(request.serverPid()).since(before);
        return answered == 0 ? 0 : (long) (all * ((double) answered / (answered + warmUpAnswered)));
    }

    private LoadResult result(double seconds, long cpuNanos, long switches) throws IOException {
        long[] counts = connections.stream()
                .mapToLong(connection -> connection.answered)
                .toArray();
        Arrays.sort(counts);
        int n = counts.length;
        int length = request.reply() > 0 ? request.reply() : request.message();
        return new LoadResult(
                "java",
                seconds,
                answered,
                answered * length,
                latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(99),
                latencies.getValueAtPercentile(99.9),
                latencies.getMaxValue(),
                n == 0 ? 0 : counts[0],
                n == 0 ? 0 : counts[n / 2],
                n == 0 ? 0 : counts[n - 1],
                flood == null ? 0 : flood.bytes,
                cpuNanos,
                switches,
                ServerUse.residentBytes(request.serverPid()));
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
