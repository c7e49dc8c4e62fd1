// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.micro;

import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Pollers;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import dev.poller.spi.PollerOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An epoll poller and descriptors for it, of which some are ready for ever. Confined to one thread. */
final class EventFds implements AutoCloseable {
    final Poller poller;

    private final Libc libc;
    private final List<Integer> fds = new ArrayList<>();

    EventFds(String binding) throws IOException {
        libc = CLibrary.load(binding);
        poller = Pollers.open("epoll", PollerOptions.DEFAULTS);
    }

    /** A new eventfd, which can be read from or cannot. */
    int open(boolean ready) throws IOException {
        int fd = CLibrary.checked(
                libc, "eventfd", libc.eventfd(ready ? 1 : 0, libc.abi().value(Constant.O_NONBLOCK)));
        fds.add(fd);
        return fd;
    }

    /** A new eventfd, registered. */
    Registration register(boolean ready) throws IOException {
        return poller.open(Source.of(open(ready)), Interest.READ_ONLY, Trigger.LEVEL, null);
    }

    @Override
    public void close() throws IOException {
        poller.close();
        fds.forEach(libc::close);
    }
}
