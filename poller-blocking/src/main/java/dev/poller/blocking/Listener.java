// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;

/**
 * Accepts connections like a blocking socket, from virtual and platform threads. Every method may be called from any
 * thread; waiting accepts end as {@link ByteStream} says. Whoever opened it closes it.
 *
 * @param <S> the kind of stream it accepts
 */
public interface Listener<S extends ByteStream> extends AutoCloseable {
    /**
     * Takes the next connection, waiting for it if need be. Connections that died in the queue are left out.
     *
     * @throws IOException as {@link ByteStream} says for waiting calls; also at the limit of descriptors, and then
     *     {@link AcceptLoop} waits between attempts
     */
    S accept() throws IOException;

    /**
     * Takes the next connection, waiting for it if need be.
     *
     * @param until what else ends this call
     * @throws IOException as {@link #accept()} and {@link Until}
     */
    S accept(Until until) throws IOException;

    /**
     * Sets the point in time from which on accepts fail, at once also for one that waits. It stays passed until it is
     * set again or cleared.
     *
     * @param fromNow the distance; zero or negative has passed already
     */
    void setAcceptDeadline(Duration fromNow);

    /** Removes the deadline of accepts, also for one that waits now. */
    void clearAcceptDeadline();

    /** The address it listens on, as the system gave it; known also after the close. */
    SocketAddress localAddress();

    /** The runtime it waits on. */
    Netpoll netpoll();

    /** False once closed. */
    boolean isOpen();

    /**
     * Waits until this is closed.
     *
     * @param atMost how long
     * @return false if it is still open
     * @throws InterruptedException if interrupted
     */
    boolean awaitClose(Duration atMost) throws InterruptedException;

    /**
     * Stops listening. Accepts that wait end first; connections not yet accepted are reset by the system. A second
     * close does nothing.
     *
     * @throws IOException if the operating system refuses; the listener is closed all the same
     */
    @Override
    void close() throws IOException;
}
