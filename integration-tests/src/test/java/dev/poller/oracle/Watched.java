// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.AlreadyRegisteredException;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Readiness;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An end, its registration with a poller, and what a poll must report of it now, by poll(2) and the contract. Sets of
 * directions are bits of {@link Readiness}. One thread.
 */
final class Watched implements AutoCloseable {
    private static final int BOTH = Readiness.READABLE | Readiness.WRITABLE;
    private static final int MOST = Integer.MAX_VALUE;

    private final Raw raw;
    private final Poller poller;
    private final Kind kind;
    private final List<Subject> abandoned = new ArrayList<>();
    private Subject pair;

    private @Nullable Registration registration;
    private Trigger trigger = Trigger.LEVEL;

    /** What the registration waits for; nothing once a one-shot has been reported. */
    private int wanted;

    /** What was ready after the last step. */
    private int ready;

    /** What has become ready and was not reported since: an edge. */
    private int owed;

    /** True if something was done to the end since the last poll: without that, an edge is not told again. */
    private boolean touched;

    Watched(Raw raw, Poller poller, Kind kind) {
        this.raw = raw;
        this.poller = poller;
        this.kind = kind;
        this.pair = Subject.open(raw, kind);
    }

    /** Does it, if it can be done now. */
    void act(Step step) throws IOException {
        switch (step.what()) {
            case PEER_WRITES -> pair.peerWrites(step.amount());
            case PEER_READS -> pair.peerReads(step.amount());
            case PEER_DRAINS -> {
                while (pair.peerReads(MOST) > 0) {}
            }
            case PEER_SHUTS_DOWN -> pair.peerShutsDown();
            case PEER_CLOSES -> pair.peerCloses();
            case READ -> pair.read(step.amount());
            case DRAIN -> {
                while (pair.read(MOST) > 0) {}
            }
            case FILL -> {
                while (pair.write(MOST) > 0) {}
                while (pair.write(1) > 0) {}
            }
            case SHUT_OUTPUT -> pair.shutOutput();
            case OPEN -> open(step.trigger(), step.interest());
            case OPEN_TWICE -> openTwice(step.interest());
            case ARM -> arm(step.interest());
            case CLOSE -> closeRegistration();
            case REPLACE -> replace();
            case ABANDON -> abandon();
            case STIR -> {
                for (Subject each : abandoned) {
                    each.peerWrites(step.amount());
                }
            }
            case BREAK, POLL, CLOSE_IN_HANDLER, WAIT -> throw new IllegalArgumentException(step + " is of the poller");
        }
        look();
    }

    /** Notes what the step has changed. */
    private void look() {
        int now = ready();
        owed |= now & ~ready;
        ready = now;
        touched = true;
    }

    private void open(Trigger how, Set<Interest> interest) throws IOException {
        if (registration == null) {
            // LEVEL is what every provider has.
            trigger = poller.capabilities().contains(how.capability()) ? how : Trigger.LEVEL;
            registration = poller.open(pair.source(), interest, trigger, this);
            wanted = bits(interest);
            owed = ready();
        }
    }

    private void openTwice(Set<Interest> interest) {
        if (registration != null) {
            Source source = pair.source();
            assertThrows(AlreadyRegisteredException.class, () -> poller.open(source, interest, trigger, null));
        }
    }

    private void arm(Set<Interest> interest) throws IOException {
        if (registration != null) {
            registration.arm(interest);
            wanted = trigger == Trigger.EDGE ? wanted : bits(interest);
        }
    }

    void closeRegistration() throws IOException {
        if (registration != null) {
            registration.close();
            registration = null;
        }
    }

    private void replace() throws IOException {
        closeRegistration();
        pair.close();
        pair = Subject.open(raw, kind);
    }

    private void abandon() throws IOException {
        closeRegistration();
        pair.closeButForADuplicate();
        abandoned.add(pair);
        pair = Subject.open(raw, kind);
    }

    /** Null while it is not registered. */
    @Nullable
    Registration registration() {
        return registration;
    }

    /** What the next poll has to report: O1 to O7 for each trigger, R1 and R2 for what ready means. */
    int must() {
        int due = registration == null ? 0 : wanted & ready();
        return trigger == Trigger.EDGE ? due & owed : due;
    }

    /** What it may report: an end of one direction also as the other (R8), an edge after whatever was done. */
    int may() {
        if (registration == null || (trigger == Trigger.EDGE && !touched)) {
            return 0;
        }
        return wanted & (pair.isEnded() ? BOTH : ready());
    }

    private int ready() {
        return (pair.isReadable() ? Readiness.READABLE : 0) | (pair.isWritable() ? Readiness.WRITABLE : 0);
    }

    /** What a poll that looked once has handed over of this must be what there is. */
    void looked(@Nullable Readiness readiness) {
        int must = must();
        int told = told(readiness);
        assertEquals(must, must & told, () -> "not reported as it has to be: " + told + " of " + this);
        take(told);
        touched = false;
    }

    /** What a poll has handed over that was ended by the last step, maybe by the first thing that this step did. */
    void woken(@Nullable Readiness readiness) {
        int must = must();
        int told = told(readiness);
        assertTrue(must == 0 || (must & told) != 0, () -> "does not end the poll: " + this);
        take(told);
    }

    private int told(@Nullable Readiness readiness) {
        if (readiness == null) {
            return 0;
        }
        int told = readiness.bits() & BOTH;
        assertNotEquals(0, told, () -> "nothing is reported, of " + this);
        assertEquals(0, told & ~may(), () -> "reported, and it is not so: " + readiness + " of " + this);
        boolean peerHasShutDown = readiness.readable() && pair.isEnded() && kind.isSocket();
        assertTrue(readiness.readClosed() || !peerHasShutDown, () -> "not told that the peer has shut down: " + this);
        assertTrue(!readiness.readClosed() || pair.isEnded(), () -> "told that the peer has shut down: " + this);
        return told;
    }

    private void take(int told) {
        owed &= ~told;
        if (trigger == Trigger.ONESHOT && told != 0) {
            wanted = 0;
        }
    }

    private static int bits(Set<Interest> interest) {
        return (interest.contains(Interest.READ) ? Readiness.READABLE : 0)
                | (interest.contains(Interest.WRITE) ? Readiness.WRITABLE : 0);
    }

    @Override
    public void close() throws IOException {
        closeRegistration();
        pair.close();
        abandoned.forEach(Subject::close);
        abandoned.clear();
    }

    /** For example {@code SINK Descriptor[fd=17] EDGE, wants 2, is ready for 2, owes 0}. */
    @Override
    public String toString() {
        return kind + " " + pair.source() + " " + (registration == null ? "unwatched" : trigger) + ", wants " + wanted
                + ", is ready for " + ready() + ", owes " + owed;
    }
}
