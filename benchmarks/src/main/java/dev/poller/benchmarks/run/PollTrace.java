// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An strace that writes down every poll of a process, of whatever kind. One thread. */
final class PollTrace implements Closeable {
    private static final int ATTACH_MILLIS = 10_000;

    /** With a question mark where an older strace may not know the call. */
    private static final String CALLS =
            "trace=epoll_wait,epoll_pwait,?epoll_pwait2,poll,ppoll,select,pselect6,?io_uring_enter";

    private final Process strace;
    private final Path log;

    private PollTrace(Process strace, Path log) {
        this.strace = strace;
        this.log = log;
    }

    static PollTrace attach(long pid) throws IOException, InterruptedException {
        if (Tools.onPath("strace").isEmpty()) {
            throw new ContenderFailedException("poll returns are counted by strace, which is not here");
        }
        Path log = Files.createTempFile("polls", ".txt");
        Process strace = Children.start(
                List.of("strace", "-f", "-ttt", "-T", "-e", CALLS, "-o", log.toString(), "-p", String.valueOf(pid)));
        PollTrace trace = new PollTrace(strace, log);
        String said = new Output(strace.getErrorStream()).awaitFirst(ATTACH_MILLIS);
        if (!said.contains("attached")) {
            trace.close();
            throw new ContenderFailedException("strace: " + said);
        }
        return trace;
    }

    /** Leaves the process alone; what was seen until then. */
    PollReturns stop() throws IOException {
        Children.stop(strace);
        return PollReturns.parse(Files.readAllLines(log));
    }

    @Override
    public void close() throws IOException {
        Children.stop(strace);
        Files.deleteIfExists(log);
    }
}
