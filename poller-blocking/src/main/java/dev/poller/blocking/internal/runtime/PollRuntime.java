// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.runtime;

import dev.poller.Capability;
import dev.poller.Poller;
import dev.poller.Pollers;
import dev.poller.Trigger;
import dev.poller.blocking.inspect.Counters;
import dev.poller.blocking.inspect.NetpollState;
import dev.poller.blocking.internal.end.Endpoint;
import dev.poller.blocking.internal.end.FileEvents;
import dev.poller.blocking.internal.end.Transport;
import dev.poller.blocking.internal.end.libc.LibcTransport;
import dev.poller.blocking.internal.end.nio.NioTransport;
import dev.poller.blocking.internal.end.vnode.WatchedFiles;
import dev.poller.blocking.internal.io.Abandoned;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.io.Handles;
import dev.poller.blocking.internal.loop.LoopDriver;
import dev.poller.blocking.internal.loop.carrier.CarrierThreads;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import dev.poller.spi.PollerOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A runtime put together: its pollers and their loops, its sockets, what is open on it. Any thread may call. */
public final class PollRuntime implements Abandoned.Closer {
    /**
     * As many as Go fetches (runtime/netpoll_epoll.go): who wakes more has to wait longer to poll again;
     * docs/performance.md.
     */
    private static final PollerOptions BATCH = new PollerOptions(128, 128);

    private static final AtomicLong OPENINGS = new AtomicLong();

    private final long opening = OPENINGS.getAndIncrement();
    private final Transport transport;
    private final Handles handles;
    private final LoopGroup loops;
    private final boolean pollersTellOfFiles;

    /** Tells when the owner is gone. */
    private volatile Abandoned.@Nullable Tie tie;

    /**
     * Starts the loops of given pollers.
     *
     * @param pollers one for each loop, at least one; this closes them
     */
    public PollRuntime(Transport transport, List<Poller> pollers, Settings settings) {
        this.transport = transport;
        this.handles = new Handles(transport.traits());
        this.pollersTellOfFiles = pollers.get(0).capabilities().contains(Capability.FILES);
        this.loops = LoopGroup.start(pollers, settings, handles::fail);
        Abandoned.opened(this);
    }

    /**
     * Opens pollers and starts their loops.
     *
     * @throws dev.poller.PollerUnavailableException if no provider works, or the forced one does not
     * @throws UnsupportedOperationException if carrier loops are asked for and not possible; the message says what is
     *     missing
     * @throws IOException if the operating system refuses
     */
    public static PollRuntime open(Settings settings) throws IOException {
        if (settings.carrierLoops()) {
            CarrierThreads.require();
        }
        List<Poller> pollers = new ArrayList<>();
        try {
            int processors = Runtime.getRuntime().availableProcessors();
            int wanted = settings.loops().orElse(settings.carrierLoops() ? Math.max(1, processors / 2) : 1);
            while (pollers.size() < wanted) {
                pollers.add(poller(settings));
            }
            if (settings.carrierLoops() && !LoopGroup.isEdge(pollers.get(0))) {
                throw new UnsupportedOperationException("carrier loops need a provider with the capability EDGE, and "
                        + pollers.get(0).provider() + " lacks it");
            }
            PollRuntime opened = new PollRuntime(transport(pollers.get(0)), pollers, settings);
            if (settings.carrierLoops()) {
                ProgramLoops.opened(opened);
            }
            return opened;
        } catch (Throwable failure) {
            pollers.forEach(poller -> Opening.closeAfter(failure, poller));
            throw failure;
        }
    }

    /** The sockets that fit a poller. */
    private static Transport transport(Poller poller) throws IOException {
        Set<Capability> capabilities = poller.capabilities();
        // EDGE where there is, for it costs nothing at a wait.
        Trigger trigger = capabilities.contains(Capability.EDGE) ? Trigger.EDGE : Trigger.ONESHOT;
        if (!capabilities.contains(Capability.FILE_DESCRIPTORS)) {
            return new NioTransport(trigger);
        }
        Platform platform = Platform.current();
        Libc libc = LibcLoader.borrow(platform.os().name(), platform.osVersion(), platform.arch());
        return new LibcTransport(libc, trigger, capabilities);
    }

