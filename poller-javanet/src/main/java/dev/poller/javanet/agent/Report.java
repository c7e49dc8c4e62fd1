// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet.agent;

import java.lang.instrument.Instrumentation;
import java.net.SocketImpl;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says at the end of a program how many sockets were Poller's, and what was not, and why. */
final class Report extends Thread {
    /** Of what Poller leaves alone a class that is loaded only if it is used, and how programs call it. */
    private static final String[][] CHANNELS = {
        {"java.nio.channels.spi.SelectorProvider$Holder", "SocketChannel and the like"},
        {"sun.nio.ch.DatagramChannelImpl", "DatagramSocket or DatagramChannel"},
        {"sun.nio.ch.UnixAsynchronousSocketChannelImpl", "AsynchronousSocketChannel"},
        {"sun.nio.ch.WindowsAsynchronousSocketChannelImpl", "AsynchronousSocketChannel"},
        {"jdk.internal.net.http.HttpClientImpl", "java.net.http.HttpClient"},
        {"io.netty.channel.unix.Socket", "Netty's own sockets"},
    };

    private static final String PLATFORM = "sun.nio.ch.NioSocketImpl";

    private final LateSockets sockets;
    private final Instrumentation instrumentation;

    Report(LateSockets sockets, Instrumentation instrumentation) {
        super("poller-report");
        this.sockets = sockets;
        this.instrumentation = instrumentation;
    }

    @Override
    public void run() {
        String refusal = sockets.refusal();
        if (refusal != null) {
            Agent.say("on Poller: no socket, for it was not installed: " + refusal);
            return;
        }
        try {
            String[] lines = sockets.report();
            for (String line : lines) {
                Agent.say(line);
            }
            String threads = sockets.threads();
            if (threads != null) {
                Agent.say(threads);
            }
            sayWhatElse(lines.length > 1);
        } catch (Exception | LinkageError failed) {
            Agent.say("no report: " + failed);
        }
    }

    private void sayWhatElse(boolean channelsOfOurs) {
        Set<String> channels = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        boolean platform = false;
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            String channel = channel(loaded.getName());
            if (channel != null) {
                channels.add(channel);
            } else if (loaded.getName().equals(PLATFORM)) {
                platform = true;
            } else if (isOfTheProgram(loaded)) {
                others.add(loaded.getName());
            }
        }
        if (!channels.isEmpty() && !channelsOfOurs) {
            Agent.say("not on Poller, which leaves channels alone: " + String.join(", ", channels));
        }
        if (platform) {
            Agent.say("not on Poller, because the JDK makes them itself: sockets by new Socket(Proxy)");
        }
        if (!others.isEmpty()) {
            Agent.say("not on Poller, because the program makes them itself: sockets of " + String.join(", ", others));
        }
    }

    private static @Nullable String channel(String className) {
        for (String[] each : CHANNELS) {
            if (each[0].equals(className)) {
                return each[1];
            }
        }
        return null;
    }

    private static boolean isOfTheProgram(Class<?> loaded) {
        ClassLoader loader = loaded.getClassLoader();
        return loader != null && !(loader instanceof InnerLoader) && SocketImpl.class.isAssignableFrom(loaded);
    }
}
