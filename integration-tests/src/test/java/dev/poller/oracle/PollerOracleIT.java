// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import static dev.poller.oracle.Step.What.ABANDON;
import static dev.poller.oracle.Step.What.ARM;
import static dev.poller.oracle.Step.What.BREAK;
import static dev.poller.oracle.Step.What.CLOSE;
import static dev.poller.oracle.Step.What.CLOSE_IN_HANDLER;
import static dev.poller.oracle.Step.What.DRAIN;
import static dev.poller.oracle.Step.What.FILL;
import static dev.poller.oracle.Step.What.OPEN;
import static dev.poller.oracle.Step.What.PEER_DRAINS;
import static dev.poller.oracle.Step.What.PEER_WRITES;
import static dev.poller.oracle.Step.What.POLL;
import static dev.poller.oracle.Step.What.REPLACE;
import static dev.poller.oracle.Step.What.WAIT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Pollers;
import dev.poller.Trigger;
import dev.poller.UserEvent;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.Descriptors;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever is done to descriptors and events, and to their registrations: each poll reports what poll(2) calls ready,
 * or what is signalled, as often as the trigger says, and nothing else; a break ends one poll that waits. A failure
 * prints its seed and the shortest sequence that still fails. No TCP: what its acknowledgements make ready comes by a
 * timer of the kernel's, and not by what is done here.
 *
 * <p>{@code ci/soak} runs it a hundred times as long.
 */
@AddLifecycleHook(OnLinux.class)
final class PollerOracleIT {
    private static final int ENDS = 3;
    private static final int MOST = 200;

    @Property
    void overEpoll(@ForAll("kinds") List<Kind> kinds, @ForAll("steps") List<Step> steps) throws Exception {
        walk("epoll", kinds, steps);
    }

    @Property
    void overKqueueAsOnMacOs(@ForAll("kinds") List<Kind> kinds, @ForAll("steps") List<Step> steps) throws Exception {
        walk("kqueue-as-on-macos", kinds, steps);
    }

    @Property
    void overKqueueAsOnMacOsWithoutReceipts(@ForAll("kinds") List<Kind> kinds, @ForAll("steps") List<Step> steps)
            throws Exception {
        walk("kqueue-as-on-macos-without-receipts", kinds, steps);
    }

    @Property
    void overKqueueAsOnFreeBsd(@ForAll("kinds") List<Kind> kinds, @ForAll("steps") List<Step> steps) throws Exception {
        walk("kqueue-as-on-freebsd", kinds, steps);
    }

    @Property
    void overKqueueAsOnOpenBsd(@ForAll("kinds") List<Kind> kinds, @ForAll("steps") List<Step> steps) throws Exception {
        walk("kqueue-as-on-openbsd", kinds, steps);
    }

    @Property
    void overKqueueAsOnOldOpenBsd(@ForAll("kinds") List<Kind> kinds, @ForAll("steps") List<Step> steps)
            throws Exception {
        walk("kqueue-as-on-old-openbsd", kinds, steps);
    }

    @Property
    void overKqueueAsOnNetBsd(@ForAll("kinds") List<Kind> kinds, @ForAll("steps") List<Step> steps) throws Exception {
        walk("kqueue-as-on-netbsd", kinds, steps);
    }

    @Property
    void overKqueueAsOnOldNetBsd(@ForAll("kinds") List<Kind> kinds, @ForAll("steps") List<Step> steps)
            throws Exception {
        walk("kqueue-as-on-old-netbsd", kinds, steps);
    }

    @Property
    void overKqueueAsOnDragonFly(@ForAll("kinds") List<Kind> kinds, @ForAll("steps") List<Step> steps)
            throws Exception {
        walk("kqueue-as-on-dragonfly", kinds, steps);
    }

    @Property
    void overNio(@ForAll("steps") List<Step> steps) throws Exception {
        walk("nio", Collections.nCopies(ENDS, Kind.EVENT), steps);
    }

    /** What the JDK opens once and keeps is open before the first walk. */
    @BeforeContainer
    static void openWhatStaysOpen() throws IOException {
        try (Poller poller = Pollers.open("nio", PollerOptions.DEFAULTS)) {
            poller.open(new UserEvent(), Interest.READ_ONLY, Trigger.LEVEL, null)
                    .close();
        }
    }

    @Provide
    Arbitrary<List<Kind>> kinds() {
        return Arbitraries.of(Kind.ADOPTED_SOCKET, Kind.SOURCE, Kind.SINK, Kind.EVENT)
                .list()
                .ofSize(ENDS);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(30, Arbitraries.of(POLL, PEER_WRITES)),
                                Tuple.of(30, Arbitraries.of(OPEN, ARM, DRAIN, FILL, PEER_DRAINS)),
                                Tuple.of(20, Arbitraries.of(WAIT, BREAK, CLOSE, CLOSE_IN_HANDLER, REPLACE, ABANDON)),
                                Tuple.of(10, Arbitraries.of(Step.What.class))),
                        Arbitraries.integers().between(0, ENDS - 1),
                        Arbitraries.integers().between(1, 3000),
                        Arbitraries.of(Trigger.class),
                        Arbitraries.of(Interest.READ_WRITE, Interest.READ_ONLY, Interest.WRITE_ONLY, Interest.NONE),
                        Arbitraries.of(true, false))
                .as(Step::new)
                .list()
                .ofMaxSize(MOST)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static void walk(String provider, List<Kind> kinds, List<Step> steps) throws Exception {
        Map<String, Long> before = Descriptors.counts();
        try (PollerWalk walk = new PollerWalk(provider, kinds)) {
            for (Step step : steps) {
                walk.act(step);
            }
        }
        assertEquals(before, Descriptors.counts());
    }
}
