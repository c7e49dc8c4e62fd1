// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Capability;
import dev.poller.libc.KqueueAbi;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import dev.poller.spi.PollerOptions;
import dev.poller.spi.PollerProvider;
import dev.poller.spi.Probe;
import dev.poller.tck.fault.KqueueStandIn;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the provider is available, what it then says of itself, and what it says where it is not. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class KqueueProviderTest {
    private static final String LIBRARY = "poller.kqueue.library";
    private static final Platform HERE = Platform.current();

    @Test
    void itIsFoundByServiceLoader() {
        List<PollerProvider> found = ServiceLoader.load(PollerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(KqueueProvider.class::isInstance)
                .toList();
        assertEquals(1, found.size());
        assertEquals("kqueue", found.get(0).name());
        assertEquals(100, found.get(0).priority());
    }

    @ParameterizedTest
    @CsvSource({
        "Mac OS X, 14.5, aarch64, true",
        "Mac OS X, 11.0, x86_64, true",
        "FreeBSD, 12.0-RELEASE, amd64, false",
        "FreeBSD, 15.0-RELEASE, aarch64, false",
        "FreeBSD, 14.1-RELEASE, riscv64, false",
        "FreeBSD, 14.1-RELEASE, ppc64le, false",
        "FreeBSD, 14.1-RELEASE, ppc64, false",
        "OpenBSD, 7.8, amd64, true",
        "OpenBSD, 7.8, aarch64, true",
        "OpenBSD, 7.8, riscv64, true",
        "OpenBSD, 7.8, ppc64, true",
        "NetBSD, 10.1, amd64, false",
        "NetBSD, 10.1, aarch64, false",
        "DragonFlyBSD, 6.4-RELEASE, amd64, true",
    })
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the stand-in needs epoll under it")
    void itIsAvailableWhereTheTablesHaveKqueue(String os, String version, String arch, boolean outOfBand) {
        Probe probe = onStandIn().probe(Platform.of(os, version, arch));
        assertEquals(Optional.empty(), probe.unavailable());
        assertEquals(outOfBand, probe.capabilities().contains(Capability.PRIORITY));
        assertTrue(probe.capabilities().contains(Capability.NANOSECOND_TIMEOUT));
        assertEquals("yes", probe.systemCalls().get("accept4"));
    }

    @ParameterizedTest
    @CsvSource({
        "FreeBSD, 11.4-RELEASE, amd64",
        "NetBSD, 9.4, amd64",
        "OpenBSD, 6.9, amd64",
        "Mac OS X, 10.15, x86_64",
        "FreeBSD, 14.1-RELEASE, i386",
        "DragonFlyBSD, 6.4-RELEASE, aarch64",
    })
    void withoutATableTheReasonNamesSystemVersionAndProcessor(String os, String version, String arch) {
        String reason = new KqueueProvider()
                .probe(Platform.of(os, version, arch))
                .unavailable()
                .orElse("");
        assertTrue(reason.contains(version) && reason.contains(arch), reason);
        assertEquals(1, reason.lines().count(), reason);
    }

    @ParameterizedTest
    @CsvSource({"Linux, 6.1, amd64", "Linux, 6.1, aarch64", "Windows 11, 10.0, amd64", "SunOS, 5.11, amd64"})
    void whereThereIsNoKqueueThePlatformIsNamed(String os, String version, String arch) {
        Probe probe = new KqueueProvider().probe(Platform.of(os, version, arch));
        assertEquals(
                Optional.of("needs macOS or a BSD, this is " + os + " " + version + " " + arch), probe.unavailable());
        assertEquals(Probe.Verdict.FOREIGN, probe.verdict());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "there is a kqueue elsewhere")
    void initWhereThereIsNoneSaysSo() {
        IOException thrown = assertThrows(IOException.class, () -> new KqueueProvider().init(PollerOptions.DEFAULTS));
        assertEquals("needs macOS or a BSD, this is " + HERE, thrown.getMessage());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "there is a kqueue elsewhere")
    void whereThereIsNoKqueueTheBindingIsNotEvenTried() {
        System.setProperty("poller.libc", "foo");
        try {
            assertEquals(Probe.Verdict.FOREIGN, new KqueueProvider().probe(HERE).verdict());
        } finally {
            System.clearProperty("poller.libc");
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "there is a kqueue of its own elsewhere")
    void aLibraryThatIsNotThereIsItsReasonAndNobodyElses() throws IOException {
        System.setProperty(LIBRARY, "/nowhere/libkqueue.so");
        try {
            assertEquals(
                    Optional.of("poller.kqueue.library=/nowhere/libkqueue.so: no such file"),
                    new KqueueProvider().probe(HERE).unavailable());
            assertFalse(LibcLoader.load(HERE.os().name(), HERE.osVersion(), HERE.arch())
                    .abi()
                    .hasKqueue());
        } finally {
            System.clearProperty(LIBRARY);
        }
    }

    private static KqueueProvider onStandIn() {
        return new KqueueProvider(platform -> {
            Libc linux = LibcLoader.load(HERE.os().name(), HERE.osVersion(), HERE.arch());
            KqueueAbi kqueue = KqueueAbi.of(platform.os().name(), platform.osVersion(), platform.arch());
            return KqueueStandIn.over(linux, kqueue, KqueueStandIn.Features.ALL);
        });
    }
}
