// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.ThreadKind;
import dev.poller.blocking.Until;
import dev.poller.blocking.inspect.Counters;
import dev.poller.blocking.inspect.DescriptorState;
import dev.poller.blocking.inspect.NetpollState;
import dev.poller.blocking.inspect.WaitState;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a runtime tells of itself, on each provider. */
@ExtendWith(Watchdog.class)
final class InspectIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("L8")
    void whoWaitsWhereAndUntilWhenIsTold(String provider) throws Exception {
        try (Netpoll netpoll = open(provider);
                TcpListener listener = listen(netpoll);
                TcpStream client = TcpStream.connect(netpoll, listener.localAddress(), PATIENCE);
                TcpStream server = listener.accept()) {
            server.setReadDeadline(Duration.ofMinutes(1));
            FutureTask<Integer> first = start("reads-first", () -> server.read(new byte[1]));
            Await.until("the first waits", () -> waiting(netpoll, server).equals(Optional.of("reads-first")));
            FutureTask<Integer> second =
                    start("reads-second", () -> server.read(new byte[1], 0, 1, Until.in(Duration.ofSeconds(30))));
            Await.until("the second queues", () -> of(netpoll, server).read().queued() == 1);

            NetpollState state = netpoll.inspect();
            assertEquals(provider, state.provider());
            assertEquals(netpoll.binding(), state.binding());
            assertEquals(3, state.descriptors().size(), state::toString);
            DescriptorState seen = of(netpoll, server);
            assertEquals("stream socket", seen.kind());
            assertEquals(provider.equals("epoll"), seen.number().isPresent());
            assertEquals(Optional.of(server.localAddress().toString()), seen.local());
            assertEquals(Optional.of(server.remoteAddress().toString()), seen.remote());
            WaitState read = seen.read();
            assertTrue(read.deadline().orElseThrow().compareTo(Duration.ofMinutes(1)) <= 0);
            assertTrue(read.deadline().orElseThrow().compareTo(Duration.ofSeconds(30)) > 0);
            assertEquals(new WaitState(Optional.empty(), Optional.empty(), Optional.empty(), 0, 0), seen.write());
            assertTrue(seen.toString().contains("waits: reads-first"), seen::toString);
            assertTrue(seen.toString().contains("queued: 1"), seen::toString);

            client.write(new byte[2]);
            assertEquals(1, first.get());
            assertEquals(1, second.get());
            assertEquals(2, of(netpoll, server).read().bytes());
            assertEquals(Optional.empty(), waiting(netpoll, server));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("L8")
    void aCallsOwnDeadlineIsTold(String provider) throws Exception {
        try (Netpoll netpoll = open(provider);
                TcpListener listener = listen(netpoll)) {
            FutureTask<TcpStream> accept = start("accepts", () -> listener.accept(Until.in(Duration.ofMinutes(1))));
            Await.until("it waits", () -> listening(netpoll).read().thread().isPresent());
            DescriptorState seen = listening(netpoll);
            assertEquals("listener", seen.kind());
            assertEquals(Optional.empty(), seen.remote());
            assertFalse(seen.read().deadline().orElseThrow().isNegative());
            TcpStream.connect(netpoll, listener.localAddress(), PATIENCE).close();
            accept.get().close();
            assertEquals(Optional.empty(), listening(netpoll).read().deadline());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("L8")
    void bytesAreCountedAlsoOfWhatIsClosed(String provider) throws Exception {
        int size = 300_000;
        Netpoll used;
        try (Netpoll netpoll = open(provider);
                TcpListener listener = listen(netpoll)) {
            Counters before = netpoll.inspect().counters();
            try (TcpStream client = TcpStream.connect(netpoll, listener.localAddress(), PATIENCE);
                    TcpStream server = listener.accept()) {
                FutureTask<Integer> echo = start("echo", () -> {
                    server.transferTo(server);
                    server.shutdownOutput();
                    return 0;
                });
                FutureTask<Integer> sender = start("sender", () -> {
                    client.write(new byte[size]);
                    client.shutdownOutput();
                    return 0;
                });
                assertEquals(size, client.inputStream().readAllBytes().length);
                sender.get();
                echo.get();
                assertEquals(2L * size, netpoll.inspect().counters().bytesRead());
            }
            Counters after = netpoll.inspect().counters();
            assertEquals(2L * size, after.bytesRead());
            assertEquals(2L * size, after.bytesWritten());
            assertTrue(after.polls() > before.polls(), after::toString);
            assertTrue(after.events() > before.events(), after::toString);
            used = netpoll;
        }
        assertEquals(List.of(), used.inspect().descriptors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("L8")
    void timersAndBreaksAreCounted(String provider) throws Exception {
        try (Netpoll netpoll = open(provider);
                TcpListener listener = listen(netpoll)) {
            for (int i = 1; i <= 3; i++) {
                FutureTask<TcpStream> accept = start("accepts", () -> listener.accept(Until.in(Duration.ofMillis(1))));
                Await.until("it has timed out", accept::isDone);
            }
            Await.until(
                    "timers have been counted",
                    () -> netpoll.inspect().counters().timers() > 0);
            Counters counters = netpoll.inspect().counters();
            assertTrue(counters.breaksSent() > 0, counters::toString);
            assertTrue(counters.breaksSent() <= counters.breaks(), counters::toString);
            assertEquals(0, counters.stale());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("L8")
    @SuppressWarnings("try") // one end is closed before the block ends
    void aPeerThatHasClosedDoesNotKeepTheLoopBusy(String provider) throws Exception {
        assumeTrue(!provider.equals("epoll") || OS.LINUX.isCurrentOs(), "epoll is Linux's");
        try (Netpoll netpoll = Netpoll.options()
                        .provider(provider)
                        .busyPoll(Duration.ZERO)
                        .open();
                TcpListener listener = listen(netpoll);
                TcpStream gone = TcpStream.connect(netpoll, listener.localAddress(), PATIENCE);
                TcpStream left = listener.accept()) {
            gone.close();
            assertEquals(-1, left.read(new byte[1]));
            long before = netpoll.inspect().counters().polls();
            assertThrows(IOException.class, () -> listener.accept(Until.in(Duration.ofMillis(50))));
            long polls = netpoll.inspect().counters().polls() - before;
            assertTrue(polls < 1000, () -> polls + " polls while nothing happened");
        }
    }

    /** What this prints says for how long a thread has waited, and where the listener was opened. */
    static final class Inspected {
        private Inspected() {}

        @SuppressWarnings("try") // closed before its block ends
        public static void main(String[] args) throws Exception {
            try (Netpoll netpoll = Netpoll.open();
                    TcpListener listener = listen(netpoll)) {
                FutureTask<TcpStream> accept = start("accepts", listener::accept);
                Await.until("it waits", () -> listening(netpoll).read().since().isPresent());
                System.out.print(netpoll.inspect());
                listener.close();
                Await.until("it has ended", accept::isDone);
            }
        }
    }

    @Test
    @Clause("L8")
    void forHowLongAndWhereFromAreToldIfAskedFor() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dpoller.inspect=waits",
                        "-Dpoller.leaks=every",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Inspected.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertTrue(Pattern.compile("waits: accepts for \\d+ ms").matcher(output).find(), output);
        assertTrue(output.contains("opened at dev.poller.it.InspectIT."), output);
    }

    private static Optional<String> waiting(Netpoll netpoll, TcpStream stream) {
        return of(netpoll, stream).read().thread();
    }

    private static DescriptorState of(Netpoll netpoll, TcpStream stream) {
        String remote = stream.remoteAddress().toString();
        return netpoll.inspect().descriptors().stream()
                .filter(state -> state.remote().equals(Optional.of(remote)))
                .findAny()
                .orElseThrow();
    }

    private static DescriptorState listening(Netpoll netpoll) {
        return netpoll.inspect().descriptors().stream()
                .filter(state -> state.kind().equals("listener"))
                .findAny()
                .orElseThrow();
    }

    private static Netpoll open(String provider) throws IOException {
        assumeTrue(!provider.equals("epoll") || OS.LINUX.isCurrentOs(), "epoll is Linux's");
        return Netpoll.options().provider(provider).open();
    }

    private static TcpListener listen(Netpoll netpoll) throws IOException {
        return TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static <T> FutureTask<T> start(String name, Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = ThreadKind.best().factory("").newThread(task);
        thread.setName(name);
        thread.start();
        return task;
    }
}
