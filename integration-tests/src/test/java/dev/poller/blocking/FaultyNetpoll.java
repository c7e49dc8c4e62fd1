// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.Capability;
import dev.poller.Poller;
import dev.poller.Pollers;
import dev.poller.Trigger;
import dev.poller.blocking.internal.end.libc.LibcTransport;
import dev.poller.blocking.internal.runtime.PollRuntime;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.fault.FaultyLibc;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A runtime over epoll whose socket calls and whose polls fail on demand. Any thread. */
final class FaultyNetpoll implements AutoCloseable {
    static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    final Libc real;
    final FaultyLibc faults;
    final Netpoll netpoll;
    private final AtomicInteger registrations = new AtomicInteger();
    private volatile int refused;
    private final AtomicReference<IOException> pollFailure = new AtomicReference<>();
    private final Poller poller;

    FaultyNetpoll() throws IOException {
        this(Set.of());
    }

    /** One whose poller seems to lack capabilities. */
    FaultyNetpoll(Set<Capability> lacking) throws IOException {
        Platform platform = Platform.current();
        real = LibcLoader.load(platform.os().name(), platform.osVersion(), platform.arch());
        faults = FaultyLibc.over(real);
        poller = Pollers.open("epoll", PollerOptions.DEFAULTS);
        Set<Capability> capabilities = EnumSet.copyOf(poller.capabilities());
        capabilities.removeAll(lacking);
        LibcTransport transport = new LibcTransport(faults.libc(), Trigger.EDGE, capabilities);
        netpoll = new Netpoll(
                new PollRuntime(
                        transport, List.of(decorated()), Netpoll.options().settings()),
                Scheduler.JDK,
                null);
    }

    /** The waiting poll and every later one throws this. */
    void failPoll(IOException failure) {
        pollFailure.set(failure);
        poller.breakPoll();
    }

    /** The k-th registration from now on is refused, as when a user may watch no more descriptors (epoll_ctl(2)). */
    void refuseRegistration(int k) {
        refused = registrations.get() + k;
    }

    /** How many there were. */
    int registrations() {
        return registrations.get();
    }

    TcpListener listen() throws IOException {
        return TcpListener.open(netpoll, ANY_PORT);
    }

    TcpStream connect(TcpListener listener) throws IOException {
        return TcpStream.connect(netpoll, listener.localAddress());
    }

    @Override
    public void close() {
        faults.heal();
        netpoll.close();
    }

    private Poller decorated() {
        return (Poller) Proxy.newProxyInstance(
                Poller.class.getClassLoader(), new Class<?>[] {Poller.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("open") && registrations.incrementAndGet() == refused) {
                        throw new IOException("epoll_ctl: ENOSPC");
                    }
                    try {
                        Object result = method.invoke(poller, arguments);
                        IOException failure = pollFailure.get();
                        if (method.getName().equals("poll") && failure != null) {
                            throw failure;
                        }
                        return result;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause() == null ? thrown : thrown.getCause();
                    }
                });
    }
}
