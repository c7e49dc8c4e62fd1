// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.stream.StreamSubject;
import dev.poller.tck.stream.UnixContract;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of Unix sockets, from virtual threads where Java has them, on the provider named by the launch. Run by
 * JUnit.
 */
@ExtendWith(ProviderName.class)
final class UnixSuite extends UnixContract {
    private final StreamSubject subject;

    UnixSuite(String provider) {
        subject = new StreamSubject(provider, ThreadKind.best()).overUnix();
    }

    @Override
    protected StreamSubject subject() {
        return subject;
    }
}
