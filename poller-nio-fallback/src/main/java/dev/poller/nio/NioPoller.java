// SPDX-License-Identifier: Apache-2.0
package dev.poller.nio;

import dev.poller.AlreadyRegisteredException;
import dev.poller.Capability;
import dev.poller.ClosedPollerException;
import dev.poller.ClosedRegistrationException;
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
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A poller over a Selector. One thread polls; the others change registrations under the lock, which is not held during
 * a select, and wake that select up if there is one.
 */
final class NioPoller implements Poller {
    static final String NAME = "nio";

    private static final Set<Capability> CAPABILITIES =
            Set.of(Capability.CHANNELS, Capability.LEVEL, Capability.ONESHOT);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final SharedSelector selector;

    /** Written with the lock held. */
    private volatile boolean closed;

    /** A break that no poll has used up. Kept here because every selectNow swallows the Selector's own wake-up. */
    private final AtomicBoolean broken = new AtomicBoolean();

    // Guarded by the lock.
    private final IdentityHashMap<SelectableChannel, NioRegistration> registrations = new IdentityHashMap<>();
    private final Set<NioRegistration> connecting = new HashSet<>();
    private boolean polling;
    private long staleEvents;

    private final AtomicLong breaksSent = new AtomicLong();

    // Confined to the polling thread.
    private final ArrayDeque<NioRegistration> ready = new ArrayDeque<>();
    private final PrematureReturns prematureReturns = new PrematureReturns();
    private final Consumer<SelectionKey> found = this::found;
    private boolean explained;

    NioPoller(SelectorSource source) throws IOException {
        this.selector = new SharedSelector(source, lock);
    }

    @Override
    public String provider() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Registration open(Source source, Set<Interest> interest, Trigger trigger, @Nullable Object attachment)
            throws IOException {
        checkOpen();
        if (source instanceof Source.Descriptor descriptor) {
            throw new UnsupportedOperationException(NAME + " has no FILE_DESCRIPTORS and cannot watch fd "
                    + descriptor.fd()
                    + ": give it a SelectableChannel, or take a provider that has them, as epoll and kqueue do");
        }
        if (source instanceof KernelEvent event) {
            throw event.refusedBy(NAME);
        }
        if (!CAPABILITIES.contains(trigger.capability())) {
            throw new UnsupportedOperationException(NAME + " has no " + trigger + ": use LEVEL or ONESHOT");
        }
        return source instanceof Source.Channel channel
                ? open(
                        channel.channel(),
                        interest,
                        key -> new NioRegistration(this, channel.channel(), trigger, attachment, key))
                : EventRegistration.open(this, (UserEvent) source, interest, trigger, attachment);
    }

    /**
     * Registers a channel.
     *
     * @param made makes the registration of its key
     */
    <R extends NioRegistration> R open(
            SelectableChannel channel, Set<Interest> interest, Function<SelectionKey, R> made) throws IOException {
        lock.lock();
        try {
            checkOpen();
            int wanted = Ops.wanted(interest);
            if (registrations.containsKey(channel)) {
                throw new AlreadyRegisteredException("open on " + channel + ": this poller watches it already", null);
            }
            SelectionKey key = selector.register(channel);
            R registration = made.apply(key);
            want(registration, wanted);
            registrations.put(channel, registration);
            return registration;
        } finally {
            lock.unlock();
        }
    }

    void arm(NioRegistration registration, int wanted) throws IOException {
        lock.lock();
        try {
            if (!registration.isOpen()) {
                throw new ClosedRegistrationException();
            }
            want(registration, wanted);
        } finally {
            lock.unlock();
        }
    }

