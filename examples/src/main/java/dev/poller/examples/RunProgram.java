// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.process.ChildProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Runs the program given, and prints what it writes within ten seconds. */
public final class RunProgram {
    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            System.err.println("usage: RunProgram PROGRAM ARGUMENT...");
            System.exit(2);
        }
        // @start region="run"
        ProcessBuilder program = new ProcessBuilder(args).redirectErrorStream(true);
        try (Netpoll netpoll = Netpoll.open();
                ChildProcess child = ChildProcess.start(netpoll, program)) {
            child.stdin().close(); // It gets no input.
            child.stdout().setReadDeadline(Duration.ofSeconds(10));
            byte[] output = child.stdout().inputStream().readAllBytes();
            System.out.print(new String(output, StandardCharsets.UTF_8));
        }
        // @end
    }
}
