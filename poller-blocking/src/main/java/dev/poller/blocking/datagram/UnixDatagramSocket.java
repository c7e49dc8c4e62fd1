// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.datagram;

import dev.poller.UnixAddress;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.internal.end.DatagramSocket;
import dev.poller.blocking.internal.end.DatagramSocket.Packet;
import dev.poller.blocking.internal.end.Transport;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.runtime.Access;
import dev.poller.blocking.internal.runtime.Opening;
import dev.poller.blocking.internal.runtime.PollRuntime;
import java.io.IOException;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A socket of messages on this machine, such as syslog and systemd's notifications use: a file, or on Linux an
 * abstract name. Messages come whole, in order, and none is lost: a sender waits while the receiver's queue is full.
 * Any thread may call every method; one may receive while another sends, further ones queue. How calls wait and end
 * says {@link dev.poller.blocking.ByteStream}. On providers that watch descriptors.
 */
public final class UnixDatagramSocket extends MessageSocket<UnixDatagramSocket, UnixAddress> {
    private UnixDatagramSocket(Netpoll netpoll, Handle<DatagramSocket> handle, @Nullable UnixAddress remote)
            throws IOException {
        super(netpoll, handle, remote);
    }

    /**
     * What was received.
     *
     * @param from who has sent it; unnamed if it has no address, and cannot be answered
     * @param size how many bytes it has
     * @param truncated true if there was room for fewer: the others are lost
     */
    public record Received(UnixAddress from, int size, boolean truncated) {}

    /**
     * A socket with an address. A socket file that nobody receives at any more is replaced; the close deletes the
     * file, unless another has taken its place.
     *
     * @param netpoll the runtime to wait on
     * @param local a path, or an abstract name
     * @throws IllegalArgumentException if the address has no name
     * @throws BindException if the address is in use, or the file cannot be made; the message names it
     * @throws UnsupportedOperationException if the provider watches no descriptors
     * @throws IOException if the runtime is closed, or the operating system refuses
     */
    public static UnixDatagramSocket bind(Netpoll netpoll, UnixAddress local) throws IOException {
        checkNamed(local);
        return open(netpoll, local, null);
    }

    /**
     * A socket without an address, whose messages cannot be answered.
     *
     * @param netpoll the runtime to wait on
     * @param remote whom messages go to
     * @throws java.net.ConnectException if nobody receives there; the message names it
     * @throws IOException as {@link #bind}
     */
    public static UnixDatagramSocket connect(Netpoll netpoll, UnixAddress remote) throws IOException {
        checkNamed(remote);
        return open(netpoll, null, remote);
    }

    /**
     * A socket that sends to one address, and receives only from it.
     *
     * @param netpoll the runtime to wait on
     * @param local as {@link #bind} takes it
     * @param remote whom messages go to
     * @throws java.net.ConnectException if nobody receives there; the message names it
     * @throws IOException as {@link #bind}
     */
    public static UnixDatagramSocket connect(Netpoll netpoll, UnixAddress local, UnixAddress remote)
            throws IOException {
        checkNamed(local);
        checkNamed(remote);
        return open(netpoll, local, remote);
    }

    private static void checkNamed(UnixAddress address) {
        if (address.isUnnamed()) {
            throw new IllegalArgumentException("the address has no name");
        }
    }

    private static UnixDatagramSocket open(Netpoll netpoll, @Nullable UnixAddress local, @Nullable UnixAddress remote)
            throws IOException {
        PollRuntime runtime = Access.get().runtime(netpoll);
        return runtime.making(() -> {
            Transport transport = runtime.transport();
            DatagramSocket addressed = Opening.use(transport.unixDatagrams(), socket -> {
                if (local != null) {
                    bind(transport, socket, local);
                }
                if (remote != null) {
                    socket.connect(remote);
                }
                return socket;
            });
            return Opening.use(runtime.open(addressed), handle -> new UnixDatagramSocket(netpoll, handle, remote));
        });
    }

    private static void bind(Transport transport, DatagramSocket socket, UnixAddress local) throws IOException {
        try {
            socket.bind(local);
        } catch (BindException refused) {
            if (!Opening.deletesStale(transport, local)) {
                throw refused;
            }
            socket.bind(local);
        }
    }

    /**
     * Receives the next message, waiting for it if need be, and moves the position past what there was room for.
     *
     * @param target takes the bytes, up to 65535 of them; not to be used by others meanwhile
     * @throws IOException as {@link dev.poller.blocking.ByteStream} says for waiting calls
     */
    public Received receive(ByteBuffer target) throws IOException {
        return receive(target, Until.FOREVER);
    }

    /**
     * As {@link #receive(ByteBuffer)}.
     *
     * @param target takes the bytes
     * @param until what else ends this call
     * @throws IOException as {@link #receive(ByteBuffer)} and {@link Until}
     */
    public Received receive(ByteBuffer target, Until until) throws IOException {
        Packet packet = receivePacket(target, until);
        return new Received(
                (UnixAddress) Objects.requireNonNull(packet.address), packet.size, packet.moved < packet.size);
    }

    /**
     * Sends all that remains as one message, waiting while the receiver's queue is full, and moves the position past
     * it.
     *
     * @param source the bytes; not to be used by others meanwhile
     * @param to whom; if this is connected, its peer
     * @throws IllegalArgumentException if it is larger than 65535 bytes, or the address has no name
     * @throws java.net.PortUnreachableException if nobody receives there any more
     * @throws IOException as {@link #send(ByteBuffer, UnixAddress, Until)}
     */
    public void send(ByteBuffer source, UnixAddress to) throws IOException {
        send(source, to, Until.FOREVER);
    }

    /**
     * As {@link #send(ByteBuffer, UnixAddress)}.
     *
     * @param source the bytes; not to be used by others meanwhile
     * @param to whom
     * @param until what else ends this call
     * @throws IOException as {@link dev.poller.blocking.ByteStream} says for waiting calls and {@link Until}; if it is
     *     too large for the system, or nobody receives there
     */
    public void send(ByteBuffer source, UnixAddress to, Until until) throws IOException {
        checkNamed(to);
        checkPeer(to);
        sendTo(source, peerAddress() == null ? to : null, until);
    }
}
