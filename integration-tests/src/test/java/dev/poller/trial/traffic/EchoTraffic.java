// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.blocking.server.Server;
import java.io.IOException;
import java.time.Duration;

/** Conversations with a server in the same runtime: an accept, a connect and a close for each. */
final class EchoTraffic implements Traffic {
    /** Makes one more connection to the server. */
    interface Connector {
        Wire connect() throws IOException;
    }

    private static final Duration DRAIN = Duration.ofSeconds(1);

    private final Server server;
    private final Connector connector;

    private EchoTraffic(Server server, Connector connector) {
        this.server = server;
        this.connector = connector;
    }

    /** By a loop of reads and writes. */
    static <S extends ByteStream> EchoTraffic copying(Listener<S> listener, Connector connector) throws IOException {
        return new EchoTraffic(options().open(listener, EchoTraffic::copy).start(), connector);
    }

    /** By a transfer. */
    static <S extends ByteStream> EchoTraffic transferring(Listener<S> listener, Connector connector)
            throws IOException {
        return new EchoTraffic(
                options().open(listener, stream -> stream.transferTo(stream)).start(), connector);
    }

    /** Failures are the client's to count. */
    private static dev.poller.blocking.server.ServerOptions options() {
        return Server.options().onFailure((stream, failure) -> {}).onAcceptFailure(failure -> {});
    }

    private static void copy(ByteStream stream) throws IOException {
        byte[] buffer = new byte[4096];
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
            stream.write(buffer, 0, count);
        }
    }

    @Override
    public long round(long seed) throws IOException {
        try (Wire wire = connector.connect()) {
            return Conversation.hold(wire, seed);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        server.shutdown(DRAIN);
    }
}
