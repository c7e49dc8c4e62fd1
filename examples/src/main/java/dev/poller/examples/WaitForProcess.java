// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.watch.ProcessWatch;
import java.io.IOException;

/** Says when the process given by its number has ended; it need not be a child of this one. */
public final class WaitForProcess {
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: WaitForProcess PID");
            System.exit(2);
        }
        // @start region="process"
        try (ProcessWatch process = ProcessWatch.of(Netpoll.shared(), Long.parseLong(args[0]))) {
            System.out.println("waiting for " + process.pid());
            process.awaitExit(); // holds no thread of the system, if this one is virtual
            System.out.println(process.pid() + " has ended");
        }
        // @end
    }
}
