// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.server.Server;
import dev.poller.blocking.server.StreamHandler;
import dev.poller.cli.Address;
import dev.poller.cli.CommandFailedException;
import dev.poller.cli.Log;
import dev.poller.cli.RunTimeFailure;
import dev.poller.cli.ThreadsOption;
import dev.poller.cli.serve.Serving;
import dev.poller.cli.serve.Sockets;
import dev.poller.cli.serve.Workers;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The demo on a poller. */
final class PollerSide implements Side {
    private final Netpoll netpoll;
    private final Address listen;
    private final StreamHandler<ByteStream> handler;
    private final Log log;
    private final Workers clients;
    private final Workers servers;
    private @Nullable Server server;
    private @Nullable Thread acceptor;

    PollerSide(Netpoll netpoll, Address listen, ThreadsOption threads, StreamHandler<ByteStream> handler, Log log) {
        this.netpoll = netpoll;
        this.listen = listen;
        this.handler = handler;
        this.log = log;
        this.clients = new Workers(threads.of(netpoll, "client-"));
        this.servers = new Workers(threads.of(netpoll, "server-"));
    }

    @Override
    public String label() {
        return "";
    }

    @Override
    public Workers clients() {
        return clients;
    }

    @Override
    public SocketAddress serve(Tally tally) throws IOException {
        Server echo = Serving.on(servers, log).open(listen(), handler);
        server = echo;
        acceptor = servers.start(() -> serve(echo, tally));
        return echo.localAddress();
    }

    private Listener<?> listen() throws IOException {
        try {
            return Sockets.listen(netpoll, listen.toListen());
        } catch (IOException failure) {
            throw new CommandFailedException(
                    "cannot listen on " + listen + ": " + RunTimeFailure.reason(failure), failure);
        }
    }

    private static void serve(Server echo, Tally tally) {
        try {
            echo.run();
        } catch (IOException failure) {
            tally.failed("the server stopped: " + RunTimeFailure.reason(failure));
        }
    }

    @Override
    public Connection connect(SocketAddress address, Duration atMost) throws IOException {
        return new StreamConnection(Sockets.connect(netpoll, address, atMost));
    }

    @Override
    public void end(Tally tally, Duration atMost) throws IOException, InterruptedException {
        try (Server echo = Objects.requireNonNull(server)) {
            echo.stop();
            Objects.requireNonNull(acceptor).join(atMost.toMillis());
        }
        if (!servers.awaitEnd(atMost)) {
            tally.failed(servers.alive() + " threads of the server did not end");
        }
        if (server.failed() > 0) {
            tally.failed("the server saw " + server.failed() + " connections fail");
        }
        if (netpoll.registrations() > 0) {
            tally.failed(netpoll.registrations() + " registrations were left behind");
        }
    }

    private record StreamConnection(ByteStream stream) implements Connection {
        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return stream.read(target, offset, length);
        }

        @Override
        public void write(byte[] source) throws IOException {
            stream.write(source);
        }

        @Override
        public void shutdownOutput() throws IOException {
            stream.shutdownOutput();
        }

        @Override
        public void setDeadline(Duration fromNow) throws IOException {
            stream.setReadDeadline(fromNow);
            stream.setWriteDeadline(fromNow);
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
