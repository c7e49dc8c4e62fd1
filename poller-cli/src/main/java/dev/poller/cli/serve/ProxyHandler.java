// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.server.StreamHandler;
import dev.poller.cli.Log;
import dev.poller.cli.RunTimeFailure;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Connects upstream for each connection and passes bytes on, a thread for each direction. Any thread may serve. */
final class ProxyHandler implements StreamHandler<ByteStream> {
    private final Netpoll netpoll;
    private final Upstream upstream;
    private final Workers workers;
    private final Log log;

    ProxyHandler(Netpoll netpoll, Upstream upstream, Workers workers, Log log) {
        this.netpoll = netpoll;
        this.upstream = upstream;
        this.workers = workers;
        this.log = log;
    }

    @Override
    public void serve(ByteStream client) throws IOException {
        ByteStream server;
        try {
            server = upstream.connect(netpoll);
        } catch (IOException failure) {
            log.line("cannot connect to " + upstream.name() + " for " + Sockets.peer(client) + ": "
                    + RunTimeFailure.reason(failure));
            return;
        }
        try (server) {
            Thread back = workers.start(client, () -> pump(server, client));
            pump(client, server);
            join(back);
        }
    }

    private void pump(ByteStream from, ByteStream to) {
        try {
            from.transferTo(to);
        } catch (IOException failure) {
            log.detail("connection to " + upstream.name() + " ended: " + RunTimeFailure.reason(failure));
            close(from);
            close(to);
            return;
        }
        passEndOn(to);
    }

    /** A failure here is that {@code to} has gone meanwhile, which the other direction's pump sees for itself. */
    private void passEndOn(ByteStream to) {
        try {
            to.shutdownOutput();
        } catch (IOException gone) {
            log.detail("the end could not be passed on: " + RunTimeFailure.reason(gone));
        }
    }

    private void close(ByteStream stream) {
        try {
            stream.close();
        } catch (IOException failure) {
            log.detail("closing failed: " + RunTimeFailure.reason(failure));
        }
    }

    private static void join(Thread thread) throws InterruptedIOException {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
