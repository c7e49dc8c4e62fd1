// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** The JFR event of a thread that has waited for a descriptor. On that thread. */
@Name("dev.poller.Wait")
@Label("Wait")
@Category("Poller")
@Description("A thread has waited until a descriptor was ready, its deadline passed, or it was closed")
@Enabled(false)
@Threshold("20 ms")
@SuppressWarnings("UnusedVariable") // read by JFR
final class WaitEvent extends Event {
    private static final WaitEvent ANY = new WaitEvent();

    @Label("Operation")
    private @Nullable String operation;

    @Label("Kind")
    private @Nullable String kind;

    @Label("File Descriptor")
    private int number;

    /** Null unless such events are recorded. */
    static @Nullable WaitEvent begun() {
        if (!ANY.isEnabled()) {
            return null;
        }
        WaitEvent event = new WaitEvent();
        event.begin();
        return event;
    }

    /** The wait has ended. */
    void ended(Slot slot) {
        end();
        if (shouldCommit()) {
            slot.describe(this);
            commit();
        }
    }

    /** What was waited for; a number of -1 if there is none. */
    void of(String waiting, String what, int fd) {
        operation = waiting;
        kind = what;
        number = fd;
    }
}
