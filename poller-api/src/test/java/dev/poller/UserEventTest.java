// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.spi.EventChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an event says to whoever watches it. With a time limit: a lock that is not given back would be waited for. */
@Timeout(60)
class UserEventTest {
    private final UserEvent event = new UserEvent();
    private final Recorder channel = new Recorder();

    @Test
    void withoutAWatcherItIsRemembered() throws Exception {
        assertFalse(event.isSignalled());
        event.signal();
        assertTrue(event.isSignalled());
        assertEquals("UserEvent[signalled]", event.toString());
        event.clear();
        assertFalse(event.isSignalled());
        assertEquals("UserEvent[not signalled]", event.toString());
    }

    @Test
    void aWatcherHearsOfEachChangeOnce() throws Exception {
        event.attach(channel);
        event.signal();
        event.signal();
        event.clear();
        event.clear();
        assertEquals(List.of("signal", "clear"), channel.heard);
    }

    @Test
    void aWatcherHearsOfWhatWasBefore() throws Exception {
        event.signal();
        event.attach(channel);
        assertEquals(List.of("signal"), channel.heard);
    }

    @Test
    void itHasOneWatcherAtATime() throws Exception {
        event.attach(channel);
        Recorder other = new Recorder();
        assertThrows(AlreadyRegisteredException.class, () -> event.attach(other));
        channel.open = false;
        event.attach(other);
        event.signal();
        assertEquals(List.of(), channel.heard);
        assertEquals(List.of("signal"), other.heard);
    }

    @Test
    void onlyItsWatcherLeaves() throws Exception {
        event.attach(channel);
        event.detach(new Recorder());
        event.signal();
        event.detach(channel);
        event.clear();
        assertEquals(List.of("signal"), channel.heard);
        event.attach(new Recorder());
    }

    @Test
    void anyThreadMayCallAfterAFailure() throws Exception {
        event.attach(channel);
        channel.broken = true;
        assertThrows(IOException.class, event::signal);
        assertFalse(event.isSignalled());
        Thread other = new Thread(() -> event.detach(channel));
        other.start();
        other.join();
        event.signal();
        assertTrue(event.isSignalled());
    }

    private static final class Recorder implements EventChannel {
        private final List<String> heard = new ArrayList<>();
        private boolean open = true;
        private boolean broken;

        @Override
        public void signal() throws IOException {
            if (broken) {
                throw new IOException("broken");
            }
            heard.add("signal");
        }

        @Override
        public void clear() {
            heard.add("clear");
        }

        @Override
        public boolean isOpen() {
            return open;
        }
    }
}
