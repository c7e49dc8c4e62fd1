// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.Cancellation;
import dev.poller.blocking.OperationCancelledException;
import dev.poller.blocking.Until;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A socket of messages under test with its peer, and what must be true of it: what poll(2) calls ready does not wait,
 * what waits is woken, and every message comes whole and in its turn. One thread.
 */
final class MessageEnd implements AutoCloseable {
    /** Of a message that fills the queue. */
    private static final int LARGE = 3000;

    private final Raw raw;
    private final Waiting waiting;
    private final MessageKind kind;
    private final Mailbox near;
    private final int fd;
    private final Closeable peer;
    private final int peerFd;

    private final MessageFlow fromPeer = new MessageFlow();
    private final MessageFlow toPeer = new MessageFlow();
    private final List<Integer> duplicates = new ArrayList<>();

    private boolean peerHasShutDown;
    private boolean peerIsClosed;
    private boolean outputShut;

    MessageEnd(Raw raw, Waiting waiting, MessageKind kind, Mailbox near, int fd, Closeable peer, int peerFd) {
        this.raw = raw;
        this.waiting = waiting;
        this.kind = kind;
        this.near = near;
        this.fd = fd;
        this.peer = peer;
        this.peerFd = peerFd;
    }

    /** Does it, if it can be done now, to sockets of this kind. */
    void act(Action action) throws Exception {
        int size = Math.max(action.amount(), kind.takesEmpty ? 0 : 1);
        switch (action.what()) {
            case PEER_WRITES -> peerSends(size);
            case PEER_READS -> peerReceives();
            case PEER_SHUTS_DOWN -> peerShutsDown();
            case PEER_CLOSES -> peerCloses();
            case STEAL -> steal();
            case FILL -> fill();
            case DUPLICATE -> duplicates.add(raw.dup(fd));
            case READ -> receive(size);
            case WRITE -> send(size);
            case WAKE -> wake(size);
            case MAKE_ROOM -> makeRoom(size);
            case CANCEL -> cancel();
            case CLOSE -> closeUnderAReceiver();
            case SHUT_OUTPUT -> shutOutput();
            case AWAIT, TIME_OUT, PASS_DEADLINE, CLEAR_DEADLINE, SHUT_INPUT -> {} // They have no such thing.
        }
    }

    boolean isOpen() {
        return near.isOpen();
    }

    private void peerSends(int size) {
        if (!peerIsClosed && !peerHasShutDown && fromPeer.unread() < kind.mostUnread) {
            send(peerFd, fromPeer, size);
        }
    }

    private boolean send(int by, MessageFlow flow, int size) {
        boolean sent = raw.send(by, flow.next(size));
        if (sent) {
            flow.sent(size);
        }
        return sent;
    }

    private boolean peerReceives() {
        return !peerIsClosed && receive(peerFd, toPeer);
    }

    private boolean receive(int by, MessageFlow flow) {
        Optional<byte[]> message = raw.receive(by).filter(bytes -> bytes.length > 0 || kind.takesEmpty);
        message.ifPresent(bytes -> flow.got(bytes.length, bytes));
        return message.isPresent();
    }

    private void peerShutsDown() {
        if (kind.ends && !peerIsClosed) {
            raw.shutdownOutput(peerFd);
            peerHasShutDown = true;
        }
    }

    private void peerCloses() throws IOException {
        if (!peerIsClosed) {
            peerIsClosed = true;
            peer.close();
        }
    }

    private void steal() {
        int copy = raw.dup(fd);
        receive(copy, fromPeer);
        raw.close(copy);
    }

    private void fill() {
        if (kind.waitsForRoom && !peerIsClosed && !outputShut) {
            while (send(fd, toPeer, LARGE)) {}
            while (send(fd, toPeer, 1)) {}
        }
    }

