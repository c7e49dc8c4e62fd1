// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.datagram;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.internal.address.TcpAddresses;
import dev.poller.blocking.internal.end.DatagramSocket;
import dev.poller.blocking.internal.end.DatagramSocket.Packet;
import dev.poller.blocking.internal.end.Packets;
import dev.poller.blocking.internal.end.Transport;
import dev.poller.blocking.internal.io.DatagramCalls;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.runtime.Access;
import dev.poller.blocking.internal.runtime.Opening;
import dev.poller.blocking.internal.runtime.PollRuntime;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket, bound or connected. Any thread may call every method; one may receive while another sends, further ones
 * queue. How calls wait and end says {@link dev.poller.blocking.ByteStream}. A message of no bytes is one.
 *
 * {@snippet file="dev/poller/examples/UdpEcho.java" region="udp"}
 */
public final class UdpSocket extends MessageSocket<UdpSocket, InetSocketAddress> {
    private UdpSocket(Netpoll netpoll, Handle<DatagramSocket> handle, @Nullable InetSocketAddress remote)
            throws IOException {
        super(netpoll, handle, remote);
    }

    /**
     * What was received.
     *
     * @param from who has sent it
     * @param size how many bytes it has
     * @param truncated true if there was room for fewer: the others are lost
     */
    public record Received(InetSocketAddress from, int size, boolean truncated) {}

    /**
     * A socket with a local address.
     *
     * @param netpoll the runtime to wait on
     * @param local resolved; port 0 takes any free one, the wildcard address all of this machine's, IPv4 and IPv6
     * @throws java.net.UnknownHostException if the address is unresolved
     * @throws java.net.BindException if the address cannot be taken; the message names it
     * @throws IOException if the runtime is closed, or the operating system refuses
     */
    public static UdpSocket bind(Netpoll netpoll, InetSocketAddress local) throws IOException {
        InetSocketAddress to = TcpAddresses.toBind(local);
        return open(netpoll, to, to.getAddress().isAnyLocalAddress(), null);
    }

    /**
     * A socket that sends to one address, and receives only from it.
     *
     * @param netpoll the runtime to wait on
     * @param remote resolved; the wildcard address means this machine
     * @throws java.net.UnknownHostException if the address is unresolved
     * @throws IOException if the runtime is closed, or the operating system refuses
     */
    public static UdpSocket connect(Netpoll netpoll, InetSocketAddress remote) throws IOException {
        InetSocketAddress target = TcpAddresses.toConnect(remote);
        return open(netpoll, target, false, target);
    }

    private static UdpSocket open(
            Netpoll netpoll, InetSocketAddress address, boolean all, @Nullable InetSocketAddress remote)
            throws IOException {
        PollRuntime runtime = Access.get().runtime(netpoll);
        return runtime.making(() -> {
            Transport transport = runtime.transport();
            boolean dual = all && transport.traits().hasIpv6();
            boolean six = dual || address.getAddress() instanceof Inet6Address;
            DatagramSocket socket =
                    transport.udp(six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET, dual);
            DatagramSocket addressed = Opening.use(socket, made -> {
                if (remote == null) {
                    made.bind(address);
                } else {
                    made.connect(remote);
                }
                return made;
            });
            return Opening.use(runtime.open(addressed), handle -> new UdpSocket(netpoll, handle, remote));
        });
    }

    /**
     * Receives the next message, waiting for it if need be, and moves the position past what there was room for.
     *
     * @param target takes the bytes; not to be used by others meanwhile
     * @throws java.net.PortUnreachableException if this is connected, and nobody had the port of the peer
     * @throws IOException as {@link dev.poller.blocking.ByteStream} says for waiting calls
     */
    public Received receive(ByteBuffer target) throws IOException {
        return receive(target, Until.FOREVER);
    }

    /**
     * As {@link #receive(ByteBuffer)}.
     *
     * @param target takes the bytes; not to be used by others meanwhile
     * @param until what else ends this call
     * @throws IOException as {@link #receive(ByteBuffer)} and {@link Until}
     */
    public Received receive(ByteBuffer target, Until until) throws IOException {
        Packet packet = receivePacket(target, until);
        return new Received(
                (InetSocketAddress) Objects.requireNonNull(packet.address), packet.size, packet.moved < packet.size);
    }

