// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.message;

import dev.poller.UnixAddress;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.datagram.UnixDatagramSocket;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Two Unix datagram sockets; closes both. */
public final class UnixDatagramPair implements MessageTraffic.Pair {
    private final UnixDatagramSocket receiver;
    private final UnixDatagramSocket sender;

    public UnixDatagramPair(Netpoll netpoll, long seed) throws IOException {
        UnixAddress address = Names.of("datagrams", seed);
        receiver = UnixDatagramSocket.bind(netpoll, address);
        sender = Opened.or(receiver, () -> UnixDatagramSocket.connect(netpoll, address));
    }

    @Override
    public void send(ByteBuffer message) throws IOException {
        sender.send(message);
    }

    @Override
    public int receive(ByteBuffer into, Until until) throws IOException {
        return receiver.receive(into, until).size();
    }

    @Override
    public void close() throws IOException {
        try (receiver) {
            sender.close();
        }
    }
}
