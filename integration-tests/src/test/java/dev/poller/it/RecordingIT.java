// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.Clause;
import dev.poller.tck.Threads;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the flight recorder is told. */
@ExtendWith(Watchdog.class)
final class RecordingIT {
    private static final String OURS = "dev.poller.";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    @Clause("L10")
    void waitsPollsOpeningsAndClosesAreRecorded(ThreadKind kind) throws Exception {
        assumeTrue(kind.available(), () -> "this Java has no " + kind + " threads");
        List<RecordedEvent> events;
        try (Recording recording = new Recording()) {
            recording.enable("dev.poller.Wait").withThreshold(Duration.ZERO);
            Set.of("Poll", "Open", "Close").forEach(name -> recording.enable(OURS + name));
            recording.start();
            echo(kind);
            events = ofOurs(recording);
        }
        RecordedEvent wait = events.stream()
                .filter(event -> event.getEventType().getName().equals("dev.poller.Wait")
                        && event.getString("operation").equals("Read"))
                .findFirst()
                .orElseThrow();
        assertEquals("stream socket", wait.getString("kind"));
        assertTrue(wait.getThread("eventThread").getJavaName().startsWith("reader-"), wait::toString);
        assertTrue(wait.getStackTrace().getFrames().stream()
                .anyMatch(frame -> frame.getMethod().getType().getName().equals(RecordingIT.class.getName())));
        assertTrue(named(events, "Poll").stream().anyMatch(poll -> poll.getInt("ready") > 0));
        assertEquals(3, named(events, "Open").size());
        List<RecordedEvent> closes = named(events, "Close");
        assertEquals(3, closes.size());
        assertEquals(
                5,
                closes.stream().mapToLong(event -> event.getLong("bytesRead")).sum());
        assertEquals(
                5,
                closes.stream()
                        .mapToLong(event -> event.getLong("bytesWritten"))
                        .sum());
    }

    @Test
    @Clause("L10")
    void nothingIsRecordedUnlessAskedFor() throws Exception {
        try (Recording recording = new Recording()) {
            recording.start();
            echo(ThreadKind.PLATFORM);
            assertEquals(
                    Set.of(),
                    ofOurs(recording).stream().map(RecordedEvent::getEventType).collect(toSet()));
        }
    }

    private List<RecordedEvent> ofOurs(Recording recording) throws IOException {
        Path file = directory.resolve("events.jfr");
        recording.stop();
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith(OURS))
                .toList();
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(OURS + name))
                .toList();
    }

    /** One end waits, and then gets five bytes. */
    private static void echo(ThreadKind kind) throws Exception {
        try (Netpoll netpoll = Netpoll.open();
                TcpListener listener =
                        TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                TcpStream client = TcpStream.connect(netpoll, listener.localAddress());
                TcpStream server = listener.accept()) {
            byte[] read = new byte[5];
            Thread reader = kind.factory("reader-").newThread(() -> {
                try {
                    server.readFully(read);
                } catch (IOException failure) {
                    read[0] = 0;
                }
            });
            reader.start();
            Threads.awaitParked(reader);
            client.write(new byte[] {1, 2, 3, 4, 5});
            reader.join();
            assertEquals(1, read[0]);
            assertFalse(reader.isAlive());
        }
    }
}
