// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Scheduler;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.Watchdog;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A thread that holds a loop up is seen: by a counter, and by JFR. */
@EnabledOnOs(OS.LINUX)
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "carrier loops need Java 21 or later")
@ExtendWith(Watchdog.class)
final class CarrierStallIT {
    @Test
    @Clause("L4")
    void aStallIsAnEventOfTheFlightRecorder(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("stall.jfr");
        try (Recording recording = new Recording();
                Netpoll netpoll = Netpoll.options()
                        .provider("epoll")
                        .scheduler(Scheduler.CARRIER_LOOP)
                        .loops(1)
                        .open()) {
            recording.enable("dev.poller.CarrierStall");
            recording.start();
            AtomicBoolean enough = new AtomicBoolean();
            AtomicBoolean ranMeanwhile = new AtomicBoolean();
            Thread computing = netpoll.threadFactory("computing-").newThread(() -> {
                while (!enough.get()) {
                    Thread.onSpinWait();
                }
            });
            computing.start();
            Thread other = netpoll.threadFactory("other-").newThread(() -> ranMeanwhile.set(computing.isAlive()));
            other.start();
            Await.until("the stall is counted", () -> netpoll.stalls() > 0);
            other.join();
            assertTrue(ranMeanwhile.get(), "the other thread ran while this one computed");
            enough.set(true);
            computing.join();
            Await.until("the event is written", () -> {
                recording.dump(file);
                return !stalls(file).isEmpty();
            });
        }
        RecordedEvent stall = stalls(file).get(0);
        assertTrue(stall.getString("loop").startsWith("poller-carrier-"), stall::toString);
        assertFalse(stall.getDuration().isNegative());
    }

    private static List<RecordedEvent> stalls(Path file) throws Exception {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("dev.poller.CarrierStall"))
                .toList();
    }
}
