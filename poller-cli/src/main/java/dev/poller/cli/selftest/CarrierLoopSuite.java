// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import dev.poller.blocking.Scheduler;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.stream.StreamSubject;
import dev.poller.tck.stream.TcpContract;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of blocking streams from threads that run on the loops, on the provider named by the launch. Run by
 * JUnit.
 */
@ExtendWith({ProviderName.class, CarrierLoopsArePossible.class})
final class CarrierLoopSuite extends TcpContract {
    private final StreamSubject subject;

    CarrierLoopSuite(String provider) {
        subject = new StreamSubject(provider, ThreadKind.VIRTUAL, Scheduler.CARRIER_LOOP);
    }

    @Override
    protected StreamSubject subject() {
        return subject;
    }
}
