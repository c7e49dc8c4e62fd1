// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.stream.StreamSubject;
import dev.poller.tck.stream.TcpContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of blocking streams from platform threads, on the provider named by the launch. Run by JUnit. */
@ExtendWith(ProviderName.class)
final class PlatformThreadSuite extends TcpContract {
    private final StreamSubject subject;

    PlatformThreadSuite(String provider) {
        subject = new StreamSubject(provider, ThreadKind.PLATFORM);
    }

    @Override
    protected StreamSubject subject() {
        return subject;
    }
}
