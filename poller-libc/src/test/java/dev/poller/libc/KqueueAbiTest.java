// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every system, release and processor that has kqueue, and those that are refused. The values: AbiGoldenTest. */
class KqueueAbiTest {
    @ParameterizedTest
    @CsvSource({
        "MACOS, 11.0, x86_64, 32, kevent",
        "MACOS, 14.5, aarch64, 32, kevent",
        "MACOS, 26.1, aarch64, 32, kevent",
        "FREEBSD, 12.0-RELEASE, amd64, 64, kevent",
        "FREEBSD, 13.2-STABLE, x86_64, 64, kevent",
        "FREEBSD, 14.1-RELEASE-p5, aarch64, 64, kevent",
        "FREEBSD, 15.0-CURRENT, riscv64, 64, kevent",
        "FREEBSD, 14.1-RELEASE, ppc64, 64, kevent",
        "FREEBSD, 14.1-RELEASE, ppc64le, 64, kevent",
        "NETBSD, 10.0, amd64, 40, __kevent50",
        "NETBSD, 10.1_STABLE, aarch64, 40, __kevent50",
        "NETBSD, 11.0, x86_64, 40, __kevent50",
        "OPENBSD, 7.0, amd64, 32, kevent",
        "OPENBSD, 7.8, x86_64, 32, kevent",
        "OPENBSD, 7.8, aarch64, 32, kevent",
        "OPENBSD, 7.8, riscv64, 32, kevent",
        "OPENBSD, 7.8, ppc64, 32, kevent",
        "DRAGONFLY, 6.4-RELEASE, amd64, 32, kevent",
        "DRAGONFLY, 6.4-RELEASE, x86_64, 32, kevent",
    })
    void aSystemIsKnown(String os, String version, String arch, int size, String function) throws IOException {
        KqueueAbi kqueue = KqueueAbi.of(os, version, arch);
        assertEquals(size, kqueue.layout().size());
        assertEquals(function, kqueue.functions().kevent().symbol());
        assertEquals(function.equals("kevent") ? 2 : 4, kqueue.layout().filterBytes());
        Abi abi = Abi.of(os, version, arch);
        assertEquals(kqueue.toString(), abi.toString());
        assertEquals(kqueue.layout(), abi.kqueue().layout());
        assertEquals(SockaddrLayout.BSD, abi.sockaddr());
        assertEquals(absent(os), absent(abi));
    }

    /** What a caller has to do without, asked by the constant and never by the system. */
    private static Set<Constant> absent(String os) {
        Set<Constant> absent = EnumSet.range(Constant.EPOLL_CLOEXEC, Constant.TIOCGPTN);
        absent.addAll(Set.of(
                Constant.MSG_CTRUNC,
                Constant.MSG_CMSG_CLOEXEC,
                Constant.SCM_RIGHTS,
                Constant.SO_ACCEPTCONN,
                Constant.SO_PEERCRED,
                Constant.SO_INCOMING_NAPI_ID,
                Constant.TCP_QUICKACK,
                Constant.TCP_USER_TIMEOUT));
        if (!os.equals("MACOS")) {
            absent.add(Constant.O_EVTONLY);
        }
        switch (os) {
            case "MACOS" -> absent.addAll(Set.of(Constant.SOCK_NONBLOCK, Constant.SOCK_CLOEXEC, Constant.MSG_NOSIGNAL));
            case "OPENBSD" ->
                absent.addAll(Set.of(
                        Constant.SO_NOSIGPIPE,
                        Constant.SO_LINGER_SEC,
                        Constant.TCP_KEEPIDLE,
                        Constant.TCP_KEEPINTVL,
                        Constant.TCP_KEEPCNT));
            default -> absent.add(Constant.SO_LINGER_SEC);
        }
        return absent;
    }

