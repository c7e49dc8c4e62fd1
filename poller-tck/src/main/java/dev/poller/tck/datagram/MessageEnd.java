// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.datagram;

import dev.poller.blocking.Until;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One end of a {@link MessagePair}. Any thread, as the socket inside. */
public interface MessageEnd extends AutoCloseable {
    /** Sends one message to the other end. */
    default void send(ByteBuffer source) throws IOException {
        send(source, Until.FOREVER);
    }

    /** Sends one message to the other end. */
    void send(ByteBuffer source, Until until) throws IOException;

    /** Receives one message. */
    default Message receive(ByteBuffer target) throws IOException {
        return receive(target, Until.FOREVER);
    }

    /** Receives one message. */
    Message receive(ByteBuffer target, Until until) throws IOException;

    /** Calls what neither sends nor receives nor closes: options, addresses. */
    void look() throws IOException;

    /** False once closed. */
    boolean isOpen();

    @Override
    void close() throws IOException;

    /**
     * What was received.
     *
     * @param size how many bytes it has; -1 at the end
     * @param truncated true if there was room for fewer
     */
    record Message(int size, boolean truncated) {}
}
