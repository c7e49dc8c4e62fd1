// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.Capability;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Readiness;
import dev.poller.Registration;
import dev.poller.Trigger;
import dev.poller.UserEvent;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A poller for each test, things for it to watch, and the check that no descriptor is left. Confined to the test. */
@ExtendWith(Watchdog.class)
abstract class PollerFixture {
    static final long FOREVER = -1;

    /** As long as a poll that must find nothing is given the time to find something all the same. */
    static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int ATTEMPTS = 16;

    /** Suites whose classes are loaded: loading them opens descriptors that the JDK keeps. */
    private static final Set<Class<?>> WARM = ConcurrentHashMap.newKeySet();

    private final Deque<Closeable> opened = new ArrayDeque<>();
    private final List<Poller> pollers = new ArrayList<>();
    private final List<PollingThread> threads = new ArrayList<>();
    private Map<String, Long> descriptorsBefore = Map.of();

    Poller poller;
    Endpoints endpoints;

    abstract PollerContract contract();

    @BeforeEach
    final void openPoller() throws Exception {
        warmUp();
        descriptorsBefore = Descriptors.counts();
        poller = newPoller();
        endpoints = endpoints(poller);
    }

    /** What this poller is tested with. */
    Endpoints endpoints(Poller tested) throws IOException {
        return Endpoints.of(tested);
    }

    @AfterEach
    final void nothingIsLeft() throws Exception {
        for (Poller each : pollers) {
            each.close();
        }
        for (PollingThread thread : threads) {
            Await.until("the polling thread has ended", () -> !thread.thread().isAlive());
        }
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
        Await.until(
                "the descriptors are as before: " + descriptorsBefore + " and not " + Descriptors.counts(),
                () -> Descriptors.counts().equals(descriptorsBefore));
    }

    /** Another one, closed after the test. */
    final Poller newPoller() throws IOException {
        Poller made = contract().newPoller();
        pollers.add(made);
        return made;
    }

    final Pair local() throws IOException {
        return closing(endpoints.local());
    }

    /** A local pair whose near end has this number, which is free. */
    final Pair localNumbered(int fd) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Pair pair = local();
            if (FdEndpoints.fd(pair.near()) == fd) {
                return pair;
            }
        }
        return Assumptions.abort("the number " + fd + " was not used again");
    }

    final Pair tcp() throws IOException {
        return closing(endpoints.tcp());
    }

    final Pair pipe() throws IOException {
        return closing(endpoints.pipe());
    }

    final Listener listener() throws IOException {
        return closing(endpoints.listener());
    }

    final <E extends Endpoint> E closing(E endpoint) {
        opened.push(endpoint);
        return endpoint;
    }

    /** Ends with the test, and leaves none of its streams open. */
    final void closing(Process child) {
        opened.push(() -> {
            child.destroyForcibly();
            child.onExit().join();
            child.getOutputStream().close();
            child.getInputStream().close();
            child.getErrorStream().close();
        });
    }

    private Pair closing(Pair pair) {
        opened.push(pair.near());
        opened.push(pair.far());
        return pair;
    }

    /** A local pair whose near end is readable. */
    final Pair readable() throws IOException {
        Pair pair = local();
        pair.far().write(1);
        return pair;
    }

    /** The descriptor endpoints; skips the test on a provider that takes channels only. */
    final FdEndpoints descriptors() {
        require(Capability.FILE_DESCRIPTORS);
        assumeTrue(endpoints instanceof FdEndpoints, "about descriptors alone");
        return (FdEndpoints) endpoints;
    }

    /** Skips the test for what is never writable, and watched by one poller at a time. */
    final void beyondEvents() {
        assumeFalse(endpoints instanceof EventEndpoints, "an event is never writable, and one poller watches it");
    }

    final void require(Capability capability) {
        assumeTrue(poller.capabilities().contains(capability), () -> poller.provider() + " has no " + capability);
    }

    final Registration open(Endpoint endpoint, Set<Interest> interest, Trigger trigger) throws IOException {
        require(trigger.capability());
        return endpoint.open(poller, interest, trigger, null);
    }

    /** Registers for reading with a trigger that every provider has. */
    final Registration openForRead(Endpoint endpoint) throws IOException {
        return open(endpoint, Interest.READ_ONLY, Trigger.LEVEL);
    }

    /** Starts a thread and returns once it waits in a poll. */
    final PollingThread startPolling(long timeoutNanos) throws Exception {
        PollingThread thread = PollingThread.start(poller, timeoutNanos);
        threads.add(thread);
        return thread;
    }

    /** Polls and holds every poll to P2. */
    final List<Event> poll(long timeoutNanos) throws IOException {
        List<Event> events = new ArrayList<>();
        int count =
                poller.poll(timeoutNanos, (registration, readiness) -> events.add(new Event(registration, readiness)));
        assertEquals(count, events.size(), "poll returned another number than it handed over");
        Set<Registration> distinct = new HashSet<>();
        events.forEach(event -> distinct.add(event.registration()));
        assertEquals(events.size(), distinct.size(), () -> "handed over twice in one poll: " + events);
        return events;
    }

    /** Polls until something is ready, which must be this alone. */
    final Readiness awaitReady(Registration registration) throws IOException {
        List<Event> events = poll(Await.PATIENCE.toNanos());
        assertEquals(List.of(registration), registrations(events), "ready");
        return events.get(0).readiness();
    }

    /** Polls until this one has been reported with all these bits. */
    final void awaitReady(Registration registration, int bits) throws Exception {
        int[] seen = new int[1];
        Await.until(Readiness.of(bits) + " is reported", () -> {
            for (Event event : poll(QUIET_NANOS)) {
                if (event.registration().equals(registration)) {
                    seen[0] |= event.readiness().bits();
                }
            }
            return (seen[0] & bits) == bits;
        });
    }

    /** Nothing is ready, and the poll waits for it in vain instead of returning. */
    final void assertQuiet() throws IOException {
        long start = System.nanoTime();
        assertEquals(List.of(), poll(QUIET_NANOS), "ready");
        assertFalse(System.nanoTime() - start < QUIET_NANOS, "the poll returned early");
    }

    /** Polls away what is reported until nothing is. */
    final void pollUntilQuiet() throws Exception {
        Await.until("nothing is reported any more", () -> poll(QUIET_NANOS).isEmpty());
    }

    static List<Registration> registrations(List<Event> events) {
        return events.stream().map(Event::registration).toList();
    }

    private void warmUp() throws Exception {
        if (!WARM.add(contract().getClass())) {
            return;
        }
        try (Poller first = contract().newPoller()) {
            endpoints = Endpoints.of(first);
            listener();
            for (Pair pair : List.of(local(), tcp(), pipe())) {
                pair.near().open(first, Interest.READ_ONLY, Trigger.LEVEL, null);
                pair.far().write(1);
            }
            UserEvent event = new UserEvent();
            first.open(event, Interest.READ_ONLY, Trigger.LEVEL, null);
            event.signal();
            first.poll(QUIET_NANOS, (registration, readiness) -> {});
            closing(new ChannelEndpoints().tcp());
        }
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
        Descriptors.awaitSettled();
    }
}
