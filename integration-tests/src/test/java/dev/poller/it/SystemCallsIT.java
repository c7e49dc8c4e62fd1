// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged poller asks of the kernel, counted by strace(1). */
@EnabledOnOs(OS.LINUX)
final class SystemCallsIT {
    @TempDir
    static Path directory;

    static Program program;

    @BeforeAll
    static void compile() throws Exception {
        assumeTrue(
                Program.canRunUnder(List.of("strace", "-f", "--seccomp-bpf", "-e", "trace=epoll_ctl")),
                "there is no strace here, or it may not trace");
        program = Program.compile(directory.resolve("classes"));
    }

    @Test
    void registeringIsPaidForConnectionsAndNotForMessages() throws Exception {
        long base = epollCtlCalls(4, 10);
        assertEquals(base, epollCtlCalls(4, 400), "with 40 times the messages");
        // Each connection has two ends here; each end is added once and deleted once.
        assertEquals(base + 4 * 2 * 2, epollCtlCalls(8, 10), "with 4 more connections");
    }

    private static long epollCtlCalls(int connections, int messages) throws Exception {
        Path trace = directory.resolve("trace");
        List<String> command = new ArrayList<>(
                List.of("strace", "-f", "--seccomp-bpf", "-e", "trace=epoll_ctl", "-o", trace.toString()));
        command.addAll(Program.java(program.onClassPath(), Integer.toString(connections), Integer.toString(messages)));
        Program.run(command);
        return Files.readAllLines(trace).stream()
                .filter(line -> line.contains("epoll_ctl(") && line.contains("EPOLL_CTL_"))
                .count();
    }
}
