// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.internal.runtime.PollRuntime;
import dev.poller.blocking.internal.runtime.Shared;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** The runtime that all share: closed, broken, and asked for meanwhile. */
@EnabledOnOs(OS.LINUX)
@ExtendWith(Watchdog.class)
final class SharedNetpollIT {
    @Test
    @Clause("T14")
    void afterTheCloseTheNextOneIsNew() throws Exception {
        Netpoll first = Netpoll.shared();
        assertSame(first, Netpoll.shared());
        TcpListener listener = TcpListener.open(FaultyNetpoll.ANY_PORT);
        first.close();
        first.close();
        assertThrows(ClosedChannelException.class, listener::accept);
        Netpoll second = Netpoll.shared();
        assertNotSame(first, second);
        try (TcpListener again = TcpListener.open(FaultyNetpoll.ANY_PORT);
                TcpStream stream = TcpStream.connect(again.localAddress())) {
            stream.write(new byte[] {1});
            assertEquals(1, again.accept().read(new byte[9]));
        }
        second.close();
    }

    @Test
    @Clause("T15")
    void aBrokenOneIsClosedAndReplaced() throws Exception {
        try (FaultyNetpoll faulty = new FaultyNetpoll();
                Netpoll sound = Netpoll.open()) {
            Queue<Netpoll> made = new ArrayDeque<>(List.of(faulty.netpoll, sound));
            Shared<Netpoll> shared = shared(made::remove);
            assertSame(faulty.netpoll, shared.get());
            TcpListener listener = faulty.listen();
            faulty.failPoll(new IOException("epoll_wait: EIO"));
            Await.until("the failure is known", () -> !faulty.netpoll.isOpen());
            assertSame(sound, shared.get());
            assertFalse(listener.isOpen());
            assertEquals(0, faulty.netpoll.registrations());
        }
    }

    /** Whoever gets one either works with it or is told that it was closed. */
    @Test
    @Clause("T14")
    void itIsClosedWhileOthersAskForIt() throws Exception {
        Set<Netpoll> made = ConcurrentHashMap.newKeySet();
        Shared<Netpoll> shared = shared(() -> {
            Netpoll opened = Netpoll.open();
            made.add(opened);
            return opened;
        });
        List<FutureTask<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tasks.add(new FutureTask<>(() -> work(shared)));
        }
        tasks.forEach(task -> new Thread(task).start());
        int worked = 0;
        for (FutureTask<Integer> task : tasks) {
            worked += task.get();
        }
        assertTrue(worked > 0, "nobody ever had the time to use one");
        shared.get().close();
        assertTrue(made.stream().noneMatch(Netpoll::isOpen), made::toString);
    }

    private static Shared<Netpoll> shared(PollRuntime.Making<Netpoll> opening) {
        return new Shared<>(opening, Netpoll::isOpen, Netpoll::close);
    }

    private static int work(Shared<Netpoll> shared) throws IOException {
        int worked = 0;
        for (int round = 0; round < 50; round++) {
            Netpoll netpoll = shared.get();
            try (TcpListener listener = TcpListener.open(netpoll, FaultyNetpoll.ANY_PORT)) {
                worked += listener.isOpen() ? 1 : 0;
            } catch (ClosedChannelException closedMeanwhile) {
                // by another thread
            }
            netpoll.close();
        }
        return worked;
    }
}
