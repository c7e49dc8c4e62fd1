// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.process.Pipe;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Registrations up to the system's limit of them, but for a few, so that others meet it. */
final class Ballast implements AutoCloseable {
    private final List<Netpoll> runtimes;

    private Ballast(List<Netpoll> runtimes) {
        this.runtimes = runtimes;
    }

    /**
     * Registers pipes until no more can be.
     *
     * @param left how many it gives back then; none at all is made if this is 0
     */
    static Ballast of(int left) throws IOException {
        if (left == 0) {
            return new Ballast(List.of());
        }
        Netpoll netpoll = Netpoll.open();
        fill(netpoll, left);
        return new Ballast(List.of(netpoll));
    }

    private static void fill(Netpoll netpoll, int left) throws IOException {
        Deque<Pipe> pipes = new ArrayDeque<>();
        try {
            while (true) {
                pipes.add(Pipe.open(netpoll));
            }
        } catch (IOException full) {
            System.out.println("  " + pipes.size() + " pipes, and then: " + full.getMessage());
        }
        for (int i = 0; i < left; i += 2) {
            pipes.remove().close();
        }
    }

    @Override
    public void close() {
        runtimes.forEach(Netpoll::close);
    }
}
