// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet.agent;

import java.lang.instrument.Instrumentation;
import java.net.SocketException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts Poller under every java.net.Socket and ServerSocket of a program, and on demand under its virtual threads,
 * before its main. If that is impossible it prints one line on stderr, and the program is not changed.
 *
 * <p>The program can see only this package; the rest is in a class loader of its own. Code that runs before main uses
 * neither lambdas nor streams: the first ones of a JVM take longer than everything that is done here.
 */
public final class Agent {
    /** The first Java that has no security manager any more (JEP 486). */
    private static final int UNMANAGED = 24;

    private static final List<String> SCHEDULERS = List.of("scheduler=loop", "scheduler=jdk", "scheduler=auto");

    private Agent() {}

    /**
     * As {@code -javaagent:poller-agent.jar=options}.
     *
     * @param options null for none
     */
    public static void premain(@Nullable String options, Instrumentation instrumentation) {
        start(options, instrumentation);
    }

    /**
     * As {@code Launcher-Agent-Class} of an executable jar.
     *
     * @param options null for none
     */
    public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
        start(options, instrumentation);
    }

    private static void start(@Nullable String options, Instrumentation instrumentation) {
        if (isManaged()) {
            say("not installed: the program has a security manager, which would refuse what sockets on Poller need");
            return;
        }
        boolean report = false;
        String scheduler = System.getProperty("poller.scheduler", "jdk");
        for (String option : options == null ? new String[0] : options.split(",", -1)) {
            if (option.equals("report")) {
                report = true;
            } else if (SCHEDULERS.contains(option)) {
                scheduler = option.substring(option.indexOf('=') + 1);
            } else if (!option.isEmpty()) {
                say("not installed: there is no option '" + option + "'; there is: report, "
                        + String.join(", ", SCHEDULERS));
                return;
            }
        }
        LateSockets sockets = new LateSockets(instrumentation);
        try {
            sockets.install();
        } catch (SocketException refused) {
            say("not installed: " + refused.getMessage());
            return;
        }
        boolean auto = scheduler.equals("auto");
        sockets.load(auto || scheduler.equals("loop") ? new LateThreads(sockets, auto) : null);
        if (report) {
            Runtime.getRuntime().addShutdownHook(new Report(sockets, instrumentation));
        }
    }

    @SuppressWarnings("removal") // Only asked for where there is one.
    private static boolean isManaged() {
        return Runtime.version().feature() < UNMANAGED && System.getSecurityManager() != null;
    }

    static void say(String line) {
        System.err.println("poller-agent: " + line);
    }
}
