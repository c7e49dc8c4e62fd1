// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of shapes and contenders for who does not know the tables. Any thread. */
final class Labels {
    private static final Map<String, String> CONTENDERS = Map.of(
            "poller-ffm", "Poller",
            "poller-loop", "Poller, carrier loop",
            "jdk-channel", "JDK virtual threads",
            "netty-epoll", "Netty epoll",
            "go", "Go",
            "c-epoll", "C epoll");

    private static final Pattern ECHO = Pattern.compile("(pinned|free)-(\\d+)");

    private Labels() {}

    static String contender(String name) {
        return CONTENDERS.getOrDefault(name, name);
    }

    static String shape(String name) {
        Matcher echo = ECHO.matcher(name);
        if (!echo.matches()) {
            return name;
        }
        int connections = Integer.parseInt(echo.group(2));
        return (echo.group(1).equals("pinned") ? "one core, " : "two cores, ")
                + String.format(Locale.ROOT, "%,d", connections)
                + (connections == 1 ? " connection" : " connections");
    }
}