    void close(NioRegistration registration) throws IOException {
        lock.lock();
        try {
            if (registration.end()) {
                registrations.remove(registration.channel());
                connecting.remove(registration);
                selector.forget(registration.channel(), registration.key());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int poll(long timeoutNanos, ReadyHandler handler) throws IOException {
        long start = System.nanoTime();
        begin();
        try {
            int handed = handOver(handler); // what an exception of the handler has left
            boolean over = false;
            while (handed == 0 && !over) {
                over = timeoutNanos == 0 ? look() : await(timeoutNanos, start);
                handed = handOver(handler);
                judge(handed);
            }
            return handed;
        } finally {
            end();
        }
    }

    @Override
    public void breakPoll() {
        // First the flag, then the Selector: a poll that misses the flag has yet to use the Selector read here.
        if (!broken.getAndSet(true)) {
            breaksSent.incrementAndGet();
            selector.wakeup();
        }
    }

    /** Always false: the Selector's own descriptors are not to be had from it, and none can be opened here. */
    @Override
    public boolean isPollDescriptor(int fd) {
        return false;
    }

    @Override
    public int registrations() {
        lock.lock();
        try {
            return registrations.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long breaksSent() {
        return breaksSent.get();
    }

    @Override
    public long staleEvents() {
        lock.lock();
        try {
            return staleEvents;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            List<NioRegistration> ended = List.copyOf(registrations.values());
            registrations.clear();
            connecting.clear();
            if (polling) {
                selector.wakeup();
            } else {
                selector.close();
            }
            for (NioRegistration registration : ended) {
                registration.pollerClosed();
            }
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        lock.lock();
        try {
            checkOpen();
            if (polling) {
                throw new ConcurrentPollException();
            }
            polling = true;
        } finally {
            lock.unlock();
        }
    }

    private void end() throws IOException {
        lock.lock();
        try {
            polling = false;
            if (closed) {
                selector.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean look() throws IOException {
        select(0);
        explained = true;
        return true;
    }

    /** Waits once; true if the poll is over after it, whether or not something was found. */
    private boolean await(long timeoutNanos, long start) throws IOException {
        // A Selector does not wait on an interrupted thread, so the status is put aside.
        boolean interrupted = Thread.interrupted();
        long before = System.nanoTime();
        long rest = timeoutNanos < 0 ? Long.MAX_VALUE : timeoutNanos - (before - start);
        try {
            select(rest);
            explained |= Thread.currentThread().isInterrupted();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        long after = System.nanoTime();
        explained |= after - before >= rest;
        boolean broke = broken.getAndSet(false);
        explained |= broke;
        return broke || (timeoutNanos > 0 && after - start >= timeoutNanos);
    }

    private void select(long nanos) throws IOException {
        Selector entered;
        boolean now;
        lock.lock();
        try {
            checkOpen();
            connecting.removeIf(registration -> !registration.ask());
            entered = selector.enter();
            // Nobody else selects from here on and swallows the wake-up: a later break ends this select.
            now = nanos <= 0 || broken.get();
        } finally {
            lock.unlock();
        }
        try {
            SharedSelector.select(entered, now ? 0 : millis(nanos), found);
        } finally {
            explained = selector.leave();
        }
        checkOpen();
    }

    private void found(SelectionKey key) {
        NioRegistration registration = (NioRegistration) key.attachment();
        if (key.isValid() && registration.found(key.readyOps())) {
            ready.add(registration);
        }
    }

    private int handOver(ReadyHandler handler) {
        int handed = 0;
        for (NioRegistration next = ready.poll(); next != null; next = ready.poll()) {
            int bits = claim(next);
            if (bits != 0) {
                handed++;
                handler.ready(next, Readiness.of(bits));
                checkOpen();
            }
        }
        return handed;
    }

    private int claim(NioRegistration registration) {
        lock.lock();
        try {
            if (!registration.isOpen()) {
                staleEvents++;
                return 0;
            }
            return registration.claim();
        } finally {
            lock.unlock();
        }
    }

    private void judge(int handed) throws IOException {
        if (handed > 0) {
            prematureReturns.ended();
        } else if (!explained && prematureReturns.another()) {
            rebuild();
        }
    }

    private void rebuild() {
        lock.lock();
        try {
            selector.replace(registrations.values());
        } catch (IOException refused) {
            // The old one still reports, if at a price, so the poll goes on with it; this is tried again later.
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held. */
    private void want(NioRegistration registration, int wanted) throws IOException {
        if (registration.want(wanted)) {
            connecting.add(registration);
        }
        selector.changed();
    }

    private void checkOpen() {
        if (closed) {
            throw new ClosedPollerException();
        }
    }

    /** Rounded up, so that no poll is early. */
    private static long millis(long nanos) {
        return Math.min((nanos - 1) / NANOS_PER_MILLI + 1, Integer.MAX_VALUE);
    }
}