    private void receive(int room) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(Math.max(1, room));
        boolean ready = raw.readable(fd);
        try {
            took(target, near.receive(target, Until.in(ready ? Waiting.LONG : Waiting.SHORT)));
        } catch (SocketTimeoutException late) {
            assertFalse(ready, "a receive waits, and poll(2) says that it need not");
        } catch (SocketException refused) {
            assertTrue(peerIsClosed, refused::toString);
        }
    }

    private void took(ByteBuffer target, Mailbox.Got got) {
        if (got.size() < 0) {
            assertTrue(peerHasShutDown || peerIsClosed, "the end, and nobody has ended it");
            assertTrue(peerIsClosed || fromPeer.unread() == 0, "the end, and there are messages before it");
            return;
        }
        byte[] bytes = new byte[target.flip().remaining()];
        target.get(bytes);
        fromPeer.got(got.size(), bytes);
        assertEquals(Math.min(got.size(), target.capacity()), bytes.length, "bytes");
        assertEquals(got.size() > target.capacity(), got.truncated(), "whether it was cut");
    }

    private void send(int size) throws IOException {
        if (toPeer.unread() >= kind.mostUnread) {
            return;
        }
        boolean ready = raw.writable(fd);
        try {
            near.send(ByteBuffer.wrap(toPeer.next(size)), Until.in(ready ? Waiting.LONG : Waiting.SHORT));
            toPeer.sent(size);
        } catch (SocketTimeoutException late) {
            assertFalse(ready, "a send waits, and poll(2) says that it need not");
        } catch (SocketException refused) {
            assertTrue(peerIsClosed || outputShut, refused::toString);
        }
    }

    private void wake(int size) throws Exception {
        if (waits()) {
            ByteBuffer target = ByteBuffer.allocate(Math.max(1, size));
            FutureTask<Mailbox.Got> receiving = waiting.in(() -> near.receive(target, Until.FOREVER));
            peerSends(size);
            took(target, receiving.get(Waiting.LONG.toSeconds(), TimeUnit.SECONDS));
        }
    }

    private void makeRoom(int size) throws Exception {
        if (!kind.waitsForRoom || peerIsClosed || outputShut) {
            return;
        }
        fill();
        ByteBuffer message = ByteBuffer.wrap(toPeer.next(size));
        toPeer.sent(size); // Before it is: the peer may have it before the send returns.
        FutureTask<Boolean> sending = waiting.in(() -> {
            near.send(message, Until.FOREVER);
            return true;
        });
        long start = System.nanoTime();
        while (!sending.isDone()) {
            assertTrue(System.nanoTime() - start < Waiting.LONG.toNanos(), "a send waits, and there is room");
            if (!peerReceives()) {
                Thread.onSpinWait();
            }
        }
        assertTrue(sending.get());
    }

    private void cancel() throws Exception {
        if (waits()) {
            Cancellation cancellation = new Cancellation();
            FutureTask<Mailbox.Got> receiving =
                    waiting.in(() -> near.receive(ByteBuffer.allocate(1), Until.cancelled(cancellation)));
            cancellation.cancel();
            assertThrows(OperationCancelledException.class, () -> Waiting.result(receiving));
        }
    }

    private void closeUnderAReceiver() throws Exception {
        if (waits()) {
            FutureTask<Mailbox.Got> receiving = waiting.in(() -> near.receive(ByteBuffer.allocate(1), Until.FOREVER));
            near.close();
            assertThrows(AsynchronousCloseException.class, () -> Waiting.result(receiving));
        }
        close();
    }

    private void shutOutput() throws IOException {
        if (kind.ends) {
            near.shutdownOutput();
            outputShut = true;
        }
    }

    /** True if a receive would wait now, and for the peer. */
    private boolean waits() {
        return !peerIsClosed && !peerHasShutDown && !raw.readable(fd);
    }

    @Override
    public void close() throws IOException {
        near.close();
        peerCloses();
        duplicates.forEach(raw::close);
        duplicates.clear();
    }
}
