// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.Capability;
import dev.poller.ConcurrentPollException;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Readiness;
import dev.poller.ReadyHandler;
import dev.poller.Registration;
import dev.poller.Trigger;
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import dev.poller.spi.PollerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The poller over epoll. One thread polls at a time; any thread may call everything else. */
final class EpollPoller implements Poller {
    private static final Readiness NOTHING = Readiness.of(0);

    private final Libc libc;
    private final OwnDescriptors own;
    private final Lifetime lifetime;
    private final Epoll epoll;
    private final EpollBits bits;
    private final Registrations registrations;
    private final PollBreak pollBreak;
    private final Set<Capability> capabilities;
    private final Map<String, String> systemCalls;
    private final int interrupted;

    /** True while a thread polls. What follows belongs to that thread, and goes to the next one by this flag. */
    private final AtomicBoolean polling = new AtomicBoolean();

    private final EventWait eventWait;
    private final EpollEvents events;
    private final SocketProbe sockets;
    private final Timeout timeout = new Timeout(System::nanoTime);
    private boolean broken;

    private EpollPoller(Libc libc, OwnDescriptors own, PollerOptions options) throws IOException {
        SystemCalls calls = new SystemCalls(libc);
        this.libc = libc;
        this.own = own;
        this.lifetime = new Lifetime(own);
        this.bits = new EpollBits(libc.abi());
        this.interrupted = -libc.abi().value(Constant.EINTR);
        this.epoll = Epoll.create(libc, own, calls);
        this.registrations = new Registrations(lifetime, epoll, bits);
        this.events = new EpollEvents(libc, options);
        this.eventWait = EventWait.choose(libc, epoll.fd(), events, calls);
        this.sockets = new SocketProbe(libc);
        Breaker breaker = Breaker.open(libc, own, calls);
        epoll.add(breaker.fd(), bits.breakEvents(), RegistrationTable.BREAK);
        this.pollBreak = new PollBreak(breaker);
        this.capabilities = capabilities(eventWait.isExact());
        this.systemCalls = calls.found();
    }

    /** Makes one, or leaves nothing behind. */
    static EpollPoller open(Libc libc, PollerOptions options) throws IOException {
        OwnDescriptors own = new OwnDescriptors(libc);
        try {
            return new EpollPoller(libc, own, options);
        } catch (IOException | RuntimeException | Error failure) {
            try {
                own.close();
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    private static Set<Capability> capabilities(boolean nanoseconds) {
        Set<Capability> all = EnumSet.complementOf(EnumSet.of(Capability.CHANNELS));
        if (!nanoseconds) {
            all.remove(Capability.NANOSECOND_TIMEOUT);
        }
        return Collections.unmodifiableSet(all);
    }

    @Override
    public String provider() {
        return EpollProvider.NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    /** Which optional calls were tried when this poller was made, and what came of it. */
    Map<String, String> systemCalls() {
        return systemCalls;
    }

    @Override
    public Registration open(int fd, Set<Interest> interest, Trigger trigger, @Nullable Object attachment)
            throws IOException {
        try (Lifetime entered = lifetime.enter()) {
            if (own.contains(fd)) {
                throw new IllegalArgumentException("fd " + fd + " belongs to this poller itself");
            }
            Registration registration = registrations.open(fd, interest, trigger, attachment);
            entered.requireOpen();
            return registration;
        }
    }

    @Override
    public Registration open(
            SelectableChannel channel, Set<Interest> interest, Trigger trigger, @Nullable Object attachment) {
        throw new UnsupportedOperationException("provider epoll lacks CHANNELS: it watches file descriptors; "
                + "open the channel's descriptor, or choose the provider nio");
    }

    @Override
    public int poll(long timeoutNanos, ReadyHandler handler) throws IOException {
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
        int count;
        do {
            count = eventWait.await(events, timeout.remaining());
        } while (count == interrupted);
        if (count < 0) {
            throw libc.failure(eventWait.call(), epoll.fd(), count);
        }
        events.filled(count);
    }

    private int handOver(boolean waits, ReadyHandler handler) throws IOException {
        int handed = 0;
        while (lifetime.isOpen() && events.advance()) {
            long cookie = events.cookie();
            if (cookie == RegistrationTable.BREAK) {
                receiveBreak(waits);
                continue;
            }
            EpollRegistration registration = registrations.find(cookie);
            Readiness readiness = registration == null ? NOTHING : readiness(registration, events.bits());
            if (registration != null && readiness != NOTHING) {
                handed++;
                handler.ready(registration, readiness);
            }
        }
        return handed;
    }

    /** As Go: a poll that does not wait leaves the break, and with it the readable descriptor, to one that does. */
    private void receiveBreak(boolean waits) throws IOException {
        if (waits) {
            pollBreak.receive();
            broken = true;
        }
    }

    private Readiness readiness(EpollRegistration registration, int reported) {
        int ready = bits.readiness(reported, registration.events());
        if (ready != 0 && bits.mayBePipeWithoutReader(reported) && !sockets.isSocket(registration.fd())) {
            ready |= Readiness.WRITE_CLOSED;
        }
        return Readiness.of(ready);
    }

    @Override
    public void breakPoll() {
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
    public boolean isPollDescriptor(int fd) {
        return own.contains(fd);
    }

    @Override
    public int registrations() {
        return registrations.size();
    }

    @Override
    public long staleEvents() {
        return registrations.staleEvents();
    }

    @Override
    public boolean isOpen() {
        return lifetime.isOpen();
    }

    @Override
    public void close() throws IOException {
        if (lifetime.tryEnter()) {
            lifetime.end();
            sendBreakAndLeave();
        }
    }
}
