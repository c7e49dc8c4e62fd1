// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Cancellation;
import dev.poller.blocking.OperationCancelledException;
import dev.poller.blocking.Until;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * An end under test with its peer, and what must be true of it: what poll(2) calls ready does not wait, what waits is
 * woken, and no byte is lost. One thread.
 */
final class End implements AutoCloseable {
    private final Raw raw;
    private final Waiting waiting;
    private final Kind kind;
    private final ByteStream near;
    private final int fd;
    private final Closeable peer;
    private final int peerFd;

    private final Pattern fromPeerSent = new Pattern();
    private final Pattern fromPeerGot = new Pattern();
    private final Pattern toPeerSent = new Pattern();
    private final Pattern toPeerGot = new Pattern();
    private final List<Integer> duplicates = new ArrayList<>();

    private boolean peerHasShutDown;
    private boolean peerIsClosed;
    private boolean inputShut;
    private boolean outputShut;
    private boolean deadlinePassed;

    End(Raw raw, Waiting waiting, Kind kind, ByteStream near, int fd, Closeable peer, int peerFd) {
        this.raw = raw;
        this.waiting = waiting;
        this.kind = kind;
        this.near = near;
        this.fd = fd;
        this.peer = peer;
        this.peerFd = peerFd;
    }

    /** Does it, if it can be done now. */
    void act(Action action) throws Exception {
        int amount = action.amount();
        switch (action.what()) {
            case PEER_WRITES -> peerWrites(amount);
            case PEER_READS -> peerReads(amount);
            case PEER_SHUTS_DOWN -> peerShutsDown();
            case PEER_CLOSES -> peerCloses();
            case STEAL -> steal(amount);
            case FILL -> fill();
            case DUPLICATE -> duplicates.add(raw.dup(fd));
            case READ -> read(amount);
            case WRITE -> write(amount);
            case AWAIT -> await();
            case WAKE -> wake(amount);
            case MAKE_ROOM -> makeRoom(amount);
            case TIME_OUT -> timeOut();
            case CANCEL -> cancel();
            case CLOSE -> closeUnderAReader();
            case PASS_DEADLINE -> passDeadline();
            case CLEAR_DEADLINE -> clearDeadline();
            case SHUT_INPUT -> shutInput();
            case SHUT_OUTPUT -> shutOutput();
        }
    }

    boolean isOpen() {
        return near.isOpen();
    }

    private void peerWrites(int amount) {
        if (kind.reads && !peerIsClosed && !peerHasShutDown) {
            raw.write(peerFd, fromPeerSent, amount);
        }
    }

    private int peerReads(int amount) {
        return kind.writes && !peerIsClosed ? raw.read(peerFd, toPeerGot, amount) : 0;
    }

