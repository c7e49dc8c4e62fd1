// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.tck.descriptor.DescriptorContract;
import dev.poller.tck.descriptor.DescriptorSubject;

/** The same where a pipe breaks the wait. */
class OldSystemDescriptorContractTest extends DescriptorContract {
    @Override
    protected DescriptorSubject subject() {
        return EpollSubject.PIPE;
    }
}
