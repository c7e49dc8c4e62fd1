// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.Poller;
import dev.poller.libc.Libc;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.descriptor.DescriptorSubject;
import dev.poller.tck.fault.FaultyLibc;
import dev.poller.tck.fault.KqueueStandIn.Refusal;
import dev.poller.tck.fault.KqueueSystem;
import java.io.IOException;
import java.util.function.IntConsumer;

/**
 * kqueue over a stand-in.
 *
 * @param system whose kqueue it is
 * @param refusal what its kernel refuses
 */
record KqueueSubject(KqueueSystem system, Refusal refusal) implements DescriptorSubject {
    KqueueSubject(KqueueSystem system) {
        this(system, Refusal.NONE);
    }

    @Override
    public Libc over(Libc linux) {
        return system.over(linux, refusal);
    }

    @Override
    public Poller open(Libc libc, PollerOptions options) throws IOException {
        return KqueuePoller.open(libc, options);
    }

    @Override
    public int ownDescriptors() {
        return system.features().userEvents() ? 1 : 3;
    }

    @Override
    public String signal() {
        return system.features().userEvents() ? "kevent" : "write";
    }

    @Override
    public void beforeWaits(FaultyLibc libc, IntConsumer room) {
        libc.before("kevent", arguments -> {
            int changes = (int) arguments[2];
            if (changes == 0) {
                room.accept((int) arguments[4]);
            }
        });
    }
}
