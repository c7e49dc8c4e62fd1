// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.vnode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.FileChanges;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Trigger;
import dev.poller.blocking.internal.end.MemoryEvent;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory whose poller has no descriptor for the file in it. */
final class WatchedDirectoryTest {
    private final IOException refused = new IOException("open: EMFILE (24)");

    @TempDir
    private Path directory;

    private Path file;
    private boolean goes;
    private final List<Registration> registrations = new ArrayList<>();
    private final WatchedFiles files = new WatchedFiles();
    private final Registration all = files.register(poller(), Trigger.EDGE, this);

    @BeforeEach
    void makeTheFile() throws IOException {
        file = Files.createFile(directory.resolve("file"));
    }

    @Test
    void aFileThatIsThereAndCannotBeWatchedIsAFailure() {
        assertSame(refused, assertThrows(IOException.class, () -> files.add(directory)));
        assertEquals(1, registrations.size());
        assertFalse(registrations.get(0).isOpen());
    }

    @Test
    void aFileThatHasGoneMeanwhileIsNone() throws IOException {
        goes = true;
        files.add(directory);
        assertTrue(registrations.get(0).isOpen());
        all.close();
        assertFalse(registrations.get(0).isOpen());
    }

    private Poller poller() {
        return (Poller) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Poller.class}, (proxy, method, arguments) -> {
                    assertEquals("open", method.getName());
                    Path path = ((FileChanges) arguments[0]).path();
                    if (path.equals(file)) {
                        if (goes) {
                            Files.delete(file);
                        }
                        throw refused;
                    }
                    registrations.add(new MemoryEvent.Unwatched(path));
                    return registrations.get(0);
                });
    }
}
