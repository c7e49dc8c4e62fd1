// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.message;

import dev.poller.UnixAddress;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.datagram.SeqpacketListener;
import dev.poller.blocking.datagram.SeqpacketSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Two ends of a connection of messages; closes both. */
public final class SeqpacketPair implements MessageTraffic.Pair {
    private final SeqpacketSocket receiver;
    private final SeqpacketSocket sender;

    public SeqpacketPair(Netpoll netpoll, long seed) throws IOException {
        UnixAddress address = Names.of("messages", seed);
        try (SeqpacketListener listener = SeqpacketListener.open(netpoll, address)) {
            sender = SeqpacketSocket.connect(netpoll, address);
            receiver = Opened.or(sender, () -> listener.accept(Until.in(Duration.ofSeconds(2))));
        }
    }

    @Override
    public void send(ByteBuffer message) throws IOException {
        sender.send(message);
    }

    @Override
    public int receive(ByteBuffer into, Until until) throws IOException {
        int size = receiver.receive(into, 0, until).size();
        if (size < 0) {
            throw new IOException("the end comes early");
        }
        return size;
    }

    @Override
    public void close() throws IOException {
        try (receiver) {
            sender.close();
        }
    }
}
