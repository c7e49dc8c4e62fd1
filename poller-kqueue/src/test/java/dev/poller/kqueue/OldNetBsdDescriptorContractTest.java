// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.tck.descriptor.DescriptorContract;
import dev.poller.tck.descriptor.DescriptorSubject;
import dev.poller.tck.fault.KqueueSystem;

/** Broken by a pipe, with one change a call. */
class OldNetBsdDescriptorContractTest extends DescriptorContract {
    @Override
    protected DescriptorSubject subject() {
        return new KqueueSubject(KqueueSystem.OLD_NETBSD);
    }
}
