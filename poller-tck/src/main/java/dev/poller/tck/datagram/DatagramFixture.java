// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.datagram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.tck.datagram.MessageEnd.Message;
import dev.poller.tck.fixture.RuntimeFixture;
import dev.poller.tck.fixture.Setup;
import dev.poller.tck.fixture.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;

/** Sockets of the kind under test, on the runtime under test. */
abstract class DatagramFixture extends RuntimeFixture {
    abstract DatagramSubject subject();

    @Override
    protected final Setup setup() {
        return subject().setup();
    }

    @Override
    protected final String kindName() {
        return kind().name();
    }

    final DatagramKind kind() {
        return subject().kind();
    }

    @Override
    protected final boolean expectedOn(String provider) {
        return kind().expectedOn(provider);
    }

    @Override
    protected final void warmUp(Netpoll first) throws IOException {
        try (MessagePair pair = kind().connect(first)) {
            pair.client().send(ByteBuffer.allocate(1));
            pair.server().receive(ByteBuffer.allocate(1));
        }
    }

    final MessagePair connect() throws IOException {
        return connect(netpoll);
    }

    final MessagePair connect(Netpoll on) throws IOException {
        return hold(kind().connect(on));
    }

    /** Bytes that look random and are the same for the same seed. */
    static byte[] random(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static ByteBuffer message(int... bytes) {
        ByteBuffer message = ByteBuffer.allocate(bytes.length);
        for (int value : bytes) {
            message.put((byte) value);
        }
        return message.flip();
    }

    /** Receives a message that must be whole. */
    final byte[] receive(MessageEnd end) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(kind().largest() + 1);
        Message received = end.receive(target);
        assertFalse(received.truncated());
        assertEquals(received.size(), target.position());
        byte[] bytes = new byte[received.size()];
        target.flip().get(bytes);
        return bytes;
    }

    /** What one sends the other receives next. */
    final void assertConnected(MessageEnd one, MessageEnd other) throws IOException {
        byte[] bytes = random(System.identityHashCode(one), 8);
        one.send(ByteBuffer.wrap(bytes));
        assertArrayEquals(bytes, receive(other));
    }

    final Task<Message> startReceiver(MessageEnd end) {
        return startReceiver(end, Until.FOREVER);
    }

    final Task<Message> startReceiver(MessageEnd end, Until until) {
        return start("receiver", () -> end.receive(ByteBuffer.allocate(100), until));
    }

    final void assumeSendWaits() {
        assumeTrue(kind().sendWaits(), () -> "a send of " + kind().name() + " does not wait");
    }

    /** Sends until the peer's queue is full and the sender waits. The messages count up from 0. */
    final Task<Boolean> startEndlessSender(MessageEnd end) throws Exception {
        return startEndlessSender(end, Until.FOREVER);
    }

    final Task<Boolean> startEndlessSender(MessageEnd end, Until until) throws Exception {
        assumeSendWaits();
        Task<Boolean> sender = run("an endless sender", () -> {
            for (int i = 0; ; i++) {
                end.send(ByteBuffer.allocate(1000).putInt(0, i), until);
            }
        });
        return sender.parked();
    }
}