    private void peerShutsDown() {
        if (kind.isSocket() && !peerIsClosed) {
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

    private void steal(int amount) {
        if (kind.reads) {
            int copy = raw.dup(fd);
            raw.read(copy, fromPeerGot, amount);
            raw.close(copy);
        }
    }

    private void fill() {
        if (kind.writes && !peerIsClosed && !outputShut) {
            int copy = raw.dup(fd);
            while (raw.write(copy, toPeerSent, Integer.MAX_VALUE) > 0) {}
            while (raw.write(copy, toPeerSent, 1) > 0) {}
            raw.close(copy);
        }
    }

    private void read(int amount) throws IOException {
        if (!kind.reads) {
            return;
        }
        byte[] bytes = new byte[amount];
        if (deadlinePassed && !inputShut) {
            assertThrows(SocketTimeoutException.class, () -> near.read(bytes));
            return;
        }
        boolean ready = inputShut || raw.readable(fd);
        try {
            int count = near.read(bytes, 0, amount, Until.in(ready ? Waiting.LONG : Waiting.SHORT));
            if (count < 0) {
                assertTrue(inputShut || peerHasShutDown || peerIsClosed, "the end, and nobody has ended it");
            }
            for (int i = 0; i < count; i++) {
                fromPeerGot.next(bytes[i]);
            }
        } catch (SocketTimeoutException late) {
            assertFalse(ready, "a read waits, and poll(2) says that it need not");
        } catch (SocketException reset) {
            assertTrue(peerIsClosed, reset::toString);
        }
    }

    private void await() throws IOException {
        if (!kind.reads || deadlinePassed) {
            return;
        }
        boolean ready = inputShut || raw.readable(fd);
        try {
            near.awaitReadable(Until.in(ready ? Waiting.LONG : Waiting.SHORT));
        } catch (SocketTimeoutException late) {
            assertFalse(ready, "it waits to be readable, and poll(2) says that it is");
        }
    }

    private void write(int amount) throws IOException {
        if (!kind.writes) {
            return;
        }
        boolean ready = raw.writable(fd);
        byte[] bytes = toPeerSent.take(amount);
        try {
            near.write(bytes, 0, amount, Until.in(ready && amount == 1 ? Waiting.LONG : Waiting.SHORT));
            toPeerSent.skip(amount);
        } catch (SocketTimeoutException late) {
            toPeerSent.skip(late.bytesTransferred);
            assertFalse(ready && amount == 1, "a write waits, and poll(2) says that it need not");
        } catch (SocketException refused) {
            assertTrue(peerIsClosed || outputShut, refused::toString);
        }
    }

    private void wake(int amount) throws Exception {
        if (waits()) {
            byte[] bytes = new byte[amount];
            FutureTask<Integer> reading = waiting.in(() -> near.read(bytes));
            peerWrites(amount);
            int count = reading.get(Waiting.LONG.toSeconds(), TimeUnit.SECONDS);
            for (int i = 0; i < count; i++) {
                fromPeerGot.next(bytes[i]);
            }
        }
    }

    private void makeRoom(int amount) throws Exception {
        if (!kind.writes || peerIsClosed || outputShut) {
            return;
        }
        fill();
        byte[] bytes = toPeerSent.take(amount);
        FutureTask<Void> writing = waiting.in(() -> {
            near.write(bytes);
            return null;
        });
        long start = System.nanoTime();
        while (!writing.isDone()) {
            assertTrue(System.nanoTime() - start < Waiting.LONG.toNanos(), "a write waits, and there is room");
            if (peerReads(Integer.MAX_VALUE) == 0) {
                Thread.onSpinWait();
            }
        }
        writing.get();
        toPeerSent.skip(amount);
    }

    private void timeOut() throws Exception {
        if (waits()) {
            FutureTask<Integer> reading = waiting.in(() -> near.read(new byte[1]));
            passDeadline();
            assertThrows(SocketTimeoutException.class, () -> Waiting.result(reading));
            clearDeadline();
        }
    }

    private void cancel() throws Exception {
        if (waits()) {
            Cancellation cancellation = new Cancellation();
            FutureTask<Integer> reading = waiting.in(() -> near.read(new byte[1], 0, 1, Until.cancelled(cancellation)));
            cancellation.cancel();
            assertThrows(OperationCancelledException.class, () -> Waiting.result(reading));
        }
    }

    private void closeUnderAReader() throws Exception {
        if (waits()) {
            FutureTask<Integer> reading = waiting.in(() -> near.read(new byte[1]));
            near.close();
            assertThrows(AsynchronousCloseException.class, () -> Waiting.result(reading));
        }
        close();
    }

    private void passDeadline() {
        near.setReadDeadline(Duration.ZERO);
        deadlinePassed = true;
    }

    private void clearDeadline() {
        near.clearReadDeadline();
        deadlinePassed = false;
    }

    private void shutInput() throws IOException {
        if (kind.isSocket()) {
            near.shutdownInput();
            inputShut = true;
        }
    }

    private void shutOutput() throws IOException {
        if (kind.isSocket()) {
            near.shutdownOutput();
            outputShut = true;
        }
    }

    /** True if a read would wait now, and for the peer. */
    private boolean waits() {
        return kind.reads && !peerIsClosed && !peerHasShutDown && !inputShut && !deadlinePassed && !raw.readable(fd);
    }

    @Override
    public void close() throws IOException {
        near.close();
        peerCloses();
        duplicates.forEach(raw::close);
        duplicates.clear();
    }
}
