// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reports what was closed because its owner became unreachable: once for each place where such things are opened, as
 * far as the places are known. The property {@value #PROPERTY} says whether they are. Any thread.
 */
final class LeakReport {
    /**
     * System property: {@code site} remembers where one in {@value #SAMPLE} was opened, {@code every} where each was;
     * both cost a stack trace.
     */
    static final String PROPERTY = "poller.leaks";

    static final LeakReport LOGGED = new LeakReport(System.getProperty(PROPERTY, ""), LeakReport::log);

    /** As Netty's detector samples by default (io.netty.util.ResourceLeakDetector). */
    private static final int SAMPLE = 128;

    /** Beyond this many places nothing is reported: something else is wrong then. */
    private static final int MOST_PLACES = 1000;

    private final String mode;
    private final BiConsumer<String, @Nullable Throwable> log;
    private final Set<String> places = ConcurrentHashMap.newKeySet();

    /**
     * One that has reported nothing yet.
     *
     * @param mode the property's value
     * @param log gets each message, and where that was opened
     */
    LeakReport(String mode, BiConsumer<String, @Nullable Throwable> log) {
        this.mode = mode;
        this.log = log;
    }

    /** Where the calling thread opens something; null if that is not remembered. */
    @Nullable
    Throwable site() {
        boolean remembers = mode.equals("every")
                || (mode.equals("site") && ThreadLocalRandom.current().nextInt(SAMPLE) == 0);
        return remembers ? new Throwable("opened here") : null;
    }

    void report(String what, @Nullable Throwable site) {
        String place = what + (site == null ? "" : place(site));
        if (places.size() < MOST_PLACES && places.add(place)) {
            String hint = site == null ? "; -D" + PROPERTY + "=site finds out where such things are opened" : "";
            log.accept("a " + what + " became unreachable without being closed, and has been closed" + hint, site);
        }
    }

    void failed(String what, Exception failure) {
        log.accept("closing a " + what + " that became unreachable failed", failure);
    }

    /** The first frame that is not this library's; null if all are. */
    static @Nullable StackTraceElement caller(Throwable site) {
        for (StackTraceElement frame : site.getStackTrace()) {
            if (!frame.getClassName().startsWith("dev.poller.blocking.")) {
                return frame;
            }
        }
        return null;
    }

    private static String place(Throwable site) {
        StackTraceElement caller = caller(site);
        return " at " + (caller == null ? "an unknown place" : caller);
    }

    private static void log(String message, @Nullable Throwable thrown) {
        System.getLogger("dev.poller.blocking.Netpoll").log(System.Logger.Level.WARNING, message, thrown);
    }
}
