// SPDX-License-Identifier: Apache-2.0
package dev.poller.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NetpollMetricsTest {
    @Test
    void whatARuntimeDoesIsMetered() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Netpoll netpoll = Netpoll.options().provider("nio").open()) {
            new NetpollMetrics(netpoll, Tags.of("pool", "front")).bindTo(registry);
            try (TcpListener listener =
                            TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                    TcpStream client = TcpStream.connect(netpoll, listener.localAddress());
                    TcpStream server = listener.accept()) {
                client.write(new byte[5]);
                server.readFully(new byte[5]);
                assertEquals(3, registry.get("poller.registrations").gauge().value());
            }
            assertEquals(0, registry.get("poller.registrations").gauge().value());
            assertEquals(5, count(registry, "poller.read"));
            assertEquals(5, count(registry, "poller.written"));
            assertTrue(count(registry, "poller.polls") > 0);
            for (String name : List.of("events", "breaks", "timers", "handovers", "stalls", "steals")) {
                assertTrue(count(registry, "poller." + name) >= 0, name);
            }
        }
    }

    private static double count(SimpleMeterRegistry registry, String name) {
        return registry.get(name)
                .tags("provider", "nio", "pool", "front")
                .functionCounter()
                .count();
    }
}
