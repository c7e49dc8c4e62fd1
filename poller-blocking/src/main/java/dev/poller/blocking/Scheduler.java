// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.util.Arrays;
import java.util.Locale;

/** Who runs the virtual threads that use a {@link Netpoll}, and with that, who polls for them. */
public enum Scheduler {
    /** The JDK's scheduler runs them; threads of the runtime poll. Works everywhere, also with platform threads. */
    JDK,
    /**
     * The thread that polls also runs them: one platform thread for each loop, which polls when it finds nothing to
     * run, as Go's scheduler does. Waking a thread on its own loop then does not wake another platform thread. Of the
     * ready threads of a loop the one that has run the least lately runs next. An idle loop steals threads from a loop
     * that has had too much to do for a millisecond. A loop that is held up is {@linkplain Netpoll#stalls reported} and
     * continues on another platform thread.
     *
     * <p>Only threads made by {@link Netpoll#threadFactory} and {@link Netpoll#newThread}, and virtual threads started
     * by those, run on the loops; others may use the same streams. All virtual threads of a program do with {@code
     * -javaagent:poller-agent.jar=scheduler=loop}, on Java 21 to 25 and without the following.
     *
     * <p>Needs Java 21 or later and {@code --add-opens java.base/java.lang=ALL-UNNAMED} (on the module path {@code
     * java.base/java.lang=dev.poller.blocking}): the JDK has custom schedulers, but not yet as a public API.
     */
    CARRIER_LOOP,
    /**
     * {@link #CARRIER_LOOP} where it is possible and faster, otherwise {@link #JDK}. It is faster where there are
     * several processors (docs/performance.md). {@link Netpoll#scheduler} says which of the two was chosen, and
     * {@link Netpoll#schedulerReason} why.
     */
    AUTO;

    /** {@code jdk}, {@code loop} or {@code auto}, as the property {@value NetpollOptions#SCHEDULER} has it. */
    public String word() {
        return this == CARRIER_LOOP ? "loop" : name().toLowerCase(Locale.ROOT);
    }

    /**
     * The scheduler of that {@link #word}.
     *
     * @throws IllegalArgumentException if there is none; the message says which there are
     */
    public static Scheduler of(String word) {
        return Arrays.stream(values())
                .filter(scheduler -> scheduler.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + word + "' is not a scheduler; there are jdk, loop and auto"));
    }
}
