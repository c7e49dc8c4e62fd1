// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.Poller;
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.descriptor.DescriptorSubject;
import dev.poller.tck.fault.FaultyLibc;
import java.io.IOException;
import java.util.function.IntConsumer;

/** epoll, by what breaks its waits. */
enum EpollSubject implements DescriptorSubject {
    EVENTFD {
        @Override
        public int ownDescriptors() {
            return 2;
        }
    },
    PIPE {
        @Override
        public Libc over(Libc linux) {
            return FaultyLibc.over(linux).fail("eventfd", Constant.ENOSYS).libc();
        }

        @Override
        public int ownDescriptors() {
            return 3;
        }
    };

    @Override
    public Poller open(Libc libc, PollerOptions options) throws IOException {
        return EpollPoller.open(libc, options);
    }

    @Override
    public String signal() {
        return "write";
    }

    @Override
    public void beforeWaits(FaultyLibc libc, IntConsumer room) {
        libc.before("epollPwait2", arguments -> room.accept((int) arguments[2]));
        libc.before("epollWait", arguments -> room.accept((int) arguments[2]));
    }
}
