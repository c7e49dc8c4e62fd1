// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

/** On epoll. */
final class EpollDifferentialIT extends DifferentialTests {
    EpollDifferentialIT() {
        super("epoll");
    }
}
