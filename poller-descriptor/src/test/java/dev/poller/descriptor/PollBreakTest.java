// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollBreakTest {
    private final FakeLibc fake = new FakeLibc();
    private final FakeBreaker breaker = new FakeBreaker();
    private final PollBreak pollBreak = new PollBreak(breaker);

    @Test
    void manyBreaksCountAsOneUntilItIsReceived() throws ErrnoException {
        pollBreak.send();
        pollBreak.send();
        assertEquals(List.of("signal"), breaker.told());
        assertEquals(1, pollBreak.signals());
        pollBreak.receive();
        pollBreak.send();
        assertEquals(List.of("drain", "signal"), breaker.told());
        assertEquals(2, pollBreak.signals());
    }

    @Test
    void aBreakThatCouldNotBeSignalledDoesNotKeepTheNextFromBeing() throws ErrnoException {
        breaker.refusal = fake.libc().failure("write", 5, -fake.value(Constant.EBADF));
        assertThrows(ErrnoException.class, pollBreak::send);
        assertEquals(0, pollBreak.signals());
        pollBreak.send();
        assertEquals(List.of("signal", "signal"), breaker.told());
    }

    /** The flag is cleared after the drain, which would take that signal too. */
    @Test
    void aBreakDuringTheDrainIsNotSignalled() throws ErrnoException {
        pollBreak.send();
        breaker.meanwhile = this::sendUnchecked;
        pollBreak.receive();
        assertEquals(List.of("signal", "drain"), breaker.told());
    }

    private void sendUnchecked() {
        try {
            pollBreak.send();
        } catch (ErrnoException refused) {
            throw new AssertionError(refused);
        }
    }

    @Test
    void aBreakWhoseEventIsGoneIsLeftUntilItIsReceived() throws ErrnoException {
        breaker.endsByFetch = true;
        assertFalse(pollBreak.isLeft());
        pollBreak.leave();
        assertTrue(pollBreak.isLeft());
        pollBreak.receive();
        assertFalse(pollBreak.isLeft());
    }

    @Test
    void aBreakWhoseEventStaysNeedNotBeLeft() {
        pollBreak.leave();
        assertFalse(pollBreak.isLeft());
    }
}