    private static Poller poller(Settings settings) throws IOException {
        return settings.provider().isPresent()
                ? Pollers.open(settings.provider().get(), BATCH)
                : Pollers.open(BATCH);
    }

    /** Those that are open now. */
    public static List<PollRuntime> all() {
        return Abandoned.runtimes().stream().map(PollRuntime.class::cast).toList();
    }

    /** Larger for one that was opened later. */
    public long opening() {
        return opening;
    }

    /** Whoever closes this. When the owner becomes unreachable this closes itself. */
    public void ownedBy(Object owner) {
        tie = new Abandoned.Tie(owner, this);
    }

    @Override
    public String describe() {
        return "Netpoll over " + provider();
    }

    /** The provider's name. */
    public String provider() {
        return loops.provider();
    }

    /** What makes the sockets. */
    public Transport transport() {
        return transport;
    }

    /**
     * What tells what becomes of files: the pollers, or else a descriptor of the transport.
     *
     * @throws UnsupportedOperationException if neither does; the message says who can
     */
    public FileEvents files() throws IOException {
        return pollersTellOfFiles ? new WatchedFiles() : transport.files();
    }

    /**
     * Makes an endpoint of the transport and registers it.
     *
     * @param <T> what is made of it
     */
    @FunctionalInterface
    public interface Making<T> {
        /** On the calling thread. */
        T make() throws IOException;
    }

    /**
     * Keeps the transport usable while something is made and registered, for this may be closed meanwhile. What is
     * registered a close waits for.
     *
     * @throws java.nio.channels.ClosedChannelException if this is closed
     */
    public <T> T making(Making<T> making) throws IOException {
        transport.acquire();
        try {
            handles.checkOpen();
            return making.make();
        } finally {
            transport.release();
        }
    }

    /**
     * Registers what the calling thread opens: with the loop that runs the thread, if one does. Closes it on failure.
     */
    public <E extends Endpoint> Handle<E> open(E endpoint) throws IOException {
        return Handle.open(handles, loops.choose(), endpoint);
    }

    /** Registers what was accepted, with each loop in turn. Closes it on failure. */
    public <E extends Endpoint> Handle<E> accepted(E endpoint) throws IOException {
        LoopDriver loop = loops.inTurn();
        Handle<E> handle = Handle.open(handles, loop, endpoint);
        ProgramLoops.accepted(loop);
        return handle;
    }

    /** Its loops. */
    public LoopGroup loops() {
        return loops;
    }

    /** False once closed, or once the poll itself has failed. */
    public boolean isOpen() {
        return handles.isOpen();
    }

    /** What it looks like inside now. */
    public NetpollState inspect() {
        return new NetpollState(provider(), transport.traits().binding(), counters(), handles.states());
    }

    /** What has been done so far. */
    public Counters counters() {
        return loops.counters(handles.spurious(), handles.bytesRead(), handles.bytesWritten());
    }

    /** True once the poll itself has failed. */
    public boolean hasFailed() {
        return handles.hasFailed();
    }

    /** Closes everything, and returns when the last thread has ended. A second close does nothing. */
    @Override
    public void close() {
        if (handles.close(refused -> unreported("closing a descriptor", refused))) {
            Abandoned.Tie tied = tie;
            if (tied != null) {
                tied.clear();
            }
            loops.close(refused -> unreported("closing the poller", refused));
            transport.close();
            Abandoned.closed(this);
        }
    }

    /** It is closed all the same: there is nothing the caller could do, but it is not hidden. */
    private static void unreported(String what, IOException failure) {
        System.getLogger("dev.poller.blocking.Netpoll").log(System.Logger.Level.WARNING, what, failure);
    }
}
