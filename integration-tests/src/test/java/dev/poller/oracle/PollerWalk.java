// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Poller;
import dev.poller.Pollers;
import dev.poller.Readiness;
import dev.poller.Registration;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One poller, the ends that it watches, and whether a break is on its way. One thread, and one that it starts. */
final class PollerWalk implements AutoCloseable {
    private static final long FOREVER = -1;
    private static final String UNKNOWN = "reported of what is not registered";

    /** Longer than anything takes that does not wait for ever. */
    private static final Duration LONG = Duration.ofSeconds(3);

    /** A wait in vain. */
    private static final Duration SHORT = Duration.ofNanos(50_000);

    private final Poller poller;
    private final List<Watched> ends = new ArrayList<>();

    /** True if a break was sent that no poll has used up. */
    private boolean broken;

    PollerWalk(String provider, List<Kind> kinds) throws IOException {
        poller = Pollers.open(provider, PollerOptions.DEFAULTS);
        Raw raw = new Raw();
        kinds.forEach(kind -> ends.add(new Watched(raw, poller, kind)));
    }

    void act(Step step) throws Exception {
        switch (step.what()) {
            case POLL -> check(poll(0)); // Uses no break up: W4.
            case CLOSE_IN_HANDLER -> closeInHandler(ends.get(step.which()));
            case WAIT -> await();
            default -> {
                if (step.duringPoll() && wouldWait()) {
                    actDuringPoll(step);
                } else {
                    change(step);
                }
            }
        }
        assertEquals(ends.stream().filter(end -> end.registration() != null).count(), poller.registrations());
    }

    private void change(Step step) throws IOException {
        if (step.what() == Step.What.BREAK) {
            sendBreak();
        } else {
            ends.get(step.which()).act(step);
        }
    }

    /** Many breaks count as one until a poll uses it up: W3. */
    private void sendBreak() {
        long before = poller.breaksSent();
        poller.breakPoll();
        assertEquals(before + (broken ? 0 : 1), poller.breaksSent(), "breaks sent");
        broken = true;
    }

    /** A poll that does not wait. What the handler has closed is not handed over later in the same poll: P5. */
    private void closeInHandler(Watched end) throws IOException {
        Registration closed = end.registration();
        Map<Registration, Readiness> reported = new HashMap<>();
        AtomicInteger calls = new AtomicInteger();
        poller.poll(0, (registration, readiness) -> {
            if (calls.getAndIncrement() == 0) {
                close(end);
            }
            if (calls.get() > 1 || !registration.equals(closed)) {
                reported.put(registration, readiness);
            }
        });
        check(reported);
    }

    private static void close(Watched end) {
        try {
            end.closeRegistration();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A poll that may wait, here: for what is ready, for a break (W2), or in vain and not too short (P1). */
    private void await() throws IOException {
        boolean ended = broken || ends.stream().anyMatch(end -> end.must() != 0);
        Duration most = ended ? LONG : SHORT;
        long start = System.nanoTime();
        Map<Registration, Readiness> reported = poll(most.toNanos());
        long took = System.nanoTime() - start;
        if (ended) {
            assertTrue(took < most.toNanos(), () -> "waits, broken " + broken + ": " + ends);
        } else {
            assertTrue(!reported.isEmpty() || took >= most.toNanos(), () -> "waits too short: " + took);
        }
        broken = false;
        check(reported);
    }

    /** True if there is nothing that would end a poll, surely or maybe. */
    private boolean wouldWait() {
        return !broken && ends.stream().allMatch(end -> end.may() == 0);
    }

    /** What is done while a poll waits takes effect in that wait: O13. If it has none a break ends the poll: W1. */
    private void actDuringPoll(Step step) throws Exception {
        FutureTask<Map<Registration, Readiness>> polling = new FutureTask<>(() -> poll(FOREVER));
        Thread thread = new Thread(polling, "polling");
        thread.setDaemon(true);
        thread.start();
        if (step.amount() % 2 == 0) {
            Threads.awaitPolling(thread); // Else it is left to chance which comes first.
        }
        change(step);
        if (!broken && ends.stream().allMatch(end -> end.must() == 0)) {
            sendBreak();
        }
        Map<Registration, Readiness> reported = polling.get(LONG.toSeconds(), TimeUnit.SECONDS);
        if (broken && !reported.isEmpty()) {
            // Which of the two has ended the poll nobody can tell. After another break there is one for sure.
            poller.breakPoll();
        } else {
            broken = false;
        }
        ends.forEach(end -> end.woken(take(end, reported)));
        assertEquals(Map.of(), reported, UNKNOWN);
    }

    private void check(Map<Registration, Readiness> reported) {
        ends.forEach(end -> end.looked(take(end, reported)));
        assertEquals(Map.of(), reported, UNKNOWN);
    }

    private static @Nullable Readiness take(Watched end, Map<Registration, Readiness> reported) {
        Registration registration = end.registration();
        return registration == null ? null : reported.remove(registration);
    }

    /** Each is handed over at most once, and the poll returns how many: P2. */
    private Map<Registration, Readiness> poll(long nanos) throws IOException {
        Map<Registration, Readiness> reported = new HashMap<>();
        int count = poller.poll(
                nanos,
                (registration, readiness) ->
                        assertNull(reported.put(registration, readiness), () -> "twice in a poll: " + registration));
        assertEquals(reported.size(), count, "what the poll returns");
        return reported;
    }

    @Override
    public void close() throws IOException {
        try (poller) {
            for (Watched end : ends) {
                end.close();
            }
        }
    }
}
