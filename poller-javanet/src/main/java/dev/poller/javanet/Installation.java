// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** What the agent calls. */
final class Installation {
    private Installation() {}

    /**
     * Makes Poller what every socket is over. On the thread that starts the program, before its main.
     *
     * @param options separated by commas: {@code report} prints at the end how many sockets there were
     * @return why not, in one line; null if it is done
     */
    static @Nullable String install(String options) {
        boolean report = false;
        for (String option : options.split(",", -1)) {
            if (option.equals("report")) {
                report = true;
            } else if (!option.isEmpty()) {
                return "not installed: there is no option '" + option + "'; there is: report";
            }
        }
        try {
            PollerSockets.installAsDefault();
        } catch (SocketException refused) {
            return "not installed: " + refused.getMessage();
        }
        if (report) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.err.println(Tally.line()), "poller-report"));
        }
        return null;
    }
}