    private static Set<Constant> absent(Abi abi) {
        Set<Constant> absent = EnumSet.allOf(Constant.class);
        absent.removeIf(abi::has);
        return absent;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FREEBSD | 11.4-RELEASE | amd64 | FreeBSD 11.4-RELEASE on amd64: needs FreeBSD 12.0,"
                        + " which gave struct kevent 64 bytes",
                "FREEBSD | 14.1-RELEASE | i386 | FreeBSD 14.1-RELEASE on i386: there is one for"
                        + " aarch64, amd64, ppc64, ppc64le, riscv64, x86_64",
                "FREEBSD | unknown | amd64 | FreeBSD unknown on amd64: that is no version",
                "NETBSD | 9.3 | amd64 | NetBSD 9.3 on amd64: needs NetBSD 10.0,"
                        + " which brought EVFILT_USER, EV_RECEIPT and EV_DISPATCH",
                "NETBSD | 10.0 | sparcv9 | NetBSD 10.0 on sparcv9: there is one for aarch64, amd64, x86_64",
                "OPENBSD | 6.9 | amd64 | OpenBSD 6.9 on amd64: needs OpenBSD 7.0, the oldest that these were written for",
                "OPENBSD | 7.8 | arm | OpenBSD 7.8 on arm: there is one for aarch64, amd64, ppc64, riscv64, x86_64",
                "DRAGONFLY | 5.8-RELEASE | amd64 | DragonFly 5.8-RELEASE on amd64: needs DragonFly 6.0,"
                        + " the oldest that these were written for",
                "MACOS | 10.15.7 | x86_64 | macOS 10.15.7 on x86_64: needs macOS 11.0,"
                        + " the oldest that a Java of this library runs on",
                "MACOS | 14.5 | ppc | macOS 14.5 on ppc: there is one for aarch64, x86_64",
            })
    void anotherIsRefusedByName(String os, String version, String arch, String reason) {
        String expected = "no table of C constants for " + reason;
        assertEquals(
                expected,
                assertThrows(BindingUnavailableException.class, () -> KqueueAbi.of(os, version, arch))
                        .getMessage());
        assertEquals(
                expected,
                assertThrows(BindingUnavailableException.class, () -> Abi.of(os, version, arch))
                        .getMessage());
    }

    @Test
    void linuxHasNone() throws IOException {
        Abi abi = Abi.of("LINUX", "6.1", "amd64");
        assertFalse(abi.hasKqueue());
        assertEquals(
                "Linux amd64 has no kqueue",
                assertThrows(IllegalArgumentException.class, abi::kqueue).getMessage());
        assertEquals(
                "no table of kqueue for LINUX 6.1 on amd64",
                assertThrows(BindingUnavailableException.class, () -> KqueueAbi.of("LINUX", "6.1", "amd64"))
                        .getMessage());
    }

    @Test
    void aStandInGivesAnotherSystemAKqueue() throws IOException {
        Abi linux = Abi.of("LINUX", "6.1", "amd64");
        Abi abi = linux.withKqueue(KqueueAbi.of("NETBSD", "10.0", "amd64"));
        assertEquals(KeventLayout.WIDE, abi.kqueue().layout());
        assertEquals(linux.value(Constant.EAGAIN), abi.value(Constant.EAGAIN));
        assertEquals(EpollEventLayout.PACKED, abi.epollEvent());
        assertFalse(linux.hasKqueue());
    }

    @Test
    void openBsdHasUserEventsSince78() throws IOException {
        assertFalse(KqueueAbi.of("OPENBSD", "7.7", "amd64").has(KqueueConstant.EVFILT_USER));
        assertTrue(KqueueAbi.of("OPENBSD", "7.8", "amd64").has(KqueueConstant.EVFILT_USER));
    }

    @Test
    void aConstantThatIsNotThereIsNamed() throws IOException {
        KqueueAbi kqueue = KqueueAbi.of("FREEBSD", "14.1-RELEASE", "amd64");
        assertEquals(
                "FreeBSD amd64 has no EVFILT_EXCEPT",
                assertThrows(IllegalArgumentException.class, () -> kqueue.value(KqueueConstant.EVFILT_EXCEPT))
                        .getMessage());
        assertFalse(kqueue.without(KqueueConstant.EVFILT_USER).has(KqueueConstant.EVFILT_USER));
    }
}
