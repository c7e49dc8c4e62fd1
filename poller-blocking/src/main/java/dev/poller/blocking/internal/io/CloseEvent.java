// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** The JFR event of a descriptor that was given back. On the thread that used it last. */
@Name("dev.poller.Close")
@Label("Close")
@Category("Poller")
@Description("A descriptor was closed, or given back; the duration is that of the close")
@Enabled(false)
@SuppressWarnings("UnusedVariable") // read by JFR
final class CloseEvent extends Event {
    @Label("Kind")
    private final String kind;

    @Label("File Descriptor")
    private final int number;

    @Label("Bytes Read")
    @DataAmount
    private final long bytesRead;

    @Label("Bytes Written")
    @DataAmount
    private final long bytesWritten;

    /** It has begun. */
    CloseEvent(String kind, int number, long bytesRead, long bytesWritten) {
        this.kind = kind;
        this.number = number;
        this.bytesRead = bytesRead;
        this.bytesWritten = bytesWritten;
        begin();
    }
}
