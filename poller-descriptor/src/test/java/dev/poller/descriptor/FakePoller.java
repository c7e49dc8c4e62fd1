// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.Capability;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.Libc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** A poller whose fetches are the test's; one that the test does not tell of brings nothing. One thread. */
final class FakePoller extends DescriptorPoller implements Batch {
    /** The descriptor that it made for itself. */
    static final int OWN = 4;

    private final Libc libc;
    private final Queue<Fetch> fetches = new ArrayDeque<>();
    private final List<Long> timeouts = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private int filled;
    private int at = -1;

    record Event(long cookie, int bits) {}

    /** What one wait brings: a result, minus errno for a failure, and that many events. */
    private record Fetch(int result, List<Event> events) {}

    FakePoller(Groundwork ground, KernelSet kernel, Breaker breaker) {
        super(ground, kernel, breaker);
        libc = ground.libc();
    }

    /** The next fetch brings these. */
    void brings(Event... some) {
        fetches.add(new Fetch(some.length, List.of(some)));
    }

    /** The next fetch fails. */
    void fails(int result) {
        fetches.add(new Fetch(result, List.of()));
    }

    /** How long the fetches since the last look were to wait. */
    List<Long> timeouts() {
        List<Long> seen = List.copyOf(timeouts);
        timeouts.clear();
        return seen;
    }

    @Override
    protected int fetch(long nanos) {
        timeouts.add(nanos);
        Fetch next = fetches.poll();
        if (next == null) {
            if (nanos < 0) {
                throw new AssertionError("waits for ever");
            }
            return 0;
        }
        events.clear();
        events.addAll(next.events());
        return next.result();
    }

    @Override
    protected ErrnoException fetchFailure(int result) {
        return libc.failure("fetch", OWN, result);
    }

    @Override
    protected Batch batch() {
        return this;
    }

    @Override
    protected int readiness(DescriptorRegistration registration, long cookie, int reported) {
        return reported;
    }

    @Override
    public void filled(int howMany) {
        filled = howMany;
        at = -1;
    }

    @Override
    public boolean advance() {
        return ++at < filled;
    }

    @Override
    public long cookie() {
        return events.get(at).cookie();
    }

    @Override
    public int bits() {
        return events.get(at).bits();
    }

    @Override
    public String provider() {
        return "fake";
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilitiesBut(Set.of(Capability.SIGNALS));
    }
}
