// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipeBreakerTest {
    private static final int READ_END = 10;
    private static final int WRITE_END = 11;

    private final FakeLibc fake = new FakeLibc();
    private final OwnDescriptors own = new OwnDescriptors(fake.libc());
    private final SystemCalls calls = new SystemCalls(fake.libc());
    private final Groundwork ground = new Groundwork(fake.libc(), own, calls);

    @BeforeEach
    void forgetTheFirstCall() {
        fake.calls();
    }

    @Test
    void oneCallMakesItWhereThereIsPipe2() throws IOException {
        PipeBreaker pipe = PipeBreaker.open(ground);
        int flags = fake.value(Constant.O_CLOEXEC) + fake.value(Constant.O_NONBLOCK);
        assertEquals(List.of("pipe2(1, " + flags + ")"), fake.calls());
        assertEquals(READ_END, pipe.fd());
        assertTrue(own.contains(READ_END) && own.contains(WRITE_END));
        assertEquals(Map.of("pipe2", "yes"), calls.found());
    }

    @ParameterizedTest
    @EnumSource(
            value = Constant.class,
            names = {"ENOSYS", "EPERM"})
    void bothEndsAreConfiguredWhereThereIsOnlyPipe(Constant errno) throws IOException {
        fake.fails("pipe2", errno);
        assertEquals(READ_END, PipeBreaker.open(ground).fd());
        List<String> seen = fake.calls();
        assertTrue(seen.get(1).startsWith("pipe("));
        for (int end : new int[] {READ_END, WRITE_END}) {
            assertTrue(seen.contains("fcntl(" + end + ", " + fake.value(Constant.F_SETFD) + ", "
                    + fake.value(Constant.FD_CLOEXEC) + ")"));
            assertTrue(seen.contains("fcntl(" + end + ", " + fake.value(Constant.F_SETFL) + ", "
                    + fake.value(Constant.O_NONBLOCK) + ")"));
        }
        assertEquals(Map.of("pipe2", "no (" + errno + ")"), calls.found());
    }

    @Test
    void aPipeThatCannotBeConfiguredIsClosed() {
        fake.fails("pipe2", Constant.ENOSYS);
        fake.returns("fcntl", 0, 0);
        fake.fails("fcntl", Constant.EBADF);
        assertThrows(ErrnoException.class, () -> PipeBreaker.open(ground));
        assertTrue(fake.calls().containsAll(List.of("close(10)", "close(11)")));
        assertFalse(own.contains(READ_END) || own.contains(WRITE_END));
    }

    @Test
    void aRefusalNamesTheCallThatWasMade() {
        fake.fails("pipe2", Constant.EMFILE);
        assertEquals(
                "pipe2",
                assertThrows(ErrnoException.class, () -> PipeBreaker.open(ground))
                        .call());
        fake.fails("pipe2", Constant.ENOSYS);
        fake.fails("pipe", Constant.EMFILE);
        assertEquals(
                "pipe",
                assertThrows(ErrnoException.class, () -> PipeBreaker.open(ground))
                        .call());
        assertFalse(own.contains(0));
    }

    @Test
    void theSignalGoesInAtOneEndAndOutAtTheOther() throws IOException {
        PipeBreaker pipe = PipeBreaker.open(ground);
        fake.calls();
        pipe.signal();
        pipe.drain();
        assertEquals(List.of("write(11, 2, 1)", "read(10, 3, 1)"), fake.calls());
        assertFalse(pipe.endsByFetch());
    }

    @Test
    void theReadEndIsClosedAlsoIfTheOtherOneCannotBe() throws IOException {
        PipeBreaker pipe = PipeBreaker.open(ground);
        fake.calls();
        fake.fails("close", Constant.EBADF);
        assertEquals(
                WRITE_END,
                assertThrows(ErrnoException.class, () -> pipe.close(own)).fd());
        assertEquals(List.of("close(11)", "close(10)"), fake.calls());
    }

    @Test
    void whatWasMadeIsClosedIfTheRestFails() {
        IOException refused = new IOException("refused");
        fake.fails("close", Constant.EBADF);
        IOException failure = assertThrows(
                IOException.class,
                () -> Groundwork.build(fake.libc(), under -> {
                    PipeBreaker.open(under);
                    throw refused;
                }));
        assertEquals(refused, failure);
        assertEquals(1, failure.getSuppressed().length);
        assertTrue(fake.calls().containsAll(List.of("close(10)", "close(11)", "release")));
    }

    @Test
    void whatIsMadeIsHandedOut() throws IOException {
        PipeBreaker pipe = Groundwork.build(fake.libc(), PipeBreaker::open);
        assertEquals(READ_END, pipe.fd());
        assertFalse(fake.calls().contains("release"));
    }
}
