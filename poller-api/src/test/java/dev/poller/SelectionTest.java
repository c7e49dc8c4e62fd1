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

/** Selection as a pure function, for machines that are not here. Clauses S1, S2 and S4 to S6 of docs/contract.md. */
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
    void aBetterOneOfThisSystemThatDoesNotWorkIsWarnedOf() throws PollerUnavailableException {
        PollerProvider refused = new FakeProvider("epoll", 100, platform -> Probe.unavailable("no jna; add it"));
        List<String> warning =
                List.of("the provider epoll does not work here, and nio is taken in its place: no jna; add"
                        + " it; poller.provider=nio takes it without a warning");
        Selection selection = selection(List.of(KQUEUE, refused, NIO), LINUX, null);
        assertEquals(warning, selection.choose().warnings());
        assertEquals(warning, selection.report().warnings());
    }

    @Test
    void whatIsForOtherSystemsOrNoBetterOrWasNotAskedForIsNotWarnedOf() throws PollerUnavailableException {
        assertEquals(List.of(), selection(ALL, LINUX, null).choose().warnings());
        assertEquals(
                List.of(),
                selection(ALL, Platform.of("Windows 11", "1", "amd64"), null)
                        .choose()
                        .warnings());
        PollerProvider equal = new FakeProvider("aaa", 100, platform -> Probe.unavailable("refused"));
        assertEquals(
                List.of(),
                selection(List.of(equal, EPOLL), LINUX, null).choose().warnings());
        PollerProvider refused = new FakeProvider("epoll", 100, platform -> Probe.unavailable("refused"));
        assertEquals(
                List.of(),
                selection(List.of(refused, NIO), LINUX, "nio").choose().warnings());
    }

    @Test
    void oneThatCouldWorkBetterIsWarnedOfWhenItIsTaken() throws PollerUnavailableException {
        PollerProvider lesser = new FakeProvider(
                "epoll",
                100,
                platform -> Probe.available("jna", Set.of(), Map.of()).withLess("goes a longer way; shorten it"));
        assertEquals(
                List.of("the provider epoll goes a longer way; shorten it"),
                selection(List.of(lesser, NIO), LINUX, null).choose().warnings());
        assertEquals(
                List.of(),
                selection(List.of(lesser, NIO), LINUX, "nio").choose().warnings());
    }

    @Test
    void aSettingThatAsksForWhatCannotBeIsAnErrorAndNothingIsTakenInItsPlace() {
        PollerProvider misconfigured =
                new FakeProvider("epoll", 100, platform -> Probe.misconfigured("poller.libc=foo: no such binding"));
        List<PollerProvider> providers = List.of(misconfigured, NIO);
        assertEquals(
                "poller.libc=foo: no such binding; candidates: epoll (poller.libc=foo: no such binding), nio (available)",
                assertThrows(PollerUnavailableException.class, () -> chosen(providers, LINUX, null))
                        .getMessage());
        PollerReport report = selection(providers, LINUX, null).report();
        assertEquals(Optional.empty(), report.selected());
        assertTrue(report.failure().orElseThrow().startsWith("poller.libc=foo: "));
    }

    @Test
    void aProviderThatNoServiceFileNamesIsWarnedOfOnItsOwnSystemAlone() throws PollerUnavailableException {
        Providers unmerged = new Providers(List.of(NIO), List.of(), Set.of(KnownProvider.EPOLL));
        Selection onLinux = new Selection(unmerged, LINUX, Optional.empty());
        assertEquals("nio", onLinux.choose().name());
        String warning = onLinux.choose().warnings().get(0);
        assertTrue(
                warning.startsWith(
                        "the provider epoll does not work here, and nio is taken in its place: its class is here, but no"
                                + " file of META-INF/services names it"),
                warning);
        Platform mac = Platform.of("Mac OS X", "14.5", "aarch64");
        assertEquals(
                List.of(),
                new Selection(unmerged, mac, Optional.empty()).choose().warnings());
        String forced = String.valueOf(assertThrows(
                        PollerUnavailableException.class,
                        () -> new Selection(unmerged, LINUX, Forced.first("epoll", null)).choose())
                .getMessage());
        assertTrue(
                forced.startsWith("poller.provider=epoll: not available: its class is here, but no file of META-INF"),
                forced);
    }

    @Test
    void oneThatCannotBeLoadedIsWarnedOfWhereThePortableOneIsTaken() throws PollerUnavailableException {
        List<Candidate> broken =
                List.of(new Candidate("?", Integer.MIN_VALUE, Probe.unavailable("cannot be loaded: x")));
        assertEquals(
                1,
                new Selection(new Providers(List.of(NIO), broken, Set.of()), LINUX, Optional.empty())
                        .choose()
                        .warnings()
                        .size());
        assertEquals(
                List.of(),
                new Selection(new Providers(List.of(EPOLL, NIO), broken, Set.of()), LINUX, Optional.empty())
                        .choose()
                        .warnings());
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
                        + " dev.poller:poller, which has them all",
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
        return new Selection(new Providers(providers, List.of(), Set.of()), platform, Forced.first(forced, null));
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
                        : Probe.foreign("not on " + platform));
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
