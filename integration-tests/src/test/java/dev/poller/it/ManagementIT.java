// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.management.Netpolls;
import dev.poller.blocking.management.NetpollsMXBean;
import dev.poller.blocking.management.NetpollsMXBean.DescriptorView;
import dev.poller.blocking.management.NetpollsMXBean.RuntimeView;
import dev.poller.tck.Clause;
import dev.poller.tck.Threads;
import dev.poller.tck.Watchdog;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The runtimes of a JVM as JMX shows them. */
@ExtendWith(Watchdog.class)
final class ManagementIT {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    @AfterEach
    void unregister() {
        Netpolls.unregister();
    }

    @Test
    @Clause("L9")
    void whatIsOpenAndWhoWaitsIsTold() throws Exception {
        Netpolls.register();
        Netpolls.register();
        NetpollsMXBean bean = JMX.newMXBeanProxy(SERVER, new ObjectName(Netpolls.NAME), NetpollsMXBean.class);
        List<RuntimeView> others = bean.getRuntimes();
        try (Netpoll netpoll = Netpoll.options().provider("nio").open();
                TcpListener listener =
                        TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                TcpStream client = TcpStream.connect(netpoll, listener.localAddress());
                TcpStream server = listener.accept()) {
            FutureTask<Integer> read = new FutureTask<>(() -> server.read(new byte[10]));
            server.setReadDeadline(Duration.ofMinutes(10));
            Thread reader = new Thread(read, "reads");
            reader.start();
            Threads.awaitParked(reader);
            List<RuntimeView> runtimes = bean.getRuntimes();
            assertEquals(others.size() + 1, runtimes.size());
            RuntimeView runtime = runtimes.get(others.size());
            assertEquals("nio", runtime.getProvider());
            assertEquals("none", runtime.getBinding());
            assertTrue(runtime.getCounters().getPolls() > 0);
            assertEquals(
                    netpoll.inspect().descriptors().size(),
                    runtime.getDescriptors().size());
            DescriptorView waiting = of(runtime, server.localAddress(), server.remoteAddress());
            assertEquals("stream socket", waiting.getKind());
            assertEquals("reads", waiting.getRead().getThread());
            assertNull(waiting.getRead().getSince());
            assertNotNull(waiting.getRead().getDeadline());
            assertNull(waiting.getNumber());
            assertNull(waiting.getWrite().getThread());
            client.write(new byte[7]);
            assertEquals(7, read.get());
            assertEquals(
                    7,
                    of(bean.getRuntimes().get(others.size()), server.localAddress(), server.remoteAddress())
                            .getRead()
                            .getBytes());
        }
        assertEquals(others.size(), bean.getRuntimes().size());
    }

    @Test
    @Clause("L9")
    void itIsMadeByItsNameAndForgotten() throws Exception {
        ObjectName name = new ObjectName(Netpolls.NAME);
        SERVER.createMBean(Netpolls.class.getName(), name);
        assertTrue(SERVER.isRegistered(name));
        Netpolls.unregister();
        assertFalse(SERVER.isRegistered(name));
    }

    private static DescriptorView of(RuntimeView runtime, InetSocketAddress local, InetSocketAddress remote) {
        return runtime.getDescriptors().stream()
                .filter(each -> local.toString().equals(each.getLocal())
                        && remote.toString().equals(each.getRemote()))
                .findFirst()
                .orElseThrow();
    }
}
