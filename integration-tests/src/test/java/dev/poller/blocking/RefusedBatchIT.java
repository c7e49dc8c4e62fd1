// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.datagram.DatagramBatch;
import dev.poller.blocking.datagram.UdpSocket;
import dev.poller.libc.Constant;
import dev.poller.tck.Clause;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches of datagrams where the calls for them cannot be had, and where a firewall refuses one. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "sendmmsg and recvmmsg are Linux's")
@ExtendWith(Watchdog.class)
final class RefusedBatchIT {
    @ParameterizedTest
    @EnumSource(
            value = Constant.class,
            names = {"ENOSYS", "EPERM"})
    @Clause("M5")
    void messagesGoOneByOneAndTheCallsAreNotTriedAgain(Constant refusal) throws IOException {
        try (FaultyNetpoll faulty = new FaultyNetpoll();
                UdpSocket to = UdpSocket.bind(faulty.netpoll, FaultyNetpoll.ANY_PORT);
                UdpSocket from = UdpSocket.connect(faulty.netpoll, to.localAddress())) {
            faulty.faults.fail("sendmmsg", refusal).fail("recvmmsg", refusal);
            passTwo(from, to);
            int sends = faulty.faults.calls("sendmmsg");
            int receives = faulty.faults.calls("recvmmsg");
            assertTrue(sends > 0 && receives > 0, "neither was tried");
            passTwo(from, to);
            assertEquals(sends, faulty.faults.calls("sendmmsg"));
            assertEquals(receives, faulty.faults.calls("recvmmsg"));
        }
    }

    @Test
    @Clause("M5")
    void aFirewallsRefusalIsToldAndBatchesStayBatches() throws IOException {
        try (FaultyNetpoll faulty = new FaultyNetpoll();
                UdpSocket to = UdpSocket.bind(faulty.netpoll, FaultyNetpoll.ANY_PORT);
                UdpSocket from = UdpSocket.connect(faulty.netpoll, to.localAddress())) {
            faulty.faults.failNext(1, "sendmmsg", Constant.EPERM);
            IOException refused = assertThrows(IOException.class, () -> passTwo(from, to));
            assertTrue(String.valueOf(refused.getMessage()).contains("EPERM"), refused::toString);
            passTwo(from, to);
            assertEquals(0, faulty.faults.calls("sendto"));
        }
    }

    private static void passTwo(UdpSocket from, UdpSocket to) throws IOException {
        from.send(new DatagramBatch(2, 1).add(ByteBuffer.allocate(1)).add(ByteBuffer.allocate(1)));
        DatagramBatch received = new DatagramBatch(2, 1);
        for (int count = 0; count < 2; ) {
            count += to.receive(received);
        }
    }
}
