// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.tck.descriptor.DescriptorContract;
import dev.poller.tck.descriptor.DescriptorSubject;
import dev.poller.tck.fault.KqueueSystem;

/** Broken by EVFILT_USER, with receipts. */
class MacOsDescriptorContractTest extends DescriptorContract {
    @Override
    protected DescriptorSubject subject() {
        return new KqueueSubject(KqueueSystem.MACOS);
    }
}
