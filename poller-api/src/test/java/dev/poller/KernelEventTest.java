// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel's events keep, whoever watches them. */
class KernelEventTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, Integer.MAX_VALUE})
    void aProcessHasANumber(long pid) {
        ProcessEnd process = new ProcessEnd(pid);
        assertEquals(pid, process.pid());
        assertEquals("process " + pid, process.toString());
        assertFalse(process.hasEnded());
        process.tell();
        assertTrue(process.hasEnded());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Integer.MAX_VALUE + 1L})
    void noOtherNumberIsOne(long pid) {
        assertEquals(
                "not the number of a process: " + pid,
                assertThrows(IllegalArgumentException.class, () -> new ProcessEnd(pid))
                        .getMessage());
    }

    @Test
    void signalsAreCountedUntilTheyAreTaken() {
        SignalCount signals = new SignalCount(1);
        assertEquals(1, signals.number());
        assertEquals("signal 1", signals.toString());
        signals.tell(2);
        signals.tell(3);
        assertEquals(5, signals.take());
        assertEquals(0, signals.take());
        assertThrows(IllegalArgumentException.class, () -> new SignalCount(0));
    }

    @Test
    void changesAreKeptUntilTheyAreTaken() {
        FileChanges file = new FileChanges(Path.of("x"));
        assertTrue(file.toString().contains("x"), file::toString);
        assertEquals(Set.of(), file.take());
        List<FileChange> all = List.copyOf(EnumSet.allOf(FileChange.class));
        file.tell(all.get(0));
        file.tell(all.get(1));
        file.tell(all.get(0));
        assertEquals(Set.of(all.get(0), all.get(1)), file.take());
        assertEquals(Set.of(), file.take());
    }

    @Test
    void aProviderThatCannotSaysWhoCan() {
        for (KernelEvent event : List.of(new ProcessEnd(1), new SignalCount(2), new FileChanges(Path.of("x")))) {
            String line = String.valueOf(event.refusedBy("nio").getMessage());
            assertTrue(
                    line.startsWith("provider nio lacks " + event.capability() + " and cannot watch " + event
                            + "; these can: "),
                    line);
            assertTrue(line.endsWith(event.whoCan()), line);
            assertTrue(event.whoCan().contains("kqueue"), line);
        }
    }

    @Test
    void oneWatchesAtATime() throws Exception {
        ProcessEnd process = new ProcessEnd(1);
        Watcher first = new Watcher();
        process.attach(first);
        Watcher second = new Watcher();
        assertThrows(AlreadyRegisteredException.class, () -> process.attach(second));
        first.close();
        process.attach(second);
        assertThrows(AlreadyRegisteredException.class, () -> process.attach(new Watcher()));
    }

    private static final class Watcher implements Registration {
        private boolean open = true;

        @Override
        public @Nullable Object attachment() {
            return null;
        }

        @Override
        public void arm(Set<Interest> interest) {}

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
