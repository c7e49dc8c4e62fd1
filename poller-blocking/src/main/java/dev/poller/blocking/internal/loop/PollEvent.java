// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The JFR event of a poll: how long it waited, and for how many. On the thread that polls. */
@Name("dev.poller.Poll")
@Label("Poll")
@Category("Poller")
@Description("The kernel was asked which descriptors are ready, waiting for some or not")
@Enabled(false)
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // read by JFR
final class PollEvent extends Event {
    private static final PollEvent ANY = new PollEvent();

    @Label("Ready")
    private int ready;

    /** Null unless such events are recorded. */
    static @Nullable PollEvent begun() {
        if (!ANY.isEnabled()) {
            return null;
        }
        PollEvent event = new PollEvent();
        event.begin();
        return event;
    }

    /** The poll has returned. */
    void ended(int found) {
        ready = found;
        commit();
    }
}
