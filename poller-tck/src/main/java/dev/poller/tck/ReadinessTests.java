// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Capability;
import dev.poller.Interest;
import dev.poller.Readiness;
import dev.poller.Registration;
import dev.poller.Trigger;
import java.io.IOException;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What counts as readable and writable. */
abstract class ReadinessTests extends PollerFixture {
    private static final int BOTH = Readiness.READABLE | Readiness.WRITABLE;

    @ParameterizedTest
    @Clause("R1")
    @EnumSource(Trigger.class)
    void dataAreReadable(Trigger trigger) throws Exception {
        for (Pair pair : new Pair[] {local(), tcp(), pipe()}) {
            Registration registration = open(pair.near(), Interest.READ_ONLY, trigger);
            assertQuiet();
            pair.far().write(1);
            assertTrue(awaitReady(registration).readable());
            assertEquals(1, pair.near().read(1));
            registration.close();
        }
    }

    @ParameterizedTest
    @Clause("R1")
    @EnumSource(Trigger.class)
    void aConnectionToAcceptIsReadable(Trigger trigger) throws Exception {
        Listener listener = listener();
        Registration registration = open(listener, Interest.READ_ONLY, trigger);
        assertQuiet();
        closing(listener.connect());
        assertTrue(awaitReady(registration).readable());
        closing(listener.accept());
    }

    @ParameterizedTest
    @Clause("R1")
    @EnumSource(Trigger.class)
    void theEndOfTheStreamIsReadable(Trigger trigger) throws Exception {
        for (Pair pair : new Pair[] {local(), tcp(), pipe()}) {
            Registration registration = open(pair.near(), Interest.READ_ONLY, trigger);
            pair.far().close();
            assertTrue(awaitReady(registration).readable());
            assertEquals(-1, pair.near().read(1));
            registration.close();
        }
    }

    @ParameterizedTest
    @Clause({"R1", "R4"})
    @EnumSource(Trigger.class)
    void aResetIsReadable(Trigger trigger) throws Exception {
        Pair pair = tcp();
        Registration registration = open(pair.near(), Interest.READ_ONLY, trigger);
        pair.far().reset();
        assertTrue(awaitReady(registration).readable());
        assertThrows(IOException.class, () -> pair.near().read(1));
    }

    @ParameterizedTest
    @Clause("R2")
    @EnumSource(Trigger.class)
    void roomToWriteIsWritable(Trigger trigger) throws Exception {
        for (Endpoint endpoint : new Endpoint[] {local().near(), tcp().near(), pipe().far()}) {
            Registration registration = open(endpoint, Interest.WRITE_ONLY, trigger);
            assertTrue(awaitReady(registration).writable());
            registration.close();
        }
    }

    @ParameterizedTest
    @Clause("R2")
    @EnumSource(Trigger.class)
    void roomMadeByTheReaderIsWritable(Trigger trigger) throws Exception {
        Pair pair = pipe();
        pair.far().fill();
        Registration registration = open(pair.far(), Interest.WRITE_ONLY, trigger);
        assertQuiet();
        pair.near().drain();
        assertTrue(awaitReady(registration).writable());
    }

    @ParameterizedTest
    @Clause("R2")
    @EnumSource(Trigger.class)
    void theSuccessOfAConnectionAttemptIsWritable(Trigger trigger) throws Exception {
        Listener listener = listener();
        Endpoint attempt = closing(listener.connect());
        Registration registration = open(attempt, Interest.WRITE_ONLY, trigger);
        assertTrue(awaitReady(registration).writable());
        attempt.finishConnect();
        Endpoint accepted = closing(listener.accept());
        assertEquals(1, attempt.write(1));
        Await.until("the byte is there", () -> accepted.read(1) == 1);
    }

    @ParameterizedTest
    @Clause("R2")
    @EnumSource(names = {"LEVEL", "ONESHOT"})
    void aConnectionThatHasBeenMadeIsWatchedLikeAnyOther(Trigger trigger) throws Exception {
        Listener listener = listener();
        Endpoint attempt = closing(listener.connect());
        Registration registration = open(attempt, Interest.WRITE_ONLY, trigger);
        assertTrue(awaitReady(registration).writable());
        attempt.finishConnect();
        Endpoint accepted = closing(listener.accept());
        registration.arm(Interest.READ_WRITE);
        assertTrue(awaitReady(registration).writable());
        accepted.write(1);
        registration.arm(Interest.READ_ONLY);
        assertTrue(awaitReady(registration).readable());
    }

    @Test
    @Clause({"R2", "O3"})
    void levelGoesOnReportingRoomAfterTheConnectionIsMade() throws Exception {
        Listener listener = listener();
        Endpoint attempt = closing(listener.connect());
        Registration registration = open(attempt, Interest.WRITE_ONLY, Trigger.LEVEL);
        assertTrue(awaitReady(registration).writable());
        assertTrue(awaitReady(registration).writable());
        attempt.finishConnect();
        assertTrue(awaitReady(registration).writable());
        assertEquals(1, attempt.write(1));
    }

