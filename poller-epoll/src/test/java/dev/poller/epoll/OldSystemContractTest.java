// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.Poller;
import dev.poller.libc.Constant;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.PollerContract;
import dev.poller.tck.descriptor.Kernel;
import dev.poller.tck.fault.FaultyLibc;
import java.io.IOException;

/** The whole contract once more, as on a system without any of the newer calls: milliseconds, a pipe, fcntl. */
class OldSystemContractTest extends PollerContract {
    @Override
    protected Poller newPoller() throws IOException {
        FaultyLibc libc = FaultyLibc.over(Kernel.load())
                .fail("epollCreate1", Constant.ENOSYS)
                .fail("epollPwait2", Constant.ENOSYS)
                .fail("eventfd", Constant.ENOSYS)
                .fail("pipe2", Constant.ENOSYS);
        return EpollPoller.open(libc.libc(), PollerOptions.DEFAULTS);
    }

    /** The decorator does. */
    @Override
    protected boolean pollsWithoutAllocation() {
        return false;
    }
}
