// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.Until;
import dev.poller.blocking.datagram.Membership;
import dev.poller.blocking.datagram.UdpOptions;
import dev.poller.blocking.datagram.UdpSocket;
import dev.poller.it.UdpIT.On;
import dev.poller.tck.Clause;
import dev.poller.tck.Watchdog;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups, and the options that concern what is sent, on each provider and from each kind of thread. */
@ExtendWith(Watchdog.class)
final class MulticastIT {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @ParameterizedTest
    @EnumSource
    @Clause("M6")
    void membersOfAGroupReceiveWhatIsSentToIt(On on) throws Exception {
        assumeTrue(OS.LINUX.isCurrentOs(), "by the loopback interface on Linux");
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        InetAddress group = InetAddress.getByName("239.77.1.2");
        on.run(netpoll -> {
            try (UdpSocket member = UdpSocket.bind(netpoll, new InetSocketAddress("0.0.0.0", 0));
                    UdpSocket sender = UdpSocket.bind(netpoll, ANY_PORT)) {
                InetSocketAddress to =
                        new InetSocketAddress(group, member.localAddress().getPort());
                sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback);
                sender.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 2);
                sender.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
                assertEquals(loopback, sender.getOption(StandardSocketOptions.IP_MULTICAST_IF));
                assertEquals(2, sender.getOption(StandardSocketOptions.IP_MULTICAST_TTL));
                assertEquals(true, sender.getOption(StandardSocketOptions.IP_MULTICAST_LOOP));
                Membership membership = member.join(group, loopback);
                assertEquals(group, membership.group());
                assertEquals(loopback, membership.networkInterface());
                sender.send(bytes(1), to);
                assertEquals(1, member.receive(ByteBuffer.allocate(9), soon()).size());
                membership.close();
                membership.close();
                sender.send(bytes(1, 2), to);
                sender.send(bytes(1, 2, 3), new InetSocketAddress(InetAddress.getLoopbackAddress(), to.getPort()));
                assertEquals(3, member.receive(ByteBuffer.allocate(9), soon()).size()); // and not the 2 before
                UdpSocket other = UdpSocket.bind(netpoll, new InetSocketAddress("0.0.0.0", 0));
                Membership late = other.join(group, loopback);
                other.close();
                late.close();
                assertThrows(ClosedChannelException.class, () -> other.join(group, loopback));
                assertThrows(
                        IllegalArgumentException.class, () -> sender.join(InetAddress.getByName("10.0.0.1"), loopback));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    @Clause("M6")
    void aGroupOfIpv6IsJoinedAndLeft(On on) throws Exception {
        assumeTrue(OS.LINUX.isCurrentOs(), "by the loopback interface on Linux");
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        assumeTrue(loopback.inetAddresses().anyMatch(Inet6Address.class::isInstance), "this machine has no IPv6");
        InetAddress group = InetAddress.getByName("ff12::4711");
        on.run(netpoll -> {
            try (UdpSocket member = UdpSocket.bind(netpoll, new InetSocketAddress("::", 0))) {
                member.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback);
                assertEquals(loopback, member.getOption(StandardSocketOptions.IP_MULTICAST_IF));
                for (int i = 0; i < 2; i++) { // nobody can be a member twice: the second time it has left
                    member.join(group, loopback).close();
                }
                member.join(InetAddress.getByName("239.77.1.2"), loopback).close();
            }
            try (UdpSocket four = UdpSocket.bind(netpoll, ANY_PORT)) {
                assertThrows(IllegalArgumentException.class, () -> four.join(group, loopback));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    @Clause({"M4", "M7"})
    void whatIsSentAtOnceIsCutIntoMessages(On on) throws Exception {
        on.run(netpoll -> {
            try (UdpSocket from = UdpSocket.bind(netpoll, ANY_PORT);
                    UdpSocket to = UdpSocket.bind(netpoll, ANY_PORT)) {
                if (!from.supportedOptions().contains(UdpOptions.SEGMENT_SIZE)) {
                    assertEquals("nio", netpoll.provider());
                    assertThrows(
                            UnsupportedOperationException.class, () -> from.setOption(UdpOptions.SEGMENT_SIZE, 1000));
                    assertThrows(UnsupportedOperationException.class, () -> from.getOption(UdpOptions.TIME_TO_LIVE));
                    return;
                }
                from.setOption(UdpOptions.SEGMENT_SIZE, 1000);
                assertEquals(1000, from.getOption(UdpOptions.SEGMENT_SIZE));
                from.send(ByteBuffer.allocate(2500), to.localAddress());
                for (int size : new int[] {1000, 1000, 500}) {
                    assertEquals(
                            size, to.receive(ByteBuffer.allocate(3000), soon()).size());
                }
                from.setOption(UdpOptions.TIME_TO_LIVE, 7);
                assertEquals(7, from.getOption(UdpOptions.TIME_TO_LIVE));
                assertThrows(IllegalArgumentException.class, () -> from.setOption(UdpOptions.TIME_TO_LIVE, 0));
                assertThrows(
                        IllegalArgumentException.class,
                        () -> from.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 256));
            }
        });
    }

    private static Until soon() {
        return Until.in(Duration.ofSeconds(10));
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }
}
