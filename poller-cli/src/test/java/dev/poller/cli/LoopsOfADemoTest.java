// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.NetpollOptions;
import dev.poller.blocking.Scheduler;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How many loops a program has that is both ends of its connections. */
final class LoopsOfADemoTest {
    private static final String CARRIERS = "poller-carrier-";
    private static final String PLATFORM_THREADS = "poller-loop-";

    private final Sample sample = new Sample();

    /** As soon as it is open. */
    @RepeatedTest(20)
    void thereIsACarrierForEachProcessor() throws IOException {
        assertEquals(Runtime.getRuntime().availableProcessors(), carriers());
    }

    @Test
    void theNumberThatTheUserWantsWins() throws IOException {
        System.setProperty(NetpollOptions.LOOPS, "3");
        try {
            assertEquals(3, carriers());
        } finally {
            System.clearProperty(NetpollOptions.LOOPS);
        }
    }

    @Test
    void withoutCarriersThereIsOneLoop() throws IOException {
        new CommandLine(sample).parseArgs("--provider", "nio");
        Set<Thread> before = threads(PLATFORM_THREADS);
        try (Netpoll netpoll = sample.shared.openForBothEnds(Optional.of(Scheduler.AUTO))) {
            assertEquals(Scheduler.JDK, netpoll.scheduler());
            assertEquals(1, more(PLATFORM_THREADS, before));
        }
    }

    private int carriers() throws IOException {
        new CommandLine(sample).parseArgs();
        Set<Thread> before = threads(CARRIERS);
        try (Netpoll netpoll = sample.shared.openForBothEnds(Optional.of(Scheduler.AUTO))) {
            assumeTrue(
                    netpoll.scheduler() == Scheduler.CARRIER_LOOP,
                    () -> netpoll.schedulerReason().orElse("no carrier loops"));
            return more(CARRIERS, before);
        }
    }

    /** Some may be those of a runtime that was closed before, and end meanwhile. */
    private static Set<Thread> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .collect(Collectors.toSet());
    }

    private static int more(String prefix, Set<Thread> before) {
        Set<Thread> now = threads(prefix);
        now.removeAll(before);
        return now.size();
    }

    @Command
    private static final class Sample {
        @Mixin
        private final SharedOptions shared = new SharedOptions();
    }
}
