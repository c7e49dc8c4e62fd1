// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.stream.StreamContract;
import dev.poller.tck.stream.StreamSubject;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of streams over descriptors that others have opened, from virtual threads where Java has them, on
 * the provider named by the launch. Run by JUnit.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "takes descriptors that are passed over Unix sockets, on Linux")
@ExtendWith(ProviderName.class)
final class AdoptedSuite extends StreamContract {
    private final StreamSubject subject;

    AdoptedSuite(String provider) {
        subject = new StreamSubject(provider, ThreadKind.best()).overAdopted();
    }

    @Override
    protected StreamSubject subject() {
        return subject;
    }
}
