// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.poller.AlreadyRegisteredException;
import dev.poller.Capability;
import dev.poller.FileChange;
import dev.poller.FileChanges;
import dev.poller.Interest;
import dev.poller.KernelEvent;
import dev.poller.Poller;
import dev.poller.ProcessEnd;
import dev.poller.Readiness;
import dev.poller.Registration;
import dev.poller.SignalCount;
import dev.poller.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a kernel tells of by itself: the end of processes, changes of files, signals. */
abstract class KernelEventTests extends PollerFixture {
    /** SIGWINCH, which is ignored unless somebody handles it, and has one number on every system. */
    private static final int IGNORED = 28;

    private static final Readiness READABLE = Readiness.of(Readiness.READABLE);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Trigger.class)
    @Clause("O22")
    void theEndOfAProcessIsReadableFromThenOn(Trigger trigger) throws Exception {
        require(Capability.PROCESSES);
        Process child = child();
        ProcessEnd end = new ProcessEnd(child.pid());
        Registration registration = poller.open(end, Interest.READ_WRITE, trigger, "mine");
        assertEquals("mine", registration.attachment());
        assertQuiet();
        assertFalse(end.hasEnded());
        end(child);
        assertEquals(READABLE, awaitReady(registration));
        assertTrue(end.hasEnded());
        if (trigger == Trigger.LEVEL) {
            assertEquals(READABLE, awaitReady(registration));
        } else {
            assertQuiet();
        }
    }

    @Test
    @Clause("O22")
    void whatEndsBeforeThePollIsReportedByIt() throws Exception {
        require(Capability.PROCESSES);
        Process child = child();
        Registration registration = watch(new ProcessEnd(child.pid()));
        end(child);
        child.waitFor();
        assertEquals(READABLE, awaitReady(registration));
    }

    @Test
    @Clause("O22")
    void everyWatcherOfAProcessIsTold() throws Exception {
        require(Capability.PROCESSES);
        Process child = child();
        Set<Registration> watching = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            watching.add(watch(new ProcessEnd(child.pid())));
        }
        Registration closed = watch(new ProcessEnd(child.pid()));
        closed.close();
        PollingThread polling = startPolling(FOREVER);
        end(child);
        watching.removeAll(registrations(polling.events()));
        while (!watching.isEmpty()) {
            watching.removeAll(registrations(poll(Await.PATIENCE.toNanos())));
        }
        assertQuiet();
    }

    @Test
    @Clause("O22")
    void aProcessThatIsGoneIsRefused() throws Exception {
        require(Capability.PROCESSES);
        Process child = child();
        end(child);
        child.waitFor();
        Await.until("it is gone", () -> ProcessHandle.of(child.pid()).isEmpty());
        IOException refused = assertThrows(IOException.class, () -> watch(new ProcessEnd(child.pid())));
        assertTrue(String.valueOf(refused.getMessage()).contains("ESRCH"), refused::toString);
        assertEquals(0, poller.registrations());
    }

    @Test
    @Clause("O23")
    void whatBecomesOfAFileIsToldOnce() throws Exception {
        require(Capability.FILES);
        Path file = Files.createFile(directory.resolve("file"));
        FileChanges changes = new FileChanges(file);
        Registration registration = poller.open(changes, Interest.READ_ONLY, Trigger.LEVEL, null);
        assertQuiet();
        Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
        assertEquals(READABLE, awaitReady(registration));
        assertTold(changes, EnumSet.of(FileChange.MODIFIED));
        assertEquals(Set.of(), changes.take());
        Files.move(file, directory.resolve("moved"));
        assertTold(changes, EnumSet.of(FileChange.MOVED_AWAY));
        Files.delete(directory.resolve("moved"));
        assertTold(changes, EnumSet.of(FileChange.DELETED));
        pollUntilQuiet();
    }

    @Test
    @Clause("O23")
    void otherNamesInADirectoryAreAChangeOfIt() throws Exception {
        require(Capability.FILES);
        FileChanges changes = new FileChanges(directory);
        Registration registration = poller.open(changes, Interest.READ_ONLY, Trigger.EDGE, null);
        Path file = Files.createFile(directory.resolve("file"));
        assertEquals(READABLE, awaitReady(registration));
        assertTold(changes, EnumSet.of(FileChange.MODIFIED));
        pollUntilQuiet();
        Files.delete(file);
        assertEquals(READABLE, awaitReady(registration));
        assertTold(changes, EnumSet.of(FileChange.MODIFIED));
    }

    @Test
    @Clause("O23")
    void aFileThatIsNotThereIsRefused() {
        require(Capability.FILES);
        Path missing = directory.resolve("missing");
        IOException refused = assertThrows(IOException.class, () -> watch(new FileChanges(missing)));
        assertTrue(String.valueOf(refused.getMessage()).matches("open: ENOENT .*" + missing), refused::toString);
        assertEquals(0, poller.registrations());
    }

    @ParameterizedTest
    @EnumSource(Trigger.class)
    @Clause("O24")
    void signalsAreCounted(Trigger trigger) throws Exception {
        require(Capability.SIGNALS);
        SignalCount signals = new SignalCount(IGNORED);
        Registration registration = poller.open(signals, Interest.READ_ONLY, trigger, null);
        for (int i = 0; i < 2; i++) {
            assertQuiet();
            assertEquals(0, signals.take());
            signal();
            assertEquals(READABLE, awaitReady(registration));
            assertEquals(1, signals.take());
            registration.arm(Interest.READ_ONLY);
        }
        registration.close();
        signal();
        assertQuiet();
    }

    @Test
    @Clause({"O9", "O25"})
    void anEventIsWatchedByOnePollerUntilTheRegistrationIsClosed() throws Exception {
        Process child = child();
        KernelEvent event = new ProcessEnd(child.pid());
        require(event.capability());
        Registration first = watch(event);
        Poller other = newPoller();
        for (Poller each : List.of(poller, other)) {
            assertThrows(
                    AlreadyRegisteredException.class, () -> each.open(event, Interest.READ_ONLY, Trigger.LEVEL, null));
        }
        assertEquals(0, other.registrations());
        first.close();
        other.open(event, Interest.READ_ONLY, Trigger.LEVEL, null);
        other.close();
        Registration again = watch(event);
        end(child);
        assertEquals(READABLE, awaitReady(again));
    }

    @Test
    @Clause("O12")
    void whatAProviderCannotWatchIsRefusedWithWhoCan() {
        List<KernelEvent> missing = List.of(
                        new ProcessEnd(ProcessHandle.current().pid()),
                        new FileChanges(directory),
                        new SignalCount(IGNORED))
                .stream()
                .filter(event -> !poller.capabilities().contains(event.capability()))
                .toList();
        assumeFalse(missing.isEmpty(), () -> poller.provider() + " can watch all of them");
        for (KernelEvent event : missing) {
            String refusal = String.valueOf(assertThrows(UnsupportedOperationException.class, () -> watch(event))
                    .getMessage());
            assertTrue(refusal.startsWith("provider " + poller.provider() + " lacks " + event.capability()), refusal);
            assertTrue(refusal.endsWith("kqueue"), refusal);
        }
        assertEquals(0, poller.registrations());
    }

    /** With the trigger that every provider has. */
    private Registration watch(KernelEvent event) throws IOException {
        return poller.open(event, Interest.READ_ONLY, Trigger.ONESHOT, null);
    }

    /** Polls until all these were told, and perhaps others with them. */
    private void assertTold(FileChanges changes, Set<FileChange> expected) throws Exception {
        Set<FileChange> missing = EnumSet.copyOf(expected);
        Await.until(expected + " is told", () -> {
            poll(missing.isEmpty() ? 0 : QUIET_NANOS);
            missing.removeAll(changes.take());
            return missing.isEmpty();
        });
    }

    /** A process that ends with its input; it has ended with the test. */
    private Process child() throws IOException {
        Process child = new ProcessBuilder("cat").start();
        closing(child);
        return child;
    }

    private static void end(Process child) throws IOException {
        child.getOutputStream().close();
    }

    private static void signal() throws Exception {
        String self = Long.toString(ProcessHandle.current().pid());
        Process kill = new ProcessBuilder("kill", "-WINCH", self)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, kill.waitFor());
        kill.getOutputStream().close();
    }
}
