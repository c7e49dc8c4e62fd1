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
import org.junit.jupiter.api.Test;

class OwnDescriptorsTest {
    private final FakeLibc fake = new FakeLibc();
    private final OwnDescriptors own = new OwnDescriptors(fake.libc());

    @Test
    void theLibraryIsBoundUntilTheClose() throws IOException {
        assertEquals(List.of("acquire"), fake.calls());
        own.close();
        assertEquals(List.of("release"), fake.calls());
    }

    @Test
    void whatIsAdoptedIsOwnedAndClosedOnce() throws IOException {
        fake.calls();
        assertEquals(0, own.adopt("first", 0));
        assertEquals(7, own.adopt("second", 7));
        assertTrue(own.contains(0));
        assertFalse(own.contains(8));
        own.close();
        assertEquals(List.of("close(0)", "close(7)", "release"), fake.calls());
        assertFalse(own.contains(7));
    }

    @Test
    void aFailedCallGivesNothingToOwn() {
        ErrnoException failure =
                assertThrows(ErrnoException.class, () -> own.adopt("eventfd", -fake.value(Constant.EMFILE)));
        assertEquals("eventfd: EMFILE (24) text of 24", failure.getMessage());
        assertFalse(own.contains(-fake.value(Constant.EMFILE)));
    }

    @Test
    void oneIsClosedBeforeItsTimeAndNotAgain() throws IOException {
        own.adopt("first", 7);
        own.adopt("second", 8);
        fake.calls();
        own.closeOne(7);
        own.closeOne(7);
        own.close();
        assertEquals(List.of("close(7)", "close(8)", "release"), fake.calls());
    }

    @Test
    void anInterruptedCloseHasClosed() throws IOException {
        fake.fails("close", Constant.EINTR, Constant.EINTR);
        own.adopt("first", 7);
        own.adopt("second", 8);
        fake.calls();
        own.closeOne(7);
        own.close();
        assertEquals(List.of("close(7)", "close(8)", "release"), fake.calls());
    }

    @Test
    void aRefusedCloseIsToldAndNotTriedAgain() throws IOException {
        fake.fails("close", Constant.EBADF);
        own.adopt("first", 7);
        ErrnoException failure = assertThrows(ErrnoException.class, () -> own.closeOne(7));
        assertEquals("close on fd 7: EBADF (9) text of 9", failure.getMessage());
        assertFalse(own.contains(7));
    }

    @Test
    void theFirstRefusedCloseIsToldWithTheOthersAndAllAreClosed() throws IOException {
        fake.fails("close", Constant.EBADF, Constant.ENOSPC);
        for (int fd = 6; fd <= 8; fd++) {
            own.adopt("made", fd);
        }
        fake.calls();
        ErrnoException failure = assertThrows(ErrnoException.class, own::close);
        assertEquals(6, failure.fd());
        assertEquals(1, failure.getSuppressed().length);
        assertTrue(failure.getSuppressed()[0].toString().contains("close on fd 7: ENOSPC"));
        assertEquals(List.of("close(6)", "close(7)", "close(8)", "release"), fake.calls());
        assertFalse(own.contains(6));
    }

    @Test
    void nonBlockingKeepsTheOtherFlags() throws IOException {
        int before = 0x401;
        fake.returns("fcntl", before);
        fake.calls();
        own.nonBlocking(7);
        int after = before | fake.value(Constant.O_NONBLOCK);
        assertEquals(List.of(fcntl(Constant.F_GETFL, 0), fcntl(Constant.F_SETFL, after)), fake.calls());
    }

    @Test
    void flagsThatCannotBeReadOrWrittenAreTold() {
        fake.fails("fcntl", Constant.EBADF);
        assertEquals("fcntl(F_GETFL)", refusedFlags());
        fake.returns("fcntl", 0);
        fake.fails("fcntl", Constant.EBADF);
        assertEquals("fcntl(F_SETFL)", refusedFlags());
    }

    private String refusedFlags() {
        return assertThrows(ErrnoException.class, () -> own.nonBlocking(7)).call();
    }

    @Test
    void aChildProcessDoesNotInheritIt() throws IOException {
        fake.calls();
        own.closeOnExec(7);
        assertEquals(List.of(fcntl(Constant.F_SETFD, fake.value(Constant.FD_CLOEXEC))), fake.calls());
        fake.fails("fcntl", Constant.EBADF);
        assertThrows(ErrnoException.class, () -> own.closeOnExec(7));
    }

    private String fcntl(Constant operation, int argument) {
        return "fcntl(7, " + fake.value(operation) + ", " + argument + ")";
    }
}
