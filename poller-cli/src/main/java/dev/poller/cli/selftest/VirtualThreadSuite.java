// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.stream.StreamSubject;
import dev.poller.tck.stream.TcpContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of blocking streams from virtual threads, on the provider named by the launch. Run by JUnit. */
@ExtendWith({ProviderName.class, VirtualThreadsExist.class})
final class VirtualThreadSuite extends TcpContract {
    private final StreamSubject subject;

    VirtualThreadSuite(String provider) {
        subject = new StreamSubject(provider, ThreadKind.VIRTUAL);
    }

    @Override
    protected StreamSubject subject() {
        return subject;
    }
}
