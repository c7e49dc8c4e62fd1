// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The log of strace. */
class PollReturnsTest {
    private static final Instant BEGIN = Instant.ofEpochSecond(100);

    private static long returnsFrom100(int seconds, String... log) {
        return PollReturns.parse(List.of(log)).between(BEGIN, BEGIN.plusSeconds(seconds));
    }

    @Test
    void aPollThatWasBegunBeforeReturnsWhenItsTimeHasPassed() {
        String poll = "17 99.500000 epoll_wait(5, [{events=EPOLLIN, data=0x1}], 512, -1) = 1 <1.000000>";
        assertEquals(1, returnsFrom100(1, poll));
        assertEquals(0, PollReturns.parse(List.of(poll)).between(Instant.EPOCH, BEGIN));
    }

    @Test
    void aPollInTwoPiecesReturnsAtTheSecond() {
        assertEquals(
                1,
                returnsFrom100(
                        1,
                        "17 99.500000 epoll_pwait(5,  <unfinished ...>",
                        "17 100.500000 <... epoll_pwait resumed>[], 512, 900, NULL, 8) = 0 <1.000000>"));
    }

    @Test
    void aPollThatFailsReturnsToo() {
        assertEquals(1, returnsFrom100(1, "100.100000 epoll_wait(5, 0x1, 9, -1) = -1 EINTR (Interrupted call) <0.1>"));
    }

    @Test
    void whatHasNotComeBackDoesNotCount() {
        assertEquals(
                0,
                returnsFrom100(
                        1,
                        "17 100.100000 epoll_wait(5,  <unfinished ...>",
                        "17 100.200000 <... epoll_wait resumed> <unfinished ...>) = ? <0.1>",
                        "strace: Process 17 detached",
                        "17 100.300000 --- SIGUSR2 {si_signo=SIGUSR2} ---"));
    }

    @Test
    void theRateIsOverTheTimeBetween() {
        PollReturns returns = PollReturns.parse(
                List.of("1 100.5 poll([{fd=3}], 1, 9) = 1 <0.1>", "1 101.5 poll([{fd=3}], 1, 9) = 1 <0.1>"));
        assertEquals(0.5, returns.perSecond(BEGIN, BEGIN.plusSeconds(4)));
    }
}
