// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.OS;

/** On FreeBSD's kqueue, as its stand-in shows it. */
final class KqueueDifferentialIT extends DifferentialTests {
    KqueueDifferentialIT() {
        super("kqueue-as-on-freebsd");
    }

    @BeforeAll
    static void needsEpoll() {
        assumeTrue(OS.LINUX.isCurrentOs(), "the stand-in needs epoll under it");
    }
}
