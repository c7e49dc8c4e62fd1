// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.tck.descriptor.DescriptorContract;
import dev.poller.tck.descriptor.DescriptorSubject;

class EpollDescriptorContractTest extends DescriptorContract {
    @Override
    protected DescriptorSubject subject() {
        return EpollSubject.EVENTFD;
    }
}
