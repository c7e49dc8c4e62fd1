// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import dev.poller.Trigger;
import dev.poller.UnixAddress;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes the sockets that a provider can watch: libc's for descriptors, java.nio's for channels. Any thread. */
public interface Transport {
    /** No socket of this is in use any more. */
    default void close() {}

    /** Keeps this usable, also after a close, until {@link #release}. */
    default void acquire() {}

    /** Ends what {@link #acquire} began. */
    default void release() {}

    /** What the sockets are like. */
    Traits traits();

    /**
     * What sockets are like.
     *
     * @param binding how they are called: {@code jna}, {@code ffm} or {@code none}
     * @param trigger how they are registered; ONESHOT means armed at each wait
     * @param tellsShortReads true if the poller's events tell of everything that ends a read early: closing, errors,
     *     urgent marks
     * @param hasIpv6 true if there are those of IPv6
     */
    record Traits(String binding, Trigger trigger, boolean tellsShortReads, boolean hasIpv6) {}

    /** Native memory for its calls. */
    Buffers buffers();

    /** Pipes to move bytes through within the kernel. */
    default Conduits conduits() {
        return Conduits.none();
    }

    /**
     * A TCP socket.
     *
     * @param dual true if one of INET6 is to reach IPv4 too, and to be reached by it
     */
    NewSocket tcp(StandardProtocolFamily family, boolean dual) throws IOException;

    /** As {@link #tcp}, where it is known that it is going to listen. */
    default NewSocket tcpListener(StandardProtocolFamily family, boolean dual) throws IOException {
        return tcp(family, dual);
    }

    /**
     * A UDP socket; in the caller's hands until it is registered.
     *
     * @param dual true if one of INET6 is to be for IPv4 too
     */
    DatagramSocket udp(StandardProtocolFamily family, boolean dual) throws IOException;

    /**
     * A socket of datagrams of the Unix family; in the caller's hands until it is registered.
     *
     * @throws UnsupportedOperationException if these sockets are no descriptors
     */
    default DatagramSocket unixDatagrams() throws IOException {
        throw watchesChannels("open a socket of Unix datagrams");
    }

    /**
     * A stream socket of the Unix family.
     *
     * @throws UnsupportedOperationException if the system has none
     */
    NewSocket unix() throws IOException;

    /** As {@link #unix}, where it is known that it is going to listen. */
    default NewSocket unixListener() throws IOException {
        return unix();
    }

    /**
     * A socket of the Unix family that connects and carries messages.
     *
     * @throws UnsupportedOperationException if these sockets are no descriptors, or the system is not Linux
     */
    default NewSocket seqpacket() throws IOException {
        throw new UnsupportedOperationException("there are no seqpacket sockets here; epoll on Linux has them");
    }

    /** True if there is a Unix socket of this address, and nobody listens on it. */
    boolean isAbandoned(UnixAddress address) throws IOException;

    /**
     * A descriptor that somebody else has opened, whatever it is. It is not changed before it is registered.
     *
     * @throws dev.poller.BadDescriptorException if it is not open
     * @throws dev.poller.NotPollableException if it cannot be waited for
     * @throws UnsupportedOperationException if these sockets are no descriptors
     */
    default Adopted adopt(int fd) throws IOException {
        throw watchesChannels("adopt");
    }

    /**
     * A socket that somebody else has opened and that listens. It is made non-blocking, and is not inherited any more.
     *
     * @param local true for one of the Unix family, false for TCP
     * @throws dev.poller.BadDescriptorException if it is not open
     * @throws IllegalArgumentException if it is anything else; it is left as it was
     * @throws UnsupportedOperationException if these sockets are no descriptors
     */
    default ListenSocket adoptListener(int fd, boolean local) throws IOException {
        throw watchesChannels("adopt");
    }

    /**
     * Both ends of a pipe, first the one that is read. They block until they are registered, and are not inherited.
     *
     * @throws UnsupportedOperationException if these sockets are no descriptors
     */
    default Adopted[] pipe() throws IOException {
        throw watchesChannels("open a pipe");
    }

    /**
     * A descriptor that tells what becomes of files.
     *
     * @throws UnsupportedOperationException if these sockets are no descriptors, or the system has none for files
     */
    default FileEvents files() throws IOException {
        throw watchesChannels("watch files");
    }

    /** A descriptor that no poller watches: it is never waited for. As {@link #adopt}. */
    default Adopted adoptUnpolled(int fd) throws IOException {
        return adopt(fd);
    }

    /** A regular file that the endpoints can send; null where they cannot. */
    default ByteEndpoint.@Nullable SourceFile openFile(Path path) throws IOException {
        return null;
    }

    private static UnsupportedOperationException watchesChannels(String what) {
        return new UnsupportedOperationException(what + ": this provider watches channels and not descriptors;"
                + " use one with FILE_DESCRIPTORS: epoll, kqueue");
    }
}
