// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.ThreadKind;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;

/**
 * Where a case is played: the JDK's sockets, or ours. It writes down what happened, and closes what was opened. One
 * thread, but for {@link #note}.
 */
final class World implements AutoCloseable {
    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final PollerSocketFactory sockets;
    private final PollerServerSocketFactory servers;
    private final boolean ours;
    private final ThreadKind kind;
    private final ThreadFactory threads;
    private final StringBuilder record = new StringBuilder();
    private final Deque<Closeable> opened = new ArrayDeque<>();

    private World(Netpoll netpoll, boolean ours, ThreadKind kind) {
        this.sockets = new PollerSocketFactory(netpoll);
        this.servers = new PollerServerSocketFactory(netpoll);
        this.ours = ours;
        this.kind = kind;
        this.threads = kind.factory("case-");
    }

    static World jdk(Netpoll netpoll, ThreadKind kind) {
        return new World(netpoll, false, kind);
    }

    static World poller(Netpoll netpoll, ThreadKind kind) {
        return new World(netpoll, true, kind);
    }

    /** A socket that is not connected. */
    Socket socket() {
        return hold(ours ? sockets.createSocket() : new Socket());
    }

    /** A server socket that is not bound. */
    ServerSocket server() throws IOException {
        return hold(ours ? servers.createServerSocket() : new ServerSocket());
    }

    <C extends Closeable> C hold(C made) {
        opened.push(made);
        return made;
    }

    /** One that listens on the loopback address. */
    ServerSocket listening() throws IOException {
        ServerSocket server = server();
        server.bind(new InetSocketAddress(LOOPBACK, 0));
        return server;
    }

    /** A connection; the client is of this world, and so is what was accepted. */
    Ends connected() throws IOException {
        ServerSocket server = listening();
        Socket client = socket();
        client.connect(server.getLocalSocketAddress());
        return new Ends(client, hold(server.accept()));
    }

    /**
     * Both ends.
     *
     * @param client has connected
     * @param accepted was accepted
     */
    record Ends(Socket client, Socket accepted) {}

    /** Writes down what a call returns, or throws. */
    void note(String what, Callable<?> call) {
        String outcome;
        try {
            outcome = String.valueOf(call.call());
        } catch (NullPointerException failure) {
            outcome = failure.getClass().getName(); // Its message tells the names of local variables.
        } catch (Exception | Error failure) {
            outcome = failure.getClass().getName() + ": " + failure.getMessage();
        }
        synchronized (record) {
            record.append(what).append(" -> ").append(outcome).append('\n');
        }
    }

    /** The same of a call that returns nothing. */
    void does(String what, Action action) {
        note(what, () -> {
            action.run();
            return "done";
        });
    }

    /** What may fail. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    /** True if an interrupt closes the socket that a thread of this waits on. */
    boolean closesOnInterrupt() {
        return kind == ThreadKind.VIRTUAL;
    }

    /** Runs it on a thread of its own. */
    Thread start(Runnable task) {
        Thread thread = threads.newThread(task);
        thread.start();
        return thread;
    }

    /** What happened, without the numbers of ports, which differ from one time to the next. */
    String record() {
        synchronized (record) {
            return record.toString()
                    .replaceAll("(port=|[0-9a-f\\]]:)[1-9][0-9]{3,4}\\b", "$1PORT")
                    .replaceAll("(Port -> )[1-9][0-9]{3,4}\\b", "$1PORT");
        }
    }

    @Override
    public void close() throws IOException {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
