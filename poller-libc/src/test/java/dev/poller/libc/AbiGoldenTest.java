// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the tables to what the C headers say; ci/abi/README.md. */
class AbiGoldenTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("basedir", ".")).resolve("../ci/abi").normalize();

    private static final Set<String> PROCESSORS = Set.of("amd64", "aarch64", "s390x", "ppc64le", "riscv64");

    @ParameterizedTest
    @ValueSource(strings = {"amd64", "aarch64", "s390x", "ppc64le", "riscv64"})
    void theTableSaysWhatTheHeadersSay(String arch) throws IOException {
        assertEquals(headers(arch), table(arch));
    }

    @Test
    void everyGoldenFileIsHeld() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertEquals(
                    new TreeSet<>(PROCESSORS),
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("linux-"))
                            .map(name -> name.substring("linux-".length(), name.length() - ".txt".length()))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void linuxHasEveryConstant() throws IOException {
        Abi abi = Abi.of("LINUX", "6.1", "amd64");
        for (Constant constant : Constant.values()) {
            assertTrue(abi.has(constant), constant::name);
        }
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
                        ErrnoNames.LINUX,
                        "strerror_r"));
        assertEquals(
                "Plan 9 on mips has no EPERM",
                assertThrows(IllegalArgumentException.class, () -> abi.value(Constant.EPERM))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, abi::epollEvent);
    }

    private static final List<String> SYSTEM_CALLS = List.of(
            "epoll_create", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait2", "eventfd2", "pipe2", "accept4");

    /** The lines of the golden file that the table claims to know. */
    private static Map<String, Integer> headers(String arch) throws IOException {
        Set<String> claimed = table(arch).keySet();
        Map<String, Integer> values = new TreeMap<>();
        for (String line : Files.readAllLines(GOLDEN.resolve("linux-" + arch + ".txt"))) {
            String[] words = line.split(" ", -1);
            if (claimed.contains(words[0])) {
                values.put(words[0], Integer.valueOf(words[1]));
            }
        }
        return values;
    }

    private static Map<String, Integer> table(String arch) throws IOException {
        Abi abi = Abi.of("LINUX", "6.1", arch);
        Map<String, Integer> values = new TreeMap<>();
        for (Constant constant : Constant.values()) {
            if (abi.has(constant)) {
                values.put(constant.name(), abi.value(constant));
            }
        }
        values.put("sizeof.epoll_event", abi.epollEvent().size());
        values.put("offsetof.epoll_event.events", 0);
        values.put("offsetof.epoll_event.data", abi.epollEvent().dataOffset());
        for (String call : SYSTEM_CALLS) {
            abi.systemCall(call).ifPresent(number -> values.put("SYS_" + call, number));
        }
        return values;
    }
}
