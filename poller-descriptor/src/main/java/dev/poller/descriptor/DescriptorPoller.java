// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.Capability;
import dev.poller.ConcurrentPollException;
import dev.poller.Interest;
import dev.poller.KernelEvent;
import dev.poller.Poller;
import dev.poller.Readiness;
import dev.poller.ReadyHandler;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.UserEvent;
import dev.poller.libc.Errno;
import dev.poller.libc.ErrnoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A poller of file descriptors; what is the kernel's own is left to subclasses. One thread polls at a time; any thread
 * may call everything else.
 */
public abstract class DescriptorPoller implements Poller {
    private final OwnDescriptors own;
    private final Lifetime lifetime;
    private final Registrations registrations;
    private final OwnRegistration.Ground ownSources;
    private final KernelSet kernel;
    private final PollBreak pollBreak;
    private final Map<String, String> systemCalls;
    private final Errno errno;

    /** True while a thread polls. What follows belongs to that thread, and goes to the next one by this flag. */
    private final AtomicBoolean polling = new AtomicBoolean();

    private final Timeout timeout = new Timeout(System::nanoTime);
    private boolean broken;

    /**
     * One whose break is heard by the kernel already.
     *
     * @param kernel what it watches
     * @param breaker registered under {@link RegistrationTable#BREAK}
     */
    protected DescriptorPoller(Groundwork ground, KernelSet kernel, Breaker breaker) {
        own = ground.own();
        lifetime = new Lifetime(own);
        registrations = new Registrations(lifetime, kernel);
        this.kernel = kernel;
        ownSources = new OwnRegistration.Ground(ground.libc(), own, lifetime, registrations);
        pollBreak = new PollBreak(breaker);
        systemCalls = ground.calls().found();
        errno = ground.libc().errno();
    }

    /**
     * Waits for the kernel's next batch; the last one has been read. Called by the polling thread.
     *
     * @param nanos how long; negative for ever, 0 not at all. A longer time than the call can express is cut
     * @return how many events are in {@link #batch}, or minus errno
     */
    protected abstract int fetch(long nanos);

    /** What the result of {@link #fetch} means. */
    protected abstract ErrnoException fetchFailure(int result);

    /** What was fetched, always the same object. */
    protected abstract Batch batch();

    /**
     * What an event says of its registration. Called once for each, by the polling thread.
     *
     * @param cookie the event's
     * @param reported the event's bits
     * @return bits of {@link Readiness}; 0 if there is nothing to hand over
     */
    protected abstract int readiness(DescriptorRegistration registration, long cookie, int reported);

    /** What every poller of descriptors can, but for what this kernel has not. */
    protected static Set<Capability> capabilitiesBut(Set<Capability> missing) {
        Set<Capability> all = EnumSet.complementOf(EnumSet.of(Capability.CHANNELS));
        all.removeAll(missing);
        return Collections.unmodifiableSet(all);
    }

    /** Which optional calls were tried when this poller was made, and what came of it. */
    public final Map<String, String> systemCalls() {
        return systemCalls;
    }

    @Override
    public final Registration open(Source source, Set<Interest> interest, Trigger trigger, @Nullable Object attachment)
            throws IOException {
        if (source instanceof Source.Channel) {
            throw new UnsupportedOperationException("provider " + provider() + " lacks CHANNELS: it watches file "
                    + "descriptors; open the channel's descriptor, or choose the provider nio");
        }
        try (Lifetime entered = lifetime.enter()) {
            Registration registration;
            if (source instanceof Source.Descriptor descriptor) {
                registration = registrations.open(unowned(descriptor.fd()), interest, trigger, attachment);
            } else if (source instanceof KernelEvent event) {
                requireCapability(event);
                registration = KernelRegistration.open(ownSources, kernel, event, interest, trigger, attachment);
            } else {
                registration = EventRegistration.open(ownSources, (UserEvent) source, interest, trigger, attachment);
            }
            entered.requireOpen();
            return registration;
        }
    }

    private void requireCapability(KernelEvent event) {
        if (!capabilities().contains(event.capability())) {
            throw event.refusedBy(provider());
        }
    }

    private int unowned(int fd) {
        if (own.contains(fd)) {
            throw new IllegalArgumentException("fd " + fd + " belongs to this poller itself");
        }
        return fd;
    }

    @Override
    public final int poll(long timeoutNanos, ReadyHandler handler) throws IOException {
        try (Lifetime entered = lifetime.enter()) {
            if (!polling.compareAndSet(false, true)) {
                throw new ConcurrentPollException();
            }
            try {
                int handed = await(timeoutNanos, handler);
                entered.requireOpen();
                return handed;
            } finally {
                polling.set(false);
            }
        }
    }

    private int await(long timeoutNanos, ReadyHandler handler) throws IOException {
        boolean waits = timeoutNanos != 0;
        broken = false;
        timeout.start(timeoutNanos);
        if (waits && pollBreak.isLeft()) {
            // It keeps this poll from waiting, but what is ready is reported all the same.
            pollBreak.receive();
            timeout.start(0);
        }
        // What the last poll fetched and its handler, by an exception, did not let it hand over, comes first and alone:
        // fetched together with more, a registration could be handed over twice.
        int handed = handOver(waits, handler);
        while (handed == 0 && !broken && lifetime.isOpen()) {
            fetch();
            handed = handOver(waits, handler);
            if (timeout.isOver()) {
                break;
            }
        }
        return handed;
    }

    private void fetch() throws IOException {
        int result;
        do {
            result = fetch(timeout.remaining());
        } while (errno.isInterrupted(result));
        if (result < 0) {
            throw fetchFailure(result);
        }
        batch().filled(result);
    }

    private int handOver(boolean waits, ReadyHandler handler) throws IOException {
        Batch batch = batch();
        int handed = 0;
        while (lifetime.isOpen() && batch.advance()) {
            long cookie = batch.cookie();
            if (cookie == RegistrationTable.BREAK) {
                receiveBreak(waits);
                continue;
            }
            DescriptorRegistration registration = registrations.find(cookie);
            if (registration == null) {
                continue;
            }
            int reported = readiness(registration, cookie, batch.bits());
            int ready = reported == 0 ? 0 : registration.handedOver(reported);
            if (ready != 0) {
                handed++;
                handler.ready(registration, Readiness.of(ready));
            }
        }
        return handed;
    }

    /** As Go: a poll that does not wait leaves the break to one that does. */
    private void receiveBreak(boolean waits) throws IOException {
        if (waits) {
            pollBreak.receive();
            broken = true;
        } else {
            pollBreak.leave();
        }
    }

    @Override
    public final void breakPoll() {
        if (!lifetime.tryEnter()) {
            return;
        }
        try {
            sendBreakAndLeave();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void sendBreakAndLeave() throws IOException {
        try {
            pollBreak.send();
        } finally {
            lifetime.close();
        }
    }

    @Override
    public final boolean isPollDescriptor(int fd) {
        return own.contains(fd);
    }

    @Override
    public final int registrations() {
        return registrations.size();
    }

    @Override
    public final long staleEvents() {
        return registrations.staleEvents();
    }

    @Override
    public final long breaksSent() {
        return pollBreak.signals();
    }

    @Override
    public final boolean isOpen() {
        return lifetime.isOpen();
    }

    @Override
    public final void close() throws IOException {
        if (lifetime.tryEnter()) {
            lifetime.end();
            sendBreakAndLeave();
        }
    }
}
