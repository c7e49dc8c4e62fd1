// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Scheduler;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.internal.runtime.Access;
import dev.poller.tck.Watchdog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** A loop knows how many bytes its threads have moved, for what they count for. */
@EnabledOnOs(OS.LINUX)
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "carrier loops need Java 21 or later")
@ExtendWith(Watchdog.class)
final class MovedBytesIT {
    private static final int BYTES = 10_000;

    @Test
    void whatIsWrittenAndReadCounts() throws Exception {
        try (Netpoll netpoll = Netpoll.options()
                        .provider("epoll")
                        .scheduler(Scheduler.CARRIER_LOOP)
                        .loops(1)
                        .open();
                TcpListener listener =
                        TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                TcpStream near = TcpStream.connect(netpoll, listener.localAddress());
                TcpStream far = listener.accept()) {
            CarrierDriver loop =
                    (CarrierDriver) Access.get().runtime(netpoll).loops().inTurn();
            CompletableFuture<Long> moved = new CompletableFuture<>();
            netpoll.threadFactory("moves-")
                    .newThread(() -> {
                        try {
                            long before = loop.moved();
                            near.write(ByteBuffer.allocate(BYTES));
                            far.readFully(ByteBuffer.allocate(BYTES));
                            moved.complete(loop.moved() - before);
                        } catch (Exception failure) {
                            moved.completeExceptionally(failure);
                        }
                    })
                    .start();
            assertEquals(2 * BYTES, moved.get(10, TimeUnit.SECONDS));
        }
    }
}
