// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import dev.poller.spi.Platform;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What passes memory to the kernel, and what notes its answers. */
class CallsTest {
    private final FakeLibc fake = new FakeLibc();

    @Test
    void aSignalIsTheOneThatEventfdAdds() throws ErrnoException {
        new SignalChannel(fake.libc(), Long.BYTES).write(5);
        assertEquals(List.of("write(5, 1, 8)"), fake.calls());
        assertEquals(1, fake.at(1).order(ByteOrder.nativeOrder()).getLong(0));
    }

    @Test
    void aSignalIsReadIntoMemoryOfItsOwn() throws ErrnoException {
        new SignalChannel(fake.libc(), 1).read(5);
        assertEquals(List.of("read(5, 2, 1)"), fake.calls());
    }

    @Test
    void anInterruptedSignalIsSentAndReceivedAgain() throws ErrnoException {
        SignalChannel channel = new SignalChannel(fake.libc(), 1);
        fake.fails("write", Constant.EINTR, Constant.EINTR);
        fake.fails("read", Constant.EINTR);
        channel.write(5);
        channel.read(5);
        assertEquals(
                List.of("write(5, 1, 1)", "write(5, 1, 1)", "write(5, 1, 1)", "read(5, 2, 1)", "read(5, 2, 1)"),
                fake.calls());
    }

    @Test
    void aFullOrEmptyChannelIsAllThatIsWanted() throws ErrnoException {
        SignalChannel channel = new SignalChannel(fake.libc(), 1);
        fake.fails("write", Constant.EAGAIN);
        fake.fails("read", Constant.EAGAIN);
        channel.write(5);
        channel.read(5);
        assertEquals(List.of("write(5, 1, 1)", "read(5, 2, 1)"), fake.calls());
    }

    @Test
    void aRefusedSignalIsTold() {
        SignalChannel channel = new SignalChannel(fake.libc(), 1);
        fake.fails("write", Constant.EBADF);
        fake.fails("read", Constant.EBADF);
        assertEquals(
                "write",
                assertThrows(ErrnoException.class, () -> channel.write(5)).call());
        assertEquals(
                "read",
                assertThrows(ErrnoException.class, () -> channel.read(5)).call());
    }

    /** The end of a pipe: nothing comes, and nothing is wrong with that. */
    @Test
    void aReadOfNothingIsNoFailure() throws ErrnoException {
        fake.returns("read", 0);
        new SignalChannel(fake.libc(), 1).read(5);
        assertEquals(List.of("read(5, 2, 1)"), fake.calls());
    }

    @Test
    void aTimeIsSecondsAndNanosecondsAndCut() {
        Timespec time = new Timespec(fake.libc(), 9_000_000_007L);
        assertEquals(1, time.put(3_000_000_004L));
        assertTimespec(3, 4);
        time.put(0);
        assertTimespec(0, 0);
        time.put(Long.MAX_VALUE);
        assertTimespec(9, 7);
    }

    @Test
    void forEverIsNoStructureAtAll() {
        Timespec time = new Timespec(fake.libc(), Long.MAX_VALUE);
        assertEquals(0, time.put(-1));
    }

    private void assertTimespec(long seconds, long nanos) {
        assertEquals(seconds, fake.at(1).getLong(0));
        assertEquals(nanos, fake.at(1).getLong(8));
    }

    @Test
    void whatCameOfOptionalCallsIsNoted() {
        SystemCalls calls = new SystemCalls(fake.libc());
        calls.note("pipe2", 0);
        calls.note("eventfd", -fake.value(Constant.ENOSYS));
        calls.note("receipts", true);
        calls.note("precision", false);
        assertEquals(
                Map.of("pipe2", "yes", "eventfd", "no (ENOSYS)", "receipts", "yes", "precision", "no"), calls.found());
    }

    @Test
    void aCallThatASandboxRefusesIsAbsentToo() {
        SystemCalls calls = new SystemCalls(fake.libc());
        assertTrue(calls.isAbsent(-fake.value(Constant.ENOSYS)));
        assertTrue(calls.isAbsent(-fake.value(Constant.EPERM)));
        assertFalse(calls.isAbsent(-fake.value(Constant.EMFILE)));
        assertFalse(calls.isAbsent(0));
    }

    @Test
    void aForeignSystemIsNamed() {
        Platform here = Platform.of("Linux", "6.1", "amd64");
        assertEquals("needs BSD, this is " + here, new ForeignSystemException("BSD", here).getMessage());
    }
}
