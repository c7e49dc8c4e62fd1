// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.Capability;
import dev.poller.Trigger;
import dev.poller.descriptor.Batch;
import dev.poller.descriptor.Breaker;
import dev.poller.descriptor.DescriptorPoller;
import dev.poller.descriptor.DescriptorRegistration;
import dev.poller.descriptor.Groundwork;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.Libc;
import dev.poller.spi.PollerOptions;
import java.io.IOException;
import java.util.Set;

/** The poller over kqueue: how it waits, and what its events mean. What it watches is {@link Kqueue}. */
final class KqueuePoller extends DescriptorPoller {
    private final Libc libc;
    private final Kqueue kqueue;
    private final KqueueEvents events;
    private final EventWait eventWait;
    private final Set<Capability> capabilities;

    private KqueuePoller(Groundwork ground, Kqueue kqueue, KqueueEvents events, EventWait eventWait, Breaker breaker) {
        super(ground, kqueue, breaker);
        this.libc = ground.libc();
        this.kqueue = kqueue;
        this.events = events;
        this.eventWait = eventWait;
        this.capabilities = capabilitiesBut(kqueue.bits().hasExcept() ? Set.of() : Set.of(Capability.PRIORITY));
    }

    /** Makes one, or leaves nothing behind. */
    static KqueuePoller open(Libc libc, PollerOptions options) throws IOException {
        return Groundwork.build(libc, ground -> {
            Kqueue kqueue = Kqueue.create(ground);
            KqueueEvents events = new KqueueEvents(libc, kqueue.bits(), options);
            EventWait eventWait = new EventWait(libc, kqueue.fd());
            return new KqueuePoller(ground, kqueue, events, eventWait, UserEventBreaker.open(ground, kqueue));
        });
    }

    @Override
    public String provider() {
        return KqueueProvider.NAME;
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
        return libc.failure("kevent", kqueue.fd(), result);
    }

    @Override
    protected Batch batch() {
        return events;
    }

    /** A one-shot registration's filters are one-shot each: what a second one tells after the report is dropped. */
    @Override
    protected int readiness(DescriptorRegistration registration, long cookie, int reported) {
        int ready = KqueueBits.readiness(reported, registration.events());
        boolean spent = ready != 0 && registration.trigger() == Trigger.ONESHOT && !registration.spend(cookie);
        return spent ? 0 : ready;
    }
}
