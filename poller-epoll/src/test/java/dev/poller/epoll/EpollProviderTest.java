// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Capability;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Pollers;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.libc.Constant;
import dev.poller.spi.Platform;
import dev.poller.spi.PollerOptions;
import dev.poller.spi.PollerProvider;
import dev.poller.spi.Probe;
import dev.poller.tck.descriptor.Kernel;
import dev.poller.tck.fault.FaultyLibc;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class EpollProviderTest {
    private static final Platform LINUX = Platform.current();

    @Test
    void itIsFoundByServiceLoader() {
        List<PollerProvider> found = ServiceLoader.load(PollerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(EpollProvider.class::isInstance)
                .toList();
        assertEquals(1, found.size());
        assertEquals("epoll", found.get(0).name());
        assertEquals(100, found.get(0).priority());
    }

    @Test
    void elsewhereItIsUnavailableAndNamesThePlatform() {
        Probe probe = new EpollProvider().probe(Platform.of("Mac OS X", "14.5", "aarch64"));
        assertEquals(Optional.of("needs Linux, this is Mac OS X 14.5 aarch64"), probe.unavailable());
        assertEquals(Probe.Verdict.FOREIGN, probe.verdict());
    }

    @Test
    void aProcessorWithoutTablesIsAReason() {
        Probe probe = new EpollProvider().probe(Platform.of("Linux", "6.1", "mips64el"));
        assertTrue(probe.unavailable().orElse("").startsWith("Linux on mips64el has its own values"));
        assertEquals(Probe.Verdict.FAILS, probe.verdict());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
    void hereItWorksAndSaysWhatItFound() {
        List<String> before = Kernel.pollDescriptors();
        Probe probe = new EpollProvider().probe(LINUX);
        assertEquals(Optional.empty(), probe.unavailable());
        assertEquals(Kernel.load().binding(), probe.binding());
        assertEquals(
                List.of("epoll_create1", "epoll_pwait2", "eventfd", "pidfd_open", "accept4"),
                List.copyOf(probe.systemCalls().keySet()));
        assertEquals("yes", probe.systemCalls().get("eventfd"));
        assertEquals("yes", probe.systemCalls().get("accept4"));
        EnumSet<Capability> all =
                EnumSet.complementOf(EnumSet.of(Capability.CHANNELS, Capability.FILES, Capability.SIGNALS));
        if (!"yes".equals(probe.systemCalls().get("pidfd_open"))) {
            all.remove(Capability.PROCESSES);
        }
        if (!"yes".equals(probe.systemCalls().get("epoll_pwait2"))) {
            all.remove(Capability.NANOSECOND_TIMEOUT);
        }
        assertEquals(all, probe.capabilities());
        assertEquals(before, Kernel.pollDescriptors());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
    void aProbeThatIsRefusedSaysByWhatAndLeavesNothingBehind() {
        List<String> before = Kernel.pollDescriptors();
        FaultyLibc libc = FaultyLibc.over(Kernel.load()).fail("epollCtl", Constant.EPERM);
        Probe probe = new EpollProvider(platform -> libc.libc()).probe(LINUX);
        String reason = probe.unavailable().orElse("");
        assertTrue(reason.startsWith("epoll_ctl(ADD) on fd ") && reason.contains(": EPERM (1) "), reason);
        assertEquals(before, Kernel.pollDescriptors());
    }

    @ParameterizedTest
    @EnumSource(
            value = Constant.class,
            names = {"ENOSYS", "EPERM"})
    @EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
    void aMissingAccept4IsReported(Constant refusal) {
        FaultyLibc libc = FaultyLibc.over(Kernel.load()).fail("accept4", refusal);
        Probe probe = new EpollProvider(platform -> libc.libc()).probe(LINUX);
        assertEquals("no (" + refusal + ")", probe.systemCalls().get("accept4"));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
    void aBindingThatIsForcedAndCannotBeIsAnErrorAndNoReasonForAnotherProvider() {
        Probe probe = probeWith("poller.libc", "foo");
        assertEquals(Probe.Verdict.MISCONFIGURED, probe.verdict());
        assertTrue(probe.reason().orElse("").startsWith("poller.libc=foo: no such binding on this Java"));
        assertEquals(Probe.Verdict.WORKS, new EpollProvider().probe(LINUX).verdict());
    }

    private static Probe probeWith(String property, String value) {
        String before = System.getProperty(property);
        System.setProperty(property, value);
        try {
            return new EpollProvider().probe(LINUX);
        } finally {
            if (before == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
    void selectionTakesItByName() throws IOException {
        try (Poller poller = Pollers.open("epoll", PollerOptions.DEFAULTS)) {
            assertEquals("epoll", poller.provider());
            assertFalse(poller.capabilities().contains(Capability.CHANNELS));
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
    void aChannelIsRefusedByNameOfTheProviderAndOfWhatItLacks() throws IOException {
        try (Poller poller = new EpollProvider().init(PollerOptions.DEFAULTS);
                SocketChannel channel = SocketChannel.open()) {
            String message = String.valueOf(assertThrows(
                            UnsupportedOperationException.class,
                            () -> poller.open(Source.of(channel), Interest.READ_ONLY, Trigger.LEVEL, null))
                    .getMessage());
            assertTrue(message.contains("epoll") && message.contains("CHANNELS"), message);
        }
    }
}
