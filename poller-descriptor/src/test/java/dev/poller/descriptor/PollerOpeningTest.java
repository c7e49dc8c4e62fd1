// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Capability;
import dev.poller.ClosedPollerException;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.ProcessEnd;
import dev.poller.Registration;
import dev.poller.SignalCount;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.UserEvent;
import dev.poller.libc.BindingUnavailableException;
import dev.poller.libc.Constant;
import dev.poller.spi.Platform;
import dev.poller.spi.PollerOptions;
import dev.poller.spi.Probe;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can be opened, and how a provider makes its pollers. */
class PollerOpeningTest {
    private static final Platform HERE = Platform.of("Linux", "6.1", "amd64");

    private final FakeLibc fake = new FakeLibc();
    private final FakeKernel kernel = new FakeKernel();
    private final FakeBreaker breaker = new FakeBreaker();
    private final FakePoller poller = poller();

    private FakePoller poller() {
        try {
            return Groundwork.build(fake.libc(), ground -> {
                ground.own().adopt("epoll_create", FakePoller.OWN);
                ground.calls().note("epoll_pwait2", true);
                return new FakePoller(ground, kernel, breaker);
            });
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    @Test
    void aDescriptorIsWatched() throws IOException {
        Registration registration = open(Source.of(100));
        assertEquals(List.of("add 100: 3"), kernel.told());
        assertEquals("here", registration.attachment());
        assertEquals(1, poller.registrations());
    }

    @Test
    void theUsersAndTheKernelsEventsAreWatched() throws IOException {
        open(new UserEvent());
        open(new ProcessEnd(17));
        assertEquals(List.of("add 10: 1", "open process 17", "add 77: 1"), kernel.told());
        assertEquals(2, poller.registrations());
    }

    @Test
    void aKernelEventThatThePollerLacksIsRefused() {
        UnsupportedOperationException refused =
                assertThrows(UnsupportedOperationException.class, () -> open(new SignalCount(28)));
        assertTrue(String.valueOf(refused.getMessage()).contains("lacks SIGNALS"));
        assertEquals(List.of(), kernel.told());
    }

    @Test
    void aChannelIsRefused() throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            assertTrue(sink.isOpen());
            assertThrows(UnsupportedOperationException.class, () -> open(Source.of(source)));
        }
    }

    @Test
    void thePollersOwnDescriptorsAreRefused() {
        assertTrue(poller.isPollDescriptor(FakePoller.OWN));
        assertFalse(poller.isPollDescriptor(FakePoller.OWN + 1));
        assertThrows(IllegalArgumentException.class, () -> open(Source.of(FakePoller.OWN)));
        assertEquals(List.of(), kernel.told());
    }

    @Test
    void aClosedPollerOpensNothing() throws IOException {
        poller.close();
        assertThrows(ClosedPollerException.class, () -> open(Source.of(100)));
        assertEquals(0, poller.registrations());
    }

    @Test
    void whatIsOpenedWhileThePollerIsClosedIsRefused() {
        kernel.meanwhile = () -> {
            try {
                poller.close();
            } catch (IOException refused) {
                throw new AssertionError(refused);
            }
        };
        assertThrows(ClosedPollerException.class, () -> open(Source.of(100)));
        assertTrue(fake.calls().containsAll(List.of("close(4)", "release")));
    }

    @Test
    void aPollerOfDescriptorsCanWhatItsKernelCan() {
        assertFalse(poller.capabilities().contains(Capability.SIGNALS));
        assertFalse(poller.capabilities().contains(Capability.CHANNELS));
        assertEquals(
                Capability.values().length - 2,
                DescriptorPoller.capabilitiesBut(Set.of(Capability.SIGNALS)).size());
        assertEquals(Map.of("epoll_pwait2", "yes"), poller.systemCalls());
    }

    @Test
    void aPollerIsMadeForThisProcess() throws IOException {
        PollerFactory factory = new PollerFactory(
                platform -> {
                    assertEquals(Platform.current(), platform);
                    return fake.libc();
                },
                (libc, options) -> {
                    assertSame(PollerOptions.DEFAULTS, options);
                    return poller;
                });
        Poller made = factory.init(PollerOptions.DEFAULTS);
        assertSame(poller, made);
    }

    @Test
    void aProbeUsesAPollerAndClosesIt() {
        poller.brings(new FakePoller.Event(RegistrationTable.BREAK, 0));
        fake.fails("accept4", Constant.EBADF);
        Probe probe = probed();
        assertTrue(probe.available());
        assertEquals("fake", probe.binding());
        assertEquals(Map.of("epoll_pwait2", "yes", "accept4", "yes"), probe.systemCalls());
        assertEquals(List.of("signal", "drain", "signal"), breaker.told());
        assertFalse(poller.isOpen());
    }

    @Test
    void aProbeSaysWhyACallCannotBeHad() {
        poller.brings(new FakePoller.Event(RegistrationTable.BREAK, 0));
        fake.fails("accept4", Constant.ENOSYS);
        assertEquals("no (ENOSYS)", probed().systemCalls().get("accept4"));
    }

    private Probe probed() {
        return new PollerFactory(platform -> fake.libc(), (libc, options) -> poller).probe(HERE);
    }

    @Test
    void aProbeThatFailsSaysWhoHasToBeTold() {
        assertEquals(Probe.Verdict.FOREIGN, refused(new ForeignSystemException("BSD", HERE)));
        assertEquals(Probe.Verdict.FAILS, refused(new BindingUnavailableException("no library", null)));
        assertEquals(Probe.Verdict.FAILS, refused(new IOException("no library")));
    }

    private Probe.Verdict refused(IOException reason) {
        Probe probe = new PollerFactory(
                        platform -> {
                            throw reason;
                        },
                        (libc, options) -> poller)
                .probe(HERE);
        assertEquals(String.valueOf(reason.getMessage()), probe.unavailable().orElseThrow());
        return probe.verdict();
    }

    private Registration open(Source source) throws IOException {
        return poller.open(source, Interest.READ_WRITE, Trigger.LEVEL, "here");
    }
}
