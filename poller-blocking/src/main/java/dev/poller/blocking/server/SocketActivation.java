// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The sockets that the parent process has opened for this one, as systemd does (sd_listen_fds(3)). {@link
 * dev.poller.blocking.TcpListener#adopt}, {@link dev.poller.blocking.UnixListener#adopt} and {@link
 * dev.poller.blocking.Descriptor#adopt} take them over.
 */
public final class SocketActivation {
    /** SD_LISTEN_FDS_START (sd-daemon.h). */
    private static final int FIRST = 3;

    /** What a descriptor is called that was given no name (sd_listen_fds_with_names(3)). */
    private static final String NAMELESS = "unknown";

    private SocketActivation() {}

    /**
     * A descriptor that was passed.
     *
     * @param number its number
     * @param name what it is called, for example the name of systemd's socket unit
     */
    public record Passed(int number, String name) {}

    /**
     * What was passed to this process, in order; nothing if the variables LISTEN_PID and LISTEN_FDS are not there, or
     * are another process's.
     *
     * @throws IllegalStateException if they cannot be understood
     */
    public static List<Passed> passed() {
        return passed(System.getenv(), ProcessHandle.current().pid());
    }

    static List<Passed> passed(Map<String, String> environment, long pid) {
        String owner = environment.get("LISTEN_PID");
        String count = environment.get("LISTEN_FDS");
        if (owner == null || count == null || number("LISTEN_PID", owner) != pid) {
            return List.of();
        }
        String[] names = environment.getOrDefault("LISTEN_FDNAMES", "").split(":", -1);
        List<Passed> passed = new ArrayList<>();
        long end = number("LISTEN_FDS", count);
        for (int i = 0; i < end; i++) {
            passed.add(new Passed(FIRST + i, i < names.length && !names[i].isEmpty() ? names[i] : NAMELESS));
        }
        return List.copyOf(passed);
    }

    private static long number(String variable, String text) {
        if (!text.matches("\\d{1,9}")) { // No process and no descriptor has a longer one.
            throw new IllegalStateException(variable + " is not such a number: " + text);
        }
        return Long.parseLong(text);
    }
}
