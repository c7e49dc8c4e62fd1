// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.Interest;
import dev.poller.NotPollableException;
import dev.poller.blocking.internal.end.Adopted;
import dev.poller.blocking.internal.io.AwaitCalls;
import dev.poller.blocking.internal.io.ChangedFlags;
import dev.poller.blocking.internal.io.Handle;
import java.io.IOException;
import java.lang.ref.Reference;

/**
 * A file descriptor that other code has opened, waited for, read and written like a stream: a pipe, a terminal, an
 * eventfd, timerfd or inotify descriptor, a native library's socket. Any thread may call every method; {@link
 * ByteStream} says how calls wait and end. A read takes what the descriptor gives at once: a line, a message, whole
 * records.
 *
 * <p>While it is adopted the descriptor is non-blocking, also for others who share its open file description, such as
 * the shell that started this program on its terminal. When it is closed or given back, and at the end of the JVM, that
 * flag is restored; so give two descriptors of one description back together.
 *
 * {@snippet file="dev/poller/examples/AnyDescriptor.java" region="adopt"}
 */
public final class Descriptor extends HandleStream<Adopted> {
    private final int number;
    private final String kind;

    /** Who closes a descriptor. */
    public enum Ownership {
        /** {@link Descriptor#close} closes it. */
        OWNED,

        /** {@link Descriptor#close} gives it back open. */
        BORROWED
    }

    /**
     * What becomes of a descriptor that cannot be waited for, because it is always ready: a regular file, /dev/null.
     */
    public enum Unpollable {
        /** {@link dev.poller.NotPollableException}. */
        REFUSED,

        /**
         * Adopted all the same. Its reads and writes may wait for a disk, which no deadline and no close ends; those of
         * a virtual thread are made by a helper thread, so that it does not hold its carrier.
         */
        HELPED
    }

    private Descriptor(Netpoll netpoll, Handle<Adopted> handle, Adopted endpoint) {
        super(netpoll, handle);
        this.number = endpoint.fd();
        this.kind = endpoint.kind().word();
    }

    /**
     * Adopts a descriptor on the {@linkplain Netpoll#shared() shared} runtime.
     *
     * @param fd its number
     * @param ownership who closes it
     * @throws IOException as {@link #adopt(Netpoll, int, Ownership)}
     */
    public static Descriptor adopt(int fd, Ownership ownership) throws IOException {
        return adopt(Netpoll.shared(), fd, ownership);
    }

    /**
     * Adopts a descriptor. If that fails it is left as it was, open and the caller's.
     *
     * @param netpoll the runtime to wait on
     * @param fd its number
     * @param ownership who closes it
     * @throws dev.poller.BadDescriptorException if it is not open
     * @throws dev.poller.NotPollableException if it cannot be waited for: a regular file, a directory, /dev/null
     * @throws dev.poller.AlreadyRegisteredException if the loop that would poll it has adopted it already
     * @throws IllegalArgumentException if it is the poller's own
     * @throws UnsupportedOperationException if the runtime's provider watches no descriptors
     * @throws IOException if the runtime is closed, or the operating system refuses
     */
    public static Descriptor adopt(Netpoll netpoll, int fd, Ownership ownership) throws IOException {
        return adopt(netpoll, fd, ownership, Unpollable.REFUSED);
    }

    /**
     * Adopts a descriptor of unknown kind, such as the standard input of a program. If that fails the descriptor is
     * left as it was, open and the caller's.
     *
     * @param netpoll the runtime to wait on
     * @param fd its number
     * @param ownership who closes it
     * @param unpollable what is done with a regular file
     * @throws IOException as {@link #adopt(Netpoll, int, Ownership)}
     */
    public static Descriptor adopt(Netpoll netpoll, int fd, Ownership ownership, Unpollable unpollable)
            throws IOException {
        return netpoll.runtime().making(() -> {
            try {
                return adopted(netpoll, netpoll.runtime().transport().adopt(fd), ownership);
            } catch (NotPollableException refused) {
                if (unpollable == Unpollable.REFUSED) {
                    throw refused;
                }
                return adopted(netpoll, netpoll.runtime().transport().adoptUnpolled(fd), ownership);
            }
        });
    }

    private static Descriptor adopted(Netpoll netpoll, Adopted endpoint, Ownership ownership) throws IOException {
        Handle<Adopted> handle = netpoll.runtime().open(endpoint);
        own(handle, ownership == Ownership.OWNED); // Closed meanwhile with its runtime: then it has stayed open.
        if (endpoint.isChanged()) {
            ChangedFlags.add(endpoint);
            handle.onClose(() -> ChangedFlags.remove(endpoint));
        }
        return new Descriptor(netpoll, handle, endpoint);
    }

    private static void own(Handle<Adopted> handle, boolean own) throws IOException {
        handle.enter();
        try {
            handle.endpoint().own(own);
        } finally {
            handle.leave();
        }
    }

    /** Its number. */
    public int number() {
        return number;
    }

    /**
     * What it is, for example {@code pipe}, {@code terminal}, {@code unix stream socket}, {@code datagram socket},
     * {@code other}.
     */
    public String kind() {
        return kind;
    }

    /**
     * Waits until a write would not block: there is room, or an error.
     *
     * @throws IOException as {@link #write(byte[])}
     */
    public void awaitWritable() throws IOException {
        awaitWritable(Until.FOREVER);
    }

    /**
     * Waits until a write would not block: there is room, or an error.
     *
     * @param until what else ends this call
     * @throws IOException as {@link #write(byte[])} and {@link Until}
     */
    public void awaitWritable(Until until) throws IOException {
        await(Interest.WRITE, until);
    }

    /**
     * Waits for what poll(2) calls POLLPRI: urgent data, a changed GPIO pin, a packet-mode pseudoterminal's message.
     *
     * @param until what else ends this call
     * @throws UnsupportedOperationException if the provider lacks PRIORITY
     * @throws IOException as {@link #read(byte[])} and {@link Until}
     */
    public void awaitPriority(Until until) throws IOException {
        await(Interest.PRIORITY, until);
    }

    private void await(Interest interest, Until until) throws IOException {
        try {
            AwaitCalls.await(handle(), interest, until.limit(handle(), "Wait"));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Gives the descriptor back, open and as it came. Ends the calls that wait, as {@link #close} does, and is one.
     *
     * @return its number
     * @throws java.nio.channels.ClosedChannelException if closed or given back before
     * @throws IOException if the operating system refuses
     */
    public int release() throws IOException {
        own(handle(), false);
        close();
        return number;
    }

    /** For example {@code Descriptor[fd 0, terminal]}. */
    @Override
    public String toString() {
        return "Descriptor[fd " + number + ", " + kind + (isOpen() ? "]" : ", closed]");
    }
}
