// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.datagram.DatagramContract;
import dev.poller.tck.datagram.DatagramSubject;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of messages over connections, from virtual threads where Java has them, on the provider
 * named by the launch. Run by JUnit.
 */
@ExtendWith(ProviderName.class)
final class SeqpacketSuite extends DatagramContract {
    private final DatagramSubject subject;

    SeqpacketSuite(String provider) {
        subject = new DatagramSubject(provider, ThreadKind.best()).overSeqpacket();
    }

    @Override
    protected DatagramSubject subject() {
        return subject;
    }
}
