// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.spi.Platform;
import dev.poller.spi.Platform.Os;
import dev.poller.spi.PollerOptions;
import dev.poller.spi.PollerProvider;
import dev.poller.spi.Probe;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selection as a pure function, for machines that are not here. Clauses S1, S2 and S4 of docs/contract.md. */
class SelectionTest {
    private static final Platform LINUX = Platform.of("Linux", "6.1", "amd64");
    private static final PollerProvider EPOLL = on("epoll", 100, EnumSet.of(Os.LINUX));
    private static final PollerProvider KQUEUE =
            on("kqueue", 100, EnumSet.of(Os.MACOS, Os.FREEBSD, Os.OPENBSD, Os.NETBSD, Os.DRAGONFLY));
    private static final PollerProvider NIO = on("nio", 0, EnumSet.allOf(Os.class));
    private static final List<PollerProvider> ALL = List.of(NIO, KQUEUE, EPOLL);

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, epoll",
        "Linux, aarch64, epoll",
        "Linux, riscv64, epoll",
        "Linux, ppc64le, epoll",
        "Linux, loongarch64, epoll",
        "Linux, s390x, epoll",
        "Mac OS X, aarch64, kqueue",
        "Mac OS X, x86_64, kqueue",
        "FreeBSD, amd64, kqueue",
        "FreeBSD, aarch64, kqueue",
        "FreeBSD, riscv64, kqueue",
        "FreeBSD, ppc64le, kqueue",
        "OpenBSD, amd64, kqueue",
        "OpenBSD, aarch64, kqueue",
        "OpenBSD, riscv64, kqueue",
        "NetBSD, amd64, kqueue",
        "NetBSD, aarch64, kqueue",
        "DragonFlyBSD, amd64, kqueue",
        "Windows 11, amd64, nio",
        "Windows 11, aarch64, nio",
        "Windows Server 2025, amd64, nio",
        "SunOS, sparcv9, nio",
        "AIX, ppc64, nio",
    })
    void theKernelsOwnInterfaceIsTaken(String os, String arch, String expected) throws PollerUnavailableException {
        assertEquals(expected, chosen(ALL, Platform.of(os, "1", arch), null));
    }

    @Test
    void theOrderOfTheClassPathDoesNotMatter() throws PollerUnavailableException {
        PollerProvider twin = on("aaa", 100, EnumSet.of(Os.LINUX));
        assertEquals("aaa", chosen(List.of(twin, EPOLL, NIO), LINUX, null));
        assertEquals("aaa", chosen(List.of(NIO, EPOLL, twin), LINUX, null));
    }

    @Test
    void anUnavailableProviderIsPassedOverAndReported() {
        PollerProvider refused = new FakeProvider("epoll", 100, platform -> Probe.unavailable("epoll_create1: EPERM"));
        PollerReport report = selection(List.of(refused, NIO), LINUX, null).report();
        assertEquals(Optional.of("nio"), report.selected());
        assertEquals(List.of("epoll (epoll_create1: EPERM)", "nio (available)"), names(report));
    }

    @Test
    void aProbeThatThrowsIsPassedOverAndReported() {
        PollerProvider broken = new FakeProvider("epoll", 100, platform -> {
            throw new NoSuchMethodError("Libc.epollCreate1");
        });
        PollerReport report = selection(List.of(broken, NIO), LINUX, null).report();
        assertEquals(Optional.of("nio"), report.selected());
        assertTrue(names(report).get(0).contains("probe failed: java.lang.NoSuchMethodError: Libc.epollCreate1"));
    }

    @Test
    void aProviderThatCannotEvenSayItsNameIsReported() {
        PollerProvider nameless = new FakeProvider("x", 100, platform -> Probe.unavailable("")) {
            @Override
            public String name() {
                throw new AbstractMethodError("name");
            }
        };
        PollerReport report = selection(List.of(nameless, NIO), LINUX, null).report();
        assertEquals(Optional.of("nio"), report.selected());
        assertTrue(names(report).get(1).contains("cannot be used: java.lang.AbstractMethodError: name"));
    }

    @Test
    void aForcedProviderIsTakenEvenIfItsPriorityIsLow() throws PollerUnavailableException {
        assertEquals("nio", chosen(ALL, LINUX, "nio"));
    }

    @Test
    void aForcedProviderThatIsUnknownIsAnErrorThatNamesTheCandidates() {
        PollerUnavailableException error =
                assertThrows(PollerUnavailableException.class, () -> chosen(ALL, LINUX, "nope"));
        assertEquals(
                "poller.provider=nope: no such provider; candidates: epoll (available), kqueue (not on Linux 6.1 amd64),"
                        + " nio (available)",
                error.getMessage());
    }

    @Test
    void aForcedProviderThatIsUnavailableIsAnErrorThatSaysWhy() {
        PollerUnavailableException error =
                assertThrows(PollerUnavailableException.class, () -> chosen(ALL, LINUX, "kqueue"));
        assertEquals(
                "poller.provider=kqueue: not available: not on Linux 6.1 amd64; candidates: epoll (available),"
                        + " kqueue (not on Linux 6.1 amd64), nio (available)",
                error.getMessage());
    }

    @Test
    void aForcedProviderThatIsKnownAndNotThereIsAnErrorThatNamesItsArtifact() {
        PollerUnavailableException error =
                assertThrows(PollerUnavailableException.class, () -> chosen(List.of(NIO), LINUX, "epoll"));
        assertEquals(
                "poller.provider=epoll: no such provider on the class path or module path, add dev.poller:poller-epoll;"
                        + " candidates: nio (available)",
                error.getMessage());
    }

    @Test
    void withoutAnyProviderTheErrorNamesTheArtifactsToAdd() {
        PollerUnavailableException error =
                assertThrows(PollerUnavailableException.class, () -> chosen(List.of(), LINUX, null));
        assertEquals(
                "no poller provider works here; candidates: none on the class path or module path; add"
                        + " dev.poller:poller-epoll for Linux, dev.poller:poller-kqueue for macOS and the BSDs,"
                        + " dev.poller:poller-nio-fallback for any system",
                error.getMessage());
    }

    @Test
    void theReportCarriesTheFailureInsteadOfThrowing() {
        PollerReport report = selection(ALL, LINUX, "nope").report();
        assertEquals(Optional.empty(), report.selected());
        assertTrue(report.failure().orElseThrow().startsWith("poller.provider=nope: no such provider"));
        assertEquals(Optional.of("poller.provider=nope"), report.forced());
        assertEquals(3, report.candidates().size());
    }

    @Test
    void probesNoFurtherThanItMust() throws PollerUnavailableException {
        PollerProvider untouched = new FakeProvider("nio", 0, platform -> {
            throw new AssertionError("probed though epoll works");
        });
        assertEquals("epoll", chosen(List.of(untouched, EPOLL), LINUX, null));
    }

    @Test
    void thePropertyWinsOverTheVariableAndBlankIsNotSet() {
        assertEquals("poller.provider=a", Forced.first(" a ", "b").orElseThrow().toString());
        assertEquals("POLLER_PROVIDER=b", Forced.first(" ", "b").orElseThrow().toString());
        assertEquals("POLLER_PROVIDER=b", Forced.first(null, "b").orElseThrow().toString());
        assertFalse(Forced.first(null, "").isPresent());
    }

    private static String chosen(List<PollerProvider> providers, Platform platform, @Nullable String forced)
            throws PollerUnavailableException {
        return selection(providers, platform, forced).choose().name();
    }

    private static Selection selection(List<PollerProvider> providers, Platform platform, @Nullable String forced) {
        return new Selection(new Providers(providers, List.of()), platform, Forced.first(forced, null));
    }

    private static List<String> names(PollerReport report) {
        return report.candidates().stream().map(Candidate::toString).toList();
    }

    private static PollerProvider on(String name, int priority, Set<Os> systems) {
        return new FakeProvider(
                name,
                priority,
                platform -> systems.contains(platform.os())
                        ? Probe.available("none", Set.of(), Map.of())
                        : Probe.unavailable("not on " + platform));
    }

    private static class FakeProvider implements PollerProvider {
        private final String name;
        private final int priority;
        private final Function<Platform, Probe> probe;

        FakeProvider(String name, int priority, Function<Platform, Probe> probe) {
            this.name = name;
            this.priority = priority;
            this.probe = probe;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int priority() {
            return priority;
        }

        @Override
        public Probe probe(Platform platform) {
            return probe.apply(platform);
        }

        @Override
        public Poller init(PollerOptions options) {
            throw new UnsupportedOperationException();
        }
    }
}
