// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.tck.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code poller proxy}, or {@code poller echo}. Used by the test's thread.
 *
 * @param process still running
 * @param address where it listens, as it has said
 */
record ProxyProcess(RunningProcess process, String address) {
    private static final Pattern READY = Pattern.compile("listening on (\\S+) provider=(\\S+) binding=(\\S+)\n");

    /**
     * Starts it on a free port of the loopback address.
     *
     * @param target a port of the loopback address
     * @param options as in {@code --provider NAME --scheduler WHO}
     */
    static ProxyProcess start(Processes processes, int target, String options) throws Exception {
        return start(processes, "127.0.0.1:0", "127.0.0.1:" + target, options);
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param options as in {@code --provider NAME --scheduler WHO}
     */
    static ProxyProcess start(Processes processes, String listen, String connect, String options) throws Exception {
        return start(processes, List.of("proxy", "--listen", listen, "--connect", connect), options);
    }

    /**
     * Starts an echo server instead, on a free port of the loopback address.
     *
     * @param options as in {@code --provider NAME --scheduler WHO}
     */
    static ProxyProcess echo(Processes processes, String options) throws Exception {
        return start(processes, List.of("echo", "--listen", "127.0.0.1:0"), options);
    }

    private static ProxyProcess start(Processes processes, List<String> command, String options) throws Exception {
        String name = command.get(0);
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of(options.split(" ", -1)));
        RunningProcess process = processes.start(name, Application.command(arguments));
        Await.until("the " + name + " says that it is ready", () -> {
            process.assertRuns();
            return READY.matcher(process.output()).matches();
        });
        Matcher ready = READY.matcher(process.output());
        assertTrue(ready.matches());
        assertEquals(options.contains("nio") ? "nio" : "epoll", ready.group(2), "the provider");
        return new ProxyProcess(process, ready.group(1));
    }

    /** Where it listens, if that is a port. */
    int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** Waits until it has the descriptors that it had before. */
    void awaitDescriptors(Map<String, Integer> before) throws Exception {
        Await.until("the descriptors are again " + before, () -> {
            process.assertRuns();
            return process.descriptors().equals(before);
        });
    }

    /** The lines on its stderr so far. */
    List<String> logged() throws Exception {
        return process.errors().lines().toList();
    }
}
