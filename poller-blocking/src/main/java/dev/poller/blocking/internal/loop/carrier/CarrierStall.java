// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The JFR event of a carrier that was held up, from when that was noticed to when it came back. On the carrier. */
@Name("dev.poller.CarrierStall")
@Label("Carrier Stall")
@Category("Poller")
@Description("A virtual thread held up its carrier loop: it computed, or made a call that blocks")
@StackTrace(false)
final class CarrierStall extends Event {
    @Label("Loop")
    @SuppressWarnings("UnusedVariable") // read by JFR
    private final String loop;

    private CarrierStall(String loop) {
        this.loop = loop;
    }

    static CarrierStall begun(String loop) {
        CarrierStall stall = new CarrierStall(loop);
        stall.begin();
        return stall;
    }
}