    /**
     * Sends all that remains as one message, waiting for room if need be, and moves the position past it.
     *
     * @param source the bytes; not to be used by others meanwhile
     * @param to resolved; if this is connected, its peer
     * @throws IllegalArgumentException if it is larger than a message can be
     * @throws UnsupportedOperationException as {@link #send(ByteBuffer)}
     * @throws IOException as {@link #send(ByteBuffer, InetSocketAddress, Until)}
     */
    public void send(ByteBuffer source, InetSocketAddress to) throws IOException {
        send(source, to, Until.FOREVER);
    }

    /**
     * Sends all that remains as one message, waiting for room if need be, and moves the position past it.
     *
     * @param source the bytes; not to be used by others meanwhile
     * @param to resolved; if this is connected, its peer
     * @param until what else ends this call
     * @throws IllegalArgumentException if it is larger than a message can be
     * @throws UnsupportedOperationException as {@link #send(ByteBuffer)}
     * @throws IOException as {@link dev.poller.blocking.ByteStream} says for waiting calls and {@link Until}; if it is
     *     too large for the way it has to go, or no way leads there
     */
    public void send(ByteBuffer source, InetSocketAddress to, Until until) throws IOException {
        InetSocketAddress target = TcpAddresses.toConnect(to);
        checkPeer(target);
        sendTo(source, peerAddress() == null ? target : null, until);
    }

    /**
     * Receives what has come, at least one message, waiting for it if need be. What was in the batch is gone.
     *
     * @param into takes the messages
     * @return how many
     * @throws IOException as {@link #receive(ByteBuffer)}
     */
    public int receive(DatagramBatch into) throws IOException {
        return receive(into, Until.FOREVER);
    }

    /**
     * As {@link #receive(DatagramBatch)}.
     *
     * @param into takes the messages
     * @param until what else ends this call
     * @throws IOException as {@link #receive(DatagramBatch)} and {@link Until}
     */
    public int receive(DatagramBatch into, Until until) throws IOException {
        Packets packets = into.clear().packets();
        packets.count = run(DatagramCalls.RECEIVE_SOME, packets, packets.room(), until, "Receive");
        return packets.count;
    }

    /**
     * Sends all messages of a batch, waiting for room if need be. They stay in it.
     *
     * @param batch received, each then goes to whom it came from; or filled by hand
     * @throws NotYetConnectedException if a message has no address, and this is not connected
     * @throws IllegalArgumentException if this is connected, and a message goes to another than the peer
     * @throws UnsupportedOperationException as {@link #send(ByteBuffer)}
     * @throws IOException as {@link #send(ByteBuffer, InetSocketAddress, Until)}; {@link DatagramBatch#sent} says how
     *     many have been sent
     */
    public void send(DatagramBatch batch) throws IOException {
        send(batch, Until.FOREVER);
    }

    /**
     * As {@link #send(DatagramBatch)}.
     *
     * @param batch the messages
     * @param until what else ends this call
     * @throws IOException as {@link #send(DatagramBatch)} and {@link Until}
     */
    public void send(DatagramBatch batch, Until until) throws IOException {
        Packets packets = batch.packets();
        packets.sent = 0;
        for (int i = 0; i < packets.count; i++) {
            if (peerAddress() != null) {
                InetSocketAddress to = (InetSocketAddress) packets.address(i);
                if (to != null) {
                    checkPeer(to);
                }
            } else if (!packets.hasAddress(i)) {
                throw new NotYetConnectedException();
            }
        }
        if (packets.count > 0) {
            run(DatagramCalls.SEND_ALL, packets, packets.count, until, "Send");
        }
    }

    /**
     * Receives from now on what is sent to a group, and to this socket's port.
     *
     * @param group a multicast address; one of IPv6 for a socket of IPv6, or bound to all addresses
     * @param by the network interface by which it comes
     * @return leaves the group when it is closed
     * @throws IllegalArgumentException if it is not a group, or one of the other family
     * @throws UnsupportedOperationException if the provider cannot do it; kqueue's cannot
     * @throws IOException if closed, or the operating system refuses
     */
    public Membership join(InetAddress group, NetworkInterface by) throws IOException {
        Objects.requireNonNull(by, "by");
        if (!group.isMulticastAddress()) {
            throw new IllegalArgumentException(group.getHostAddress() + " is no group");
        }
        return handle().use(endpoint -> new Membership(group, by, handle(), endpoint.join(group, by)));
    }
}
