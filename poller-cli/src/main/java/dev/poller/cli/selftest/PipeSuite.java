// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.pipe.PipeContract;
import dev.poller.tck.pipe.PipeSubject;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of pipes, from virtual threads where Java has them, on the provider
 * named by the launch. Run by JUnit.
 */
@ExtendWith(ProviderName.class)
final class PipeSuite extends PipeContract {
    private final PipeSubject subject;

    PipeSuite(String provider) {
        subject = new PipeSubject(provider, ThreadKind.best());
    }

    @Override
    protected PipeSubject subject() {
        return subject;
    }
}
