// SPDX-License-Identifier: Apache-2.0
package dev.poller.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Candidate;
import dev.poller.Capability;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Pollers;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.spi.Platform;
import dev.poller.spi.PollerOptions;
import dev.poller.spi.Probe;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Watchdog.class)
class NioProviderTest {
    @Test
    void theServiceLoaderFindsItWithTheLowestPriority() {
        Candidate nio = Pollers.report().candidates().stream()
                .filter(candidate -> candidate.name().equals("nio"))
                .findFirst()
                .orElseThrow();
        assertEquals(0, nio.priority());
        assertTrue(nio.probe().available());
    }

    @Test
    void itWorksOnEveryPlatform() {
        for (String os : new String[] {"Linux", "Mac OS X", "Windows 11", "AIX"}) {
            Probe probe = new NioProvider().probe(Platform.of(os, "1", "any"));
            assertTrue(probe.available(), os);
            assertEquals("none", probe.binding());
            assertEquals(Set.of(Capability.CHANNELS, Capability.LEVEL, Capability.ONESHOT), probe.capabilities());
        }
    }

    @Test
    void itOpensByName() throws IOException {
        try (Poller poller = Pollers.open("nio", PollerOptions.DEFAULTS)) {
            assertEquals("nio", poller.provider());
        }
    }

    @Test
    void openingADescriptorSaysWhatToDo() throws IOException {
        try (Poller poller = new NioProvider().init(PollerOptions.DEFAULTS)) {
            UnsupportedOperationException refused = assertThrows(
                    UnsupportedOperationException.class,
                    () -> poller.open(Source.of(7), Interest.READ_ONLY, Trigger.LEVEL, null));
            assertEquals(
                    "nio has no FILE_DESCRIPTORS and cannot watch fd 7: give it a SelectableChannel, or take a provider"
                            + " that has them, as epoll and kqueue do",
                    refused.getMessage());
        }
    }

    @Test
    void armingAChannelThatItsUserHasClosedSaysSo() throws IOException {
        try (Poller poller = new NioProvider().init(PollerOptions.DEFAULTS)) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            Registration registration = poller.open(Source.of(channel), Interest.NONE, Trigger.ONESHOT, null);
            channel.close();
            assertThrows(ClosedChannelException.class, () -> registration.arm(Interest.READ_ONLY));
            registration.close();
            assertEquals(0, poller.registrations());
        }
    }
}
