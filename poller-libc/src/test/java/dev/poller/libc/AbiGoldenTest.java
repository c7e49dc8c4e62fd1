// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the tables to what the C headers say; ci/abi/README.md. */
class AbiGoldenTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("basedir", ".")).resolve("../ci/abi").normalize();

    /** The headers of another C library for the same tables. */
    private static final String MUSL = "-musl.txt";

    /** A release that the tables are for, by the family's name. */
    private static final Map<String, String> VERSIONS = Map.of(
            "LINUX", "6.1",
            "MACOS", "14.5",
            "FREEBSD", "14.1-RELEASE",
            "NETBSD", "10.0",
            "OPENBSD", "7.8",
            "DRAGONFLY", "6.4-RELEASE");

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theTableSaysWhatTheHeadersSay(String file) throws IOException {
        Map<String, Integer> table = table(abi(file));
        Map<String, Integer> headers = headers(file);
        headers.keySet().retainAll(table.keySet());
        if (isMusl(file)) {
            // What Linux had before 5.4. It takes the smaller of a backlog and its own limit (listen(2)).
            table.put("SOMAXCONN", 128);
        }
        assertEquals(headers, table);
    }

    /** MSG_NOSIGNAL: DarwinAbi says why. */
    @ParameterizedTest
    @MethodSource("files")
    void theTableLeavesNothingOut(String file) throws IOException {
        Set<String> known = Stream.concat(Stream.of(Constant.values()), Stream.of(KqueueConstant.values()))
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> missing = new TreeSet<>(headers(file).keySet());
        missing.retainAll(known);
        missing.removeAll(table(abi(file)).keySet());
        assertEquals(file.startsWith("macos-") ? Set.of("MSG_NOSIGNAL") : Set.of(), missing);
    }

    @Test
    void everySystemHasAGoldenFile() throws IOException {
        assertEquals(
                VERSIONS.keySet(), files().stream().map(AbiGoldenTest::family).collect(Collectors.toSet()));
    }

    @Test
    void linuxHasEveryConstantButThree() throws IOException {
        Abi abi = Abi.of("LINUX", "6.1", "amd64");
        Set<Constant> missing = EnumSet.allOf(Constant.class);
        missing.removeIf(abi::has);
        assertEquals(EnumSet.of(Constant.O_EVTONLY, Constant.SO_LINGER_SEC, Constant.SO_NOSIGPIPE), missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "i386", "x86"})
    void thePackedEventGoesByTheProcessorsName(String arch) throws IOException {
        assertEquals(EpollEventLayout.PACKED, Abi.of("LINUX", "6.1", arch).epollEvent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mips64el", "mips", "sparcv9", "alpha", "parisc", "hppa"})
    void processorsWithValuesOfTheirOwnAreRefusedByName(String arch) {
        String message =
                String.valueOf(assertThrows(BindingUnavailableException.class, () -> Abi.of("LINUX", "6.1", arch))
                        .getMessage());
        assertTrue(message.startsWith("Linux on " + arch + " has its own values of O_NONBLOCK"), message);
    }

    @Test
    void aSystemWithoutTableIsRefusedByName() {
        assertEquals(
                "no table of C constants for WINDOWS 11 on amd64",
                assertThrows(BindingUnavailableException.class, () -> Abi.of("WINDOWS", "11", "amd64"))
                        .getMessage());
    }

    @Test
    void aConstantThatIsNotThereIsNamed() {
        Abi abi = new Abi(
                "Plan 9 on mips",
                new Abi.Tables(
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        SockaddrLayout.LINUX,
                        StatLayout.LINUX,
                        ErrnoNames.LINUX,
                        "strerror_r"));
        assertEquals(
                "Plan 9 on mips has no EPERM",
                assertThrows(IllegalArgumentException.class, () -> abi.value(Constant.EPERM))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, abi::epollEvent);
    }

    private static final List<String> SYSTEM_CALLS = List.of(
            "epoll_create",
            "epoll_create1",
            "epoll_ctl",
            "epoll_wait",
            "epoll_pwait2",
            "eventfd2",
            "pipe2",
            "accept4",
            "pidfd_open");

    private static String family(String file) {
        return file.substring(0, file.indexOf('-')).toUpperCase(Locale.ROOT);
    }

    private static boolean isMusl(String file) {
        return file.endsWith(MUSL);
    }

    private static Abi abi(String file) throws IOException {
        String end = isMusl(file) ? MUSL : ".txt";
        String arch = file.substring(file.indexOf('-') + 1, file.length() - end.length());
        return Abi.of(family(file), String.valueOf(VERSIONS.get(family(file))), arch);
    }

    private static Map<String, Integer> headers(String file) throws IOException {
        Map<String, Integer> values = new TreeMap<>();
        for (String line : Files.readAllLines(GOLDEN.resolve(file))) {
            String[] words = line.split(" ", -1);
            values.put(words[0], Integer.valueOf(words[1]));
        }
        return values;
    }

    private static void putMessage(Map<String, Integer> values) {
        values.put("sizeof.msghdr", DescriptorMessage.HEADER_SIZE);
        values.put("offsetof.msghdr.msg_iov", DescriptorMessage.IOV);
        values.put("offsetof.msghdr.msg_iovlen", DescriptorMessage.IOV_COUNT);
        values.put("offsetof.msghdr.msg_control", DescriptorMessage.CONTROL);
        values.put("offsetof.msghdr.msg_controllen", DescriptorMessage.CONTROL_SIZE);
        values.put("offsetof.msghdr.msg_flags", DescriptorMessage.FLAGS);
        values.put("sizeof.iovec", DescriptorMessage.PART_SIZE);
        values.put("offsetof.iovec.iov_len", DescriptorMessage.PART_LENGTH);
        values.put("sizeof.mmsghdr", MessageVector.HEADER_SIZE);
        values.put("offsetof.mmsghdr.msg_len", MessageVector.LENGTH);
        values.put("offsetof.msghdr.msg_namelen", MessageVector.NAME_LENGTH);
        values.put("sizeof.cmsghdr", DescriptorMessage.RIGHTS_HEADER_SIZE);
        values.put("offsetof.cmsghdr.cmsg_level", DescriptorMessage.LEVEL);
        values.put("offsetof.cmsghdr.cmsg_type", DescriptorMessage.TYPE);
    }

    /** Everything that a table claims to know, under the golden files' names. */
    private static Map<String, Integer> table(Abi abi) {
        Map<String, Integer> values = new TreeMap<>();
        for (Constant constant : Constant.values()) {
            if (abi.has(constant)) {
                values.put(constant.name(), abi.value(constant));
            }
        }
        putSockaddr(values, abi.sockaddr());
        values.put("sizeof.stat", abi.stat().size());
        putMember(values, "stat.st_mode", abi.stat().modeOffset(), abi.stat().modeBytes());
        putMember(values, "stat.st_dev", abi.stat().deviceOffset(), abi.stat().deviceBytes());
        if (abi.hasKqueue()) {
            putKqueue(values, abi.kqueue());
        } else {
            values.put("sizeof.epoll_event", abi.epollEvent().size());
            values.put("offsetof.epoll_event.events", 0);
            values.put("offsetof.epoll_event.data", abi.epollEvent().dataOffset());
            putMessage(values);
        }
        for (String call : SYSTEM_CALLS) {
            abi.systemCall(call).ifPresent(number -> values.put("SYS_" + call, number));
        }
        return values;
    }

    private static void putSockaddr(Map<String, Integer> values, SockaddrLayout layout) {
        int family = layout.hasLength() ? 1 : 0;
        values.put("offsetof.sockaddr_in.sin_family", family);
        values.put("offsetof.sockaddr_in6.sin6_family", family);
        values.put("offsetof.sockaddr_un.sun_family", family);
        values.put("sizeof.sockaddr_un", 2 + layout.pathBytes());
        values.put("offsetof.sockaddr_un.sun_path", 2);
        if (layout.hasLength()) {
            values.put("offsetof.sockaddr_in.sin_len", 0);
            values.put("offsetof.sockaddr_in6.sin6_len", 0);
            values.put("offsetof.sockaddr_un.sun_len", 0);
        }
    }

    private static void putKqueue(Map<String, Integer> values, KqueueAbi kqueue) {
        for (KqueueConstant constant : KqueueConstant.values()) {
            if (kqueue.has(constant)) {
                values.put(constant.name(), kqueue.value(constant));
            }
        }
        KeventLayout layout = kqueue.layout();
        values.put("sizeof.kevent", layout.size());
        putMember(values, "kevent.ident", layout.identOffset(), Long.BYTES);
        putMember(values, "kevent.filter", layout.filterOffset(), layout.filterBytes());
        putMember(values, "kevent.flags", layout.flagsOffset(), layout.flagsBytes());
        putMember(values, "kevent.fflags", layout.fflagsOffset(), Integer.BYTES);
        putMember(values, "kevent.data", layout.dataOffset(), Long.BYTES);
        putMember(values, "kevent.udata", layout.udataOffset(), Long.BYTES);
    }

    private static void putMember(Map<String, Integer> values, String member, int offset, int size) {
        values.put("offsetof." + member, offset);
        values.put("sizeof." + member, size);
    }
}
