// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import static dev.poller.oracle.Action.What.AWAIT;
import static dev.poller.oracle.Action.What.CANCEL;
import static dev.poller.oracle.Action.What.CLOSE;
import static dev.poller.oracle.Action.What.FILL;
import static dev.poller.oracle.Action.What.MAKE_ROOM;
import static dev.poller.oracle.Action.What.PEER_READS;
import static dev.poller.oracle.Action.What.PEER_WRITES;
import static dev.poller.oracle.Action.What.READ;
import static dev.poller.oracle.Action.What.STEAL;
import static dev.poller.oracle.Action.What.TIME_OUT;
import static dev.poller.oracle.Action.What.WAKE;
import static dev.poller.oracle.Action.What.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.NetpollOptions;
import dev.poller.blocking.Scheduler;
import dev.poller.tck.Descriptors;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
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
 * Whatever is done to descriptors, and by whomever: what poll(2) calls ready does not wait, what waits is woken, and
 * no byte is lost. A failure prints its seed and the shortest sequence that still fails.
 *
 * <p>{@code ci/soak} runs it a hundred times as long.
 */
@AddLifecycleHook(OnLinux.class)
final class OracleIT {
    private static final int ENDS = 3;
    private static final int MOST = 200;

    /** The JDK keeps a socket from its first channel on, to put it in the place of those that are closed. */
    @BeforeContainer
    static void openTheSocketThatIsKept() throws IOException {
        SocketChannel.open().close();
    }

    @Property
    void overEpoll(@ForAll("streams") List<Kind> kinds, @ForAll("actions") List<Action> actions) throws Exception {
        walk(Netpoll.options().provider("epoll"), kinds, actions);
    }

    @Property
    @AddLifecycleHook(OnJava21.class)
    void overEpollWithCarrierLoops(@ForAll("streams") List<Kind> kinds, @ForAll("actions") List<Action> actions)
            throws Exception {
        walk(Netpoll.options().provider("epoll").scheduler(Scheduler.CARRIER_LOOP), kinds, actions);
    }

    @Property
    void overKqueueAsOnFreeBsd(@ForAll("streams") List<Kind> kinds, @ForAll("actions") List<Action> actions)
            throws Exception {
        walk(Netpoll.options().provider("kqueue-as-on-freebsd"), kinds, actions);
    }

    @Property
    void overKqueueAsOnOldNetBsd(@ForAll("streams") List<Kind> kinds, @ForAll("actions") List<Action> actions)
            throws Exception {
        walk(Netpoll.options().provider("kqueue-as-on-old-netbsd"), kinds, actions);
    }

    @Property
    void overNio(@ForAll("channels") List<Kind> kinds, @ForAll("actions") List<Action> actions) throws Exception {
        walk(Netpoll.options().provider("nio"), kinds, actions);
    }

    /** What is read or written as a stream. */
    @Provide
    Arbitrary<List<Kind>> streams() {
        return Arbitraries.of(Kind.class)
                .filter(kind -> kind != Kind.EVENT)
                .list()
                .ofSize(ENDS);
    }

    /** What the provider nio can open. */
    @Provide
    Arbitrary<List<Kind>> channels() {
        return Arbitraries.of(Kind.TCP, Kind.UNIX).list().ofSize(ENDS);
    }

    @Provide
    Arbitrary<List<Action>> actions() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(30, Arbitraries.of(READ, PEER_WRITES)),
                                Tuple.of(20, Arbitraries.of(WRITE, PEER_READS, WAKE, AWAIT)),
                                Tuple.of(10, Arbitraries.of(STEAL, FILL, MAKE_ROOM, TIME_OUT, CANCEL, CLOSE)),
                                Tuple.of(2, Arbitraries.of(Action.What.class))),
                        Arbitraries.integers().between(0, ENDS - 1),
                        Arbitraries.integers().between(1, 3000))
                .as(Action::new)
                .list()
                .ofMaxSize(MOST)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static void walk(NetpollOptions options, List<Kind> kinds, List<Action> actions) throws Exception {
        Map<String, Long> before = Descriptors.counts();
        List<End> ends = new ArrayList<>();
        try (Ends open = new Ends(options)) {
            try {
                for (Kind kind : kinds) {
                    ends.add(open.open(kind));
                }
                for (Action action : actions) {
                    End end = ends.get(action.which());
                    end.act(action);
                    if (!end.isOpen()) {
                        ends.set(action.which(), open.open(kinds.get(action.which())));
                    }
                }
            } finally {
                for (End end : ends) {
                    end.close();
                }
            }
        }
        assertEquals(before, Descriptors.counts());
    }
}
