// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** The JFR event of a descriptor that was registered. On the thread that opened it. */
@Name("dev.poller.Open")
@Label("Open")
@Category("Poller")
@Description("A descriptor was registered with the poller; the duration is that of the registration")
@Enabled(false)
@SuppressWarnings("UnusedVariable") // read by JFR
final class OpenEvent extends Event {
    @Label("Kind")
    private final String kind;

    @Label("File Descriptor")
    private final int number;

    /** It has begun. */
    OpenEvent(String kind, int number) {
        this.kind = kind;
        this.number = number;
        begin();
    }
}
