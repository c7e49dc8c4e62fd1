// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sandbox that does not know a call: strace(1) plays it, in the two ways in which such a call is refused. */
@EnabledOnOs(OS.LINUX)
final class SandboxIT {
    /** Not pipe2, which glibc's pipe(3) is made of. */
    private static final String[] ALL = {"eventfd2", "accept4", "epoll_pwait2", "pidfd_open"};

    @TempDir
    static Path directory;

    static Program program;

    @BeforeAll
    static void compile() throws Exception {
        assumeTrue(Program.canRunUnder(refusing("EPERM", "eventfd2")), "there is no strace here, or it may not trace");
        program = Program.compile(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "EPERM, accept4",
        "EPERM, eventfd2",
        "EPERM, epoll_pwait2",
        "EPERM, all",
        "ENOSYS, accept4",
        "ENOSYS, eventfd2",
        "ENOSYS, all"
    })
    void theJobIsDoneOnEpollAllTheSame(String errno, String call) throws Exception {
        List<String> command = refusing(errno, call.equals("all") ? ALL : new String[] {call});
        command.addAll(Program.java(program.onClassPath(), "3", "4"));
        assertEquals(
                "provider=epoll binding=" + Program.BINDING + " module=null echoed=12",
                Program.run(command).strip());
    }

    private static List<String> refusing(String errno, String... calls) {
        String list = String.join(",", calls);
        return new ArrayList<>(List.of(
                "strace",
                "-f",
                "-qq",
                "--seccomp-bpf",
                "-o",
                "/dev/null",
                "-e",
                "trace=" + list,
                "-e",
                "inject=" + list + ":error=" + errno));
    }
}
