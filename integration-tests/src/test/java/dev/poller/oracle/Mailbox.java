// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import dev.poller.blocking.Until;
import dev.poller.blocking.datagram.SeqpacketSocket;
import dev.poller.blocking.datagram.UdpSocket;
import dev.poller.blocking.datagram.UnixDatagramSocket;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What sockets of messages have in common. Any thread. */
interface Mailbox extends Closeable {
    /**
     * What was received.
     *
     * @param size of the message, -1 at the end
     * @param truncated true if there was room for fewer bytes
     */
    record Got(int size, boolean truncated) {}

    void send(ByteBuffer source, Until until) throws IOException;

    Got receive(ByteBuffer target, Until until) throws IOException;

    /** Only for those that have an end. */
    default void shutdownOutput() throws IOException {
        throw new UnsupportedOperationException("it has no end");
    }

    boolean isOpen();

    static Mailbox of(UdpSocket socket) {
        return new Mailbox() {
            @Override
            public void send(ByteBuffer source, Until until) throws IOException {
                socket.send(source, until);
            }

            @Override
            public Got receive(ByteBuffer target, Until until) throws IOException {
                UdpSocket.Received received = socket.receive(target, until);
                return new Got(received.size(), received.truncated());
            }

            @Override
            public boolean isOpen() {
                return socket.isOpen();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }

    static Mailbox of(UnixDatagramSocket socket) {
        return new Mailbox() {
            @Override
            public void send(ByteBuffer source, Until until) throws IOException {
                socket.send(source, until);
            }

            @Override
            public Got receive(ByteBuffer target, Until until) throws IOException {
                UnixDatagramSocket.Received received = socket.receive(target, until);
                return new Got(received.size(), received.truncated());
            }

            @Override
            public boolean isOpen() {
                return socket.isOpen();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }

    static Mailbox of(SeqpacketSocket socket) {
        return new Mailbox() {
            @Override
            public void send(ByteBuffer source, Until until) throws IOException {
                socket.send(source, until);
            }

            @Override
            public Got receive(ByteBuffer target, Until until) throws IOException {
                SeqpacketSocket.Received received = socket.receive(target, 0, until);
                return new Got(received.size(), received.truncated());
            }

            @Override
            public void shutdownOutput() throws IOException {
                socket.shutdownOutput();
            }

            @Override
            public boolean isOpen() {
                return socket.isOpen();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }
}
