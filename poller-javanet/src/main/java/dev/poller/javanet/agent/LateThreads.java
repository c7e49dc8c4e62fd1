// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet.agent;

import java.lang.instrument.Instrumentation;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Gives the virtual threads of a program to Poller's loops, or leaves them with the JDK if that cannot be. Any thread.
 *
 * <p>The JDK asks this for the scheduler of each new one, from before the program's main on. The first one waits until
 * Poller is loaded.
 */
final class LateThreads implements UnaryOperator<Executor> {
    private static final String HOOK = "dev.poller.javanet.hook.SchedulerHook";

    /** The versions of Java whose virtual threads are known to be made in the one place that is rewritten. */
    private static final int FIRST = 21;

    private static final int LAST = 25;

    private final LateSockets sockets;
    private final boolean auto;

    /** For a program whose virtual threads are to be on loops, or with auto only where that is possible and faster. */
    LateThreads(LateSockets sockets, boolean auto) {
        this.sockets = sockets;
        this.auto = auto;
    }

    /**
     * Has the JDK ask for schedulers, which must be before there is a virtual thread.
     *
     * @return null, or why that is not done; this has said so if it was asked for
     */
    @Nullable
    String install(Instrumentation instrumentation) {
        // As NetpollOptions chooses, which is not loaded yet.
        if (auto && Runtime.getRuntime().availableProcessors() == 1) {
            return "there is one processor";
        }
        int feature = Runtime.version().feature();
        if (feature < FIRST || feature > LAST) {
            return sayNone("carrier loops need Java " + FIRST + " to " + LAST + "; this is Java " + feature);
        }
        try (JarFile jar = new JarFile(Inside.jar(), false)) {
            HookLoader loader = new HookLoader(jar);
            Inside.open("java.lang", loader.getUnnamedModule(), instrumentation);
            Inside.call(loader, HOOK, "install", instrumentation, this);
            return null;
        } catch (Exception | LinkageError failed) {
            return sayNone("carrier loops: " + LateSockets.reason(failed));
        }
    }

    /**
     * The scheduler of a new virtual thread.
     *
     * @param given what its maker wants; null if it does not mind
     */
    @Override
    public @Nullable Executor apply(@Nullable Executor given) {
        return given != null ? given : sockets.loop();
    }

    /** Says that virtual threads are as without this, and why, unless that was for this to choose. */
    String sayNone(String why) {
        if (!auto) {
            Agent.say(why + "; virtual threads stay with the JDK's scheduler");
        }
        return why;
    }

    /** For the end of a line of the report: that this has chosen. */
    String chosen() {
        return auto ? ", chosen by scheduler=auto" : "";
    }
}
