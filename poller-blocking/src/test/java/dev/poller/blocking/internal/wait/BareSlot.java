// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import java.io.IOException;

/** A slot and nothing around it. */
final class BareSlot extends Slot {
    private final Waitable conditions;

    /** Nothing but an event ends the wait. */
    BareSlot() {
        this(() -> false);
    }

    BareSlot(Waitable conditions) {
        this.conditions = conditions;
    }

    @Override
    void arm() {}

    @Override
    public boolean mayReturn() throws IOException {
        return conditions.mayReturn();
    }
}
