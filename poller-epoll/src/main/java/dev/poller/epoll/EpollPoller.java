// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.Capability;
import dev.poller.Readiness;
import dev.poller.descriptor.Batch;
import dev.poller.descriptor.Breaker;
import dev.poller.descriptor.DescriptorPoller;
import dev.poller.descriptor.DescriptorRegistration;
import dev.poller.descriptor.Groundwork;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.Libc;
import dev.poller.spi.PollerOptions;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** The poller over epoll: how it waits, and what its events mean. What it watches is {@link Epoll}. */
final class EpollPoller extends DescriptorPoller {
    private final Libc libc;
    private final Epoll epoll;
    private final EpollBits bits;
    private final EpollEvents events;
    private final EventWait eventWait;
    private final SocketProbe sockets;
    private final Set<Capability> capabilities;

    private EpollPoller(Groundwork ground, Epoll epoll, EpollEvents events, EventWait eventWait, Breaker breaker) {
        super(ground, epoll, breaker);
        this.libc = ground.libc();
        this.epoll = epoll;
        this.bits = epoll.bits();
        this.events = events;
        this.eventWait = eventWait;
        this.sockets = new SocketProbe(libc);
        this.capabilities = capabilitiesBut(missing(ground, eventWait));
    }

    /** Makes one, or leaves nothing behind. */
    static EpollPoller open(Libc libc, PollerOptions options) throws IOException {
        return Groundwork.build(libc, ground -> {
            Epoll epoll = Epoll.create(ground, new EpollBits(libc.abi()));
            EpollEvents events = new EpollEvents(libc, options);
            EventWait eventWait = EventWait.choose(libc, epoll.fd(), events, ground.calls());
            return new EpollPoller(ground, epoll, events, eventWait, EventFdBreaker.open(ground, epoll));
        });
    }

    /** inotify and signalfd are descriptors too, but one is for many files, and the other wants its signal blocked. */
    private static Set<Capability> missing(Groundwork ground, EventWait eventWait) {
        Set<Capability> missing = EnumSet.of(Capability.FILES, Capability.SIGNALS);
        if (!eventWait.isExact()) {
            missing.add(Capability.NANOSECOND_TIMEOUT);
        }
        if (!ProcessDescriptor.isPossible(ground.libc(), ground.calls())) {
            missing.add(Capability.PROCESSES);
        }
        return missing;
    }

    @Override
    public String provider() {
        return EpollProvider.NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    protected int fetch(long nanos) {
        return eventWait.await(events, nanos);
    }

    @Override
    protected ErrnoException fetchFailure(int result) {
        return libc.failure(eventWait.call(), epoll.fd(), result);
    }

    @Override
    protected Batch batch() {
        return events;
    }

    @Override
    protected int readiness(DescriptorRegistration registration, long cookie, int reported) {
        int ready = bits.readiness(reported, registration.events());
        if (ready != 0 && bits.mayBePipeWithoutReader(reported) && !sockets.isSocket(registration.fd())) {
            ready |= Readiness.WRITE_CLOSED;
        }
        return ready;
    }
}