    @ParameterizedTest
    @Clause("R2")
    @EnumSource(Trigger.class)
    void theFailureOfAConnectionAttemptIsWritable(Trigger trigger) throws Exception {
        Listener gone = listener();
        Endpoint attempt = closing(gone.connectAfterClosing());
        Registration registration = open(attempt, Interest.WRITE_ONLY, trigger);
        assertTrue(awaitReady(registration).writable());
        assertThrows(IOException.class, attempt::finishConnect);
    }

    @ParameterizedTest
    @Clause("R3")
    @EnumSource(names = {"LEVEL", "ONESHOT"})
    void unreadDataOutliveTheEndOfTheStream(Trigger trigger) throws Exception {
        for (boolean halfClose : new boolean[] {true, false}) {
            Pair pair = tcp();
            Registration registration = open(pair.near(), Interest.READ_ONLY, trigger);
            assertEquals(2, pair.far().write(2));
            endOutput(pair.far(), halfClose);
            for (int expected : new int[] {1, 1, -1}) {
                assertTrue(awaitReady(registration).readable());
                assertEquals(expected, pair.near().read(1));
                registration.arm(Interest.READ_ONLY);
            }
            registration.close();
        }
    }

    @Test
    @Clause({"R3", "O2"})
    void edgeReportsTheEndThatComesAfterTheData() throws Exception {
        Pair pair = local();
        Registration registration = open(pair.near(), Interest.READ_ONLY, Trigger.EDGE);
        pair.far().write(2);
        awaitReady(registration);
        assertEquals(2, pair.near().drain());
        pair.far().shutdownOutput();
        assertTrue(awaitReady(registration).readable());
        assertEquals(-1, pair.near().read(1));
    }

    @ParameterizedTest
    @Clause("R4")
    @EnumSource(names = {"LEVEL", "ONESHOT"})
    void aResetMakesBothDirectionsReady(Trigger trigger) throws Exception {
        Pair pair = tcp();
        Registration registration = open(pair.near(), Interest.READ_ONLY, trigger);
        pair.far().reset();
        awaitReady(registration);
        registration.arm(Interest.READ_WRITE);
        Readiness readiness = awaitReady(registration);
        assertEquals(BOTH, readiness.bits() & BOTH, readiness::toString);
    }

    @Test
    @Clause({"R4", "O2"})
    void aResetIsReportedToBothDirectionsAtTheEdge() throws Exception {
        Pair pair = tcp();
        pair.near().fill();
        Registration registration = open(pair.near(), Interest.READ_WRITE, Trigger.EDGE);
        pollUntilQuiet();
        pair.far().reset();
        awaitReady(registration, BOTH);
    }

    @ParameterizedTest
    @Clause("R5")
    @EnumSource(Trigger.class)
    void thePeersHalfCloseSetsReadClosed(Trigger trigger) throws Exception {
        require(Capability.READ_CLOSED);
        for (Pair pair : new Pair[] {local(), tcp()}) {
            Registration registration = open(pair.near(), Interest.READ_ONLY, trigger);
            pair.far().shutdownOutput();
            Readiness readiness = awaitReady(registration);
            assertTrue(readiness.readClosed(), readiness::toString);
            assertTrue(readiness.readable(), readiness::toString);
            assertEquals(1, pair.near().write(1));
            registration.close();
        }
    }

    @ParameterizedTest
    @Clause("R6")
    @EnumSource(Trigger.class)
    void outOfBandDataSetPriority(Trigger trigger) throws Exception {
        require(Capability.PRIORITY);
        descriptors();
        Pair pair = tcp();
        Registration registration = open(pair.near(), EnumSet.of(Interest.PRIORITY), trigger);
        assertQuiet();
        ((FdEndpoint) pair.far()).writeUrgent();
        assertTrue(awaitReady(registration).priority());
    }

    @ParameterizedTest
    @Clause("R7")
    @EnumSource(Trigger.class)
    void aPipeWithoutWriterIsReadableOnceItsDataAreRead(Trigger trigger) throws Exception {
        Pair pair = pipe();
        Registration registration = open(pair.near(), Interest.READ_ONLY, trigger);
        pair.far().write(1);
        awaitReady(registration);
        assertEquals(1, pair.near().drain());
        pair.far().close();
        registration.arm(Interest.READ_ONLY);
        assertTrue(awaitReady(registration).readable());
        assertEquals(-1, pair.near().read(1));
    }

    @ParameterizedTest
    @Clause("R7")
    @EnumSource(Trigger.class)
    void aPipeWithoutReaderIsWritable(Trigger trigger) throws Exception {
        Pair pair = pipe();
        pair.far().fill();
        Registration registration = open(pair.far(), Interest.WRITE_ONLY, trigger);
        assertQuiet();
        pair.near().close();
        assertTrue(awaitReady(registration).writable());
        assertThrows(IOException.class, () -> pair.far().write(1));
    }

    private static void endOutput(Endpoint endpoint, boolean halfClose) throws IOException {
        if (halfClose) {
            endpoint.shutdownOutput();
        } else {
            endpoint.close();
        }
    }
}
