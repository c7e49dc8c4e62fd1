// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.uring;

import dev.poller.Capability;
import dev.poller.ClosedPollerException;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Readiness;
import dev.poller.ReadyHandler;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A poller whose poll submits what has been asked for and hands over what has completed. It watches {@link
 * UringEndpoint}s and nothing else. The first thread that polls is the only one that may, and the only one on which
 * endpoints may be used; {@link #breakPoll} and {@link #close} are for any.
 */
final class UringPoller implements Poller {
    /**
     * So many submissions are given to the kernel at once, though others may follow before the next poll: while the
     * peers have something to do the time until then is not lost.
     */
    private static final int MANY = Integer.getInteger("poller.uring.batch", 64);

    /** The place in the table of the eventfd by which a poll is broken. */
    private static final int BREAK = 0;

    private static final int EVENTFD_CLOEXEC = 0x80000;

    private final Libc libc;
    private final Ring ring = new Ring();
    private final ReceiveBuffers received = new ReceiveBuffers(ring);
    private final SendBuffers sends = new SendBuffers();
    private final int breaks;

    /** What the kernel reads from the eventfd, and what a breaker writes. */
    private final MemorySegment counter = Arena.global().allocate(8, 8);

    private final MemorySegment one = Arena.global().allocateFrom(ValueLayout.JAVA_LONG, 1);

    private @Nullable UringEndpoint[] endpoints = new @Nullable UringEndpoint[64];
    private int[] free = new int[64];
    private int freeCount;
    private int used = BREAK + 1;
    private final Deque<UringStream> starved = new ArrayDeque<>();

    private boolean enabled;

    /** A break has come that no waiting poll has used up. */
    private boolean broken;

    private long receives;

    /** One is on its way: others count with it. */
    private final AtomicBoolean breaking = new AtomicBoolean();

    private final LongAdder sent = new LongAdder();
    private volatile boolean closed;
    private volatile int registrations;

    /**
     * With a ring that the first poll enables.
     *
     * @throws IOException if there is no io_uring here, or it is too old; one line
     */
    UringPoller(Libc libc) throws IOException {
        this.libc = libc;
        breaks = libc.eventfd(0, EVENTFD_CLOEXEC);
        if (breaks < 0) {
            throw libc.failure("eventfd", -1, breaks);
        }
        awaitBreak();
    }

    private void awaitBreak() throws IOException {
        ring.add(Submission.READ, breaks, counter.address(), Long.BYTES, Submission.READ.data(BREAK));
    }

    Ring ring() {
        return ring;
    }

    ReceiveBuffers received() {
        return received;
    }

    SendBuffers sends() {
        return sends;
    }

    /** Gives the kernel what has been submitted, if that is enough to be worth it. */
    void submitIfMany() throws IOException {
        if (ring.pending() >= MANY && enabled) {
            received.publish();
            ring.submit();
        }
    }

    /** Gives it a place in the table. */
    void add(UringEndpoint endpoint) {
        if (freeCount == 0 && used == endpoints.length) {
            endpoints = Arrays.copyOf(endpoints, 2 * used);
            free = Arrays.copyOf(free, 2 * used);
        }
        int index = freeCount > 0 ? free[--freeCount] : used++;
        endpoint.index = index;
        endpoints[index] = endpoint;
        registrations = used - freeCount - 1;
    }

    /** Takes it out of the table; the kernel has nothing of it any more. */
    void remove(UringEndpoint endpoint) {
        endpoints[endpoint.index] = null;
        free[freeCount++] = endpoint.index;
        registrations = used - freeCount - 1;
    }

    /** It is to be fed when there are buffers again. */
    void starved(UringStream stream) {
        starved.add(stream);
    }

    @Override
    public int poll(long timeoutNanos, ReadyHandler handler) throws IOException {
        if (closed) {
            throw new ClosedPollerException();
        }
        if (!enabled) {
            ring.enable();
            enabled = true;
        }
        while (!starved.isEmpty() && received.available()) {
            starved.remove().feed();
        }
        received.publish();
        if (timeoutNanos == 0 || broken || ring.completions() > 0) {
            ring.look();
        } else {
            ring.await(timeoutNanos);
        }
        int ready = handOver(handler);
        if (timeoutNanos != 0) {
            broken = false;
        }
        if (closed) {
            throw new ClosedPollerException();
        }
        return ready;
    }

    private int handOver(ReadyHandler handler) throws IOException {
        int ready = 0;
        for (int left = ring.completions(); left > 0; left--) {
            long data = ring.data();
            int result = ring.result();
            int flags = ring.flags();
            ring.next();
            Submission of = Submission.of(data);
            switch (of) {
                case RECEIVE, SEND, ACCEPT -> ready += completed(Submission.endpoint(data), of, result, flags, handler);
                case READ -> {
                    broken = true;
                    breaking.set(false);
                    awaitBreak();
                }
                case CANCEL -> cancelFailed(Submission.endpoint(data));
                case CLOSE -> {} // A failure to: the descriptor is gone all the same.
            }
        }
        return ready;
    }

    /** What was to be cancelled may have ended by itself, and another may have its place: nothing is done to that. */
    private void cancelFailed(int index) throws IOException {
        UringEndpoint endpoint = endpoints[index];
        if (endpoint != null) {
            endpoint.cancelFailed();
        }
    }

    private int completed(int index, Submission of, int result, int flags, ReadyHandler handler) throws IOException {
        UringEndpoint endpoint = endpoints[index];
        if (endpoint == null) {
            throw new IllegalStateException("a completion of nobody: " + of + " " + index);
        }
        if (of == Submission.RECEIVE && result > 0) {
            receives++;
        }
        Readiness readiness = endpoint.completed(of, result, flags);
        if (readiness == null || !endpoint.isOpen()) {
            return 0;
        }
        handler.ready(endpoint, readiness);
        return 1;
    }

    /** How often the kernel was entered, and how often bytes have come. Any thread, without order. */
    String counts() {
        return "entered " + ring.enters() + " received " + receives;
    }

    @Override
    public void breakPoll() {
        if (!closed && breaking.compareAndSet(false, true)) {
            sent.increment();
            long written = libc.write(breaks, one.address(), Long.BYTES);
            if (written < 0) {
                throw new IllegalStateException("eventfd: errno " + -written);
            }
        }
    }

    @Override
    public String provider() {
        return "io_uring";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.EDGE, Capability.NANOSECOND_TIMEOUT);
    }

    @Override
    public Registration open(Source source, Set<Interest> interest, Trigger trigger, @Nullable Object attachment) {
        throw new UnsupportedOperationException("a ring watches its own endpoints only");
    }

    @Override
    public boolean isPollDescriptor(int fd) {
        return fd == ring.fd() || fd == breaks;
    }

    @Override
    public int registrations() {
        return registrations;
    }

    @Override
    public long staleEvents() {
        return 0;
    }

    @Override
    public long breaksSent() {
        return sent.sum();
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    /** Ends the poll; what is mapped, and the two descriptors, go with the process. */
    @Override
    public void close() {
        breakPoll();
        closed = true;
    }
}
