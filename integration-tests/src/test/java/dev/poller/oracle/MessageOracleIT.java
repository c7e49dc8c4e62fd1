// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import static dev.poller.oracle.Action.What.CANCEL;
import static dev.poller.oracle.Action.What.CLOSE;
import static dev.poller.oracle.Action.What.DUPLICATE;
import static dev.poller.oracle.Action.What.FILL;
import static dev.poller.oracle.Action.What.MAKE_ROOM;
import static dev.poller.oracle.Action.What.PEER_CLOSES;
import static dev.poller.oracle.Action.What.PEER_READS;
import static dev.poller.oracle.Action.What.PEER_SHUTS_DOWN;
import static dev.poller.oracle.Action.What.PEER_WRITES;
import static dev.poller.oracle.Action.What.READ;
import static dev.poller.oracle.Action.What.SHUT_OUTPUT;
import static dev.poller.oracle.Action.What.STEAL;
import static dev.poller.oracle.Action.What.WAKE;
import static dev.poller.oracle.Action.What.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.NetpollOptions;
import dev.poller.blocking.Scheduler;
import dev.poller.tck.Descriptors;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
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
 * What {@link OracleIT} is for streams, for sockets of messages: what poll(2) calls ready does not wait, what waits is
 * woken, and every message comes whole and in its turn.
 */
@AddLifecycleHook(OnLinux.class)
final class MessageOracleIT {
    private static final int ENDS = 3;
    private static final int MOST = 200;

    /** The JDK keeps a socket from its first channel on, to put it in the place of those that are closed. */
    @BeforeContainer
    static void openTheSocketThatIsKept() throws IOException {
        DatagramChannel.open().close();
    }

    @Property
    void overEpoll(@ForAll("all") List<MessageKind> kinds, @ForAll("actions") List<Action> actions) throws Exception {
        walk(Netpoll.options().provider("epoll"), kinds, actions);
    }

    @Property
    @AddLifecycleHook(OnJava21.class)
    void overEpollWithCarrierLoops(@ForAll("all") List<MessageKind> kinds, @ForAll("actions") List<Action> actions)
            throws Exception {
        walk(Netpoll.options().provider("epoll").scheduler(Scheduler.CARRIER_LOOP), kinds, actions);
    }

    @Property
    void overKqueueAsOnFreeBsd(@ForAll("datagrams") List<MessageKind> kinds, @ForAll("actions") List<Action> actions)
            throws Exception {
        walk(Netpoll.options().provider("kqueue-as-on-freebsd"), kinds, actions);
    }

    @Property
    void overNio(@ForAll("channels") List<MessageKind> kinds, @ForAll("actions") List<Action> actions)
            throws Exception {
        walk(Netpoll.options().provider("nio"), kinds, actions);
    }

    @Provide
    Arbitrary<List<MessageKind>> all() {
        return kinds(MessageKind.UDP, MessageKind.UNIX_DATAGRAM, MessageKind.SEQPACKET);
    }

    /** What kqueue can open. */
    @Provide
    Arbitrary<List<MessageKind>> datagrams() {
        return kinds(MessageKind.UDP, MessageKind.UNIX_DATAGRAM);
    }

    /** What nio can open. */
    @Provide
    Arbitrary<List<MessageKind>> channels() {
        return kinds(MessageKind.UDP_CHANNEL);
    }

    private static Arbitrary<List<MessageKind>> kinds(MessageKind... kinds) {
        return Arbitraries.of(kinds).list().ofSize(ENDS);
    }

    @Provide
    Arbitrary<List<Action>> actions() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(30, Arbitraries.of(READ, PEER_WRITES)),
                                Tuple.of(20, Arbitraries.of(WRITE, PEER_READS, WAKE)),
                                Tuple.of(10, Arbitraries.of(STEAL, FILL, MAKE_ROOM, CANCEL, CLOSE)),
                                Tuple.of(2, Arbitraries.of(PEER_CLOSES, PEER_SHUTS_DOWN, SHUT_OUTPUT, DUPLICATE))),
                        Arbitraries.integers().between(0, ENDS - 1),
                        Arbitraries.integers().between(0, 3000))
                .as(Action::new)
                .list()
                .ofMaxSize(MOST)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static void walk(NetpollOptions options, List<MessageKind> kinds, List<Action> actions) throws Exception {
        Map<String, Long> before = Descriptors.counts();
        List<MessageEnd> ends = new ArrayList<>();
        try (MessageEnds open = new MessageEnds(options)) {
            try {
                for (MessageKind kind : kinds) {
                    ends.add(open.open(kind));
                }
                for (Action action : actions) {
                    MessageEnd end = ends.get(action.which());
                    end.act(action);
                    if (!end.isOpen()) {
                        ends.set(action.which(), open.open(kinds.get(action.which())));
                    }
                }
            } finally {
                for (MessageEnd end : ends) {
                    end.close();
                }
            }
        }
        assertEquals(before, Descriptors.counts());
    }
}
