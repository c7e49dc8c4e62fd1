// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.ThreadKind;
import dev.poller.blocking.server.Server;
import dev.poller.blocking.server.StreamHandler;
import dev.poller.cli.Log;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A server on a free port of the loopback address, with everything it needs. Closing it checks that nothing is left.
 */
final class RunningServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StringWriter err = new StringWriter();
    private final Netpoll netpoll;
    private final Workers workers;
    private final Server server;
    private final Thread acceptor;

    /** Makes the handler of a server that is being set up. */
    interface HandlerFactory {
        StreamHandler<? super ByteStream> make(Netpoll netpoll, Workers workers, Log log) throws IOException;
    }

    RunningServer(HandlerFactory handler) throws IOException {
        this(new Workers(Threads.from(ThreadKind.best().factory("test-"))), handler);
    }

    RunningServer(Workers workers, HandlerFactory handler) throws IOException {
        this.workers = workers;
        Log log = new Log(new PrintWriter(err), false);
        netpoll = Netpoll.open();
        TcpListener listener = TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server = Serving.on(workers, log).open(listener, handler.make(netpoll, workers, log));
        acceptor = new Thread(this::serve, "test-acceptor");
        acceptor.start();
    }

    private void serve() {
        try {
            server.run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A client of the JDK's own; waits for answers with a limit. */
    Socket client() throws IOException {
        Socket socket = new Socket();
        socket.connect(server.localAddress());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    long failures() {
        return server.failed();
    }

    List<String> logged() {
        return err.toString().lines().toList();
    }

    /** Until nothing but the listener is registered. */
    void awaitIdle() {
        await(() -> workers.alive() == 0 && netpoll.registrations() == 1);
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - end < 0, "did not come about in " + PATIENCE);
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        netpoll.close();
        assertTrue(workers.awaitEnd(PATIENCE), workers.alive() + " threads did not end");
        await(() -> !acceptor.isAlive());
    }
}
