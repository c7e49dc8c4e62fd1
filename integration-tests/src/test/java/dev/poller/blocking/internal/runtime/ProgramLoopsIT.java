// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Scheduler;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.internal.loop.carrier.CarrierThreads;
import dev.poller.tck.Watchdog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which loop gets a new virtual thread of a program that has all of them there. */
@EnabledOnOs(OS.LINUX)
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "carrier loops need Java 21 or later")
@ExtendWith(Watchdog.class)
final class ProgramLoopsIT {
    private static final int LOOPS = 3;
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private Netpoll netpoll;

    @BeforeEach
    void open() throws Exception {
        ProgramLoops.want();
        netpoll = Netpoll.options().provider("epoll").loops(LOOPS).open();
    }

    @AfterEach
    void close() {
        netpoll.close();
        ProgramLoops.giveUp();
    }

    @Test
    void runtimesHaveCarrierLoopsThen() {
        assertEquals(Scheduler.CARRIER_LOOP, netpoll.scheduler());
    }

    @Test
    void eachLoopIsGivenInTurn() {
        assertEquals(LOOPS, different());
    }

    @Test
    void aThreadOnASchedulerOfTheProgramsOwnPassesItOn() throws Exception {
        ExecutorService own = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<Boolean> inherits = new CompletableFuture<>();
            CarrierThreads.unstarted(own, () -> inherits.complete(ProgramLoops.next() == null))
                    .start();
            assertTrue(inherits.get(10, TimeUnit.SECONDS));
        } finally {
            own.shutdown();
        }
    }

    @Test
    void whoHasAcceptedStartsTheNextThreadOnTheLoopOfTheStream() throws Exception {
        try (TcpListener listener = TcpListener.open(netpoll, ANY)) {
            for (int i = 0; i < 2 * LOOPS; i++) {
                try (TcpStream client = TcpStream.connect(netpoll, listener.localAddress());
                        TcpStream accepted = listener.accept()) {
                    assertTrue(client.isOpen());
                    assertEquals(loopOf(accepted), next().toString());
                }
            }
        }
    }

    @Test
    void soItIsForThatThreadAlone() throws Exception {
        try (TcpListener listener = TcpListener.open(netpoll, ANY);
                TcpStream client = TcpStream.connect(netpoll, listener.localAddress());
                TcpStream accepted = listener.accept()) {
            assertTrue(client.isOpen());
            String loop = loopOf(accepted);
            Set<String> others = ConcurrentHashMap.newKeySet();
            for (int i = 0; i < LOOPS; i++) {
                Thread other = new Thread(() -> others.add(next().toString()));
                other.start();
                other.join();
            }
            assertEquals(LOOPS, others.size());
            assertEquals(loop, next().toString());
            assertEquals(LOOPS, different());
        }
    }

    @Test
    void whereTheyAreNotWantedTheJdksSchedulerIsGiven() {
        ProgramLoops.giveUp();
        assertNull(ProgramLoops.next());
    }

    /** How many loops as many threads get. */
    private static int different() {
        return (int)
                Stream.generate(ProgramLoopsIT::next).limit(LOOPS).distinct().count();
    }

    private static Executor next() {
        Executor next = ProgramLoops.next();
        assertNotNull(next);
        return next;
    }

    /** As the name of its carrier has it. */
    private String loopOf(TcpStream stream) throws Exception {
        AtomicReference<String> text = new AtomicReference<>();
        Thread there =
                netpoll.newThread(stream, () -> text.set(Thread.currentThread().toString()));
        there.start();
        there.join();
        String said = Objects.requireNonNull(text.get());
        return said.substring(said.indexOf('@') + 1);
    }
}
