// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.process.ChildProcess;
import dev.poller.blocking.watch.ProcessWatch;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** A conversation with cat(1) over its pipes, and its end, in every other round by SIGKILL. */
final class ProcessTraffic implements Traffic {
    private final Netpoll netpoll;

    ProcessTraffic(Netpoll netpoll) {
        this.netpoll = netpoll;
    }

    @Override
    @SuppressWarnings("try") // closed early: cat ends by it
    public long round(long seed) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("cat").redirectError(Redirect.DISCARD);
        try (ChildProcess cat = ChildProcess.start(netpoll, builder);
                ProcessWatch watch = ProcessWatch.of(netpoll, cat.process().pid());
                Wire wire = Wire.of(cat.stdout(), cat.stdin())) {
            try {
                return Conversation.hold(wire, seed);
            } finally {
                if ((seed & 1) == 0) {
                    cat.process().destroyForcibly();
                } else {
                    wire.close();
                }
                watch.awaitExit();
            }
        }
    }
}
