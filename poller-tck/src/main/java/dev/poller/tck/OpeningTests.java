// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.AlreadyRegisteredException;
import dev.poller.BadDescriptorException;
import dev.poller.Capability;
import dev.poller.Interest;
import dev.poller.NotPollableException;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import java.io.FileInputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Starting to watch, and what is refused. */
abstract class OpeningTests extends PollerFixture {
    private static final int MANY_DESCRIPTORS = 4096;

    @ParameterizedTest
    @Clause("O1")
    @EnumSource(Trigger.class)
    void whatIsReadyBeforeOpenIsReported(Trigger trigger) throws Exception {
        Registration registration = open(readable().near(), Interest.READ_ONLY, trigger);
        assertTrue(awaitReady(registration).readable());
    }

    @ParameterizedTest
    @Clause("O13")
    @EnumSource(Trigger.class)
    void whatIsOpenedDuringAPollIsReportedByIt(Trigger trigger) throws Exception {
        PollingThread polling = startPolling(FOREVER);
        Registration registration = open(readable().near(), Interest.READ_ONLY, trigger);
        assertEquals(List.of(registration), registrations(polling.events()));
    }

    @ParameterizedTest
    @Clause("O13")
    @EnumSource(Trigger.class)
    void whatIsOpenedDuringAPollIsWatchedByIt(Trigger trigger) throws Exception {
        PollingThread polling = startPolling(FOREVER);
        Pair pair = local();
        Registration registration = open(pair.near(), Interest.READ_ONLY, trigger);
        Threads.awaitPolling(polling.thread());
        assertFalse(polling.ended());
        pair.far().write(1);
        assertEquals(List.of(registration), registrations(polling.events()));
    }

    @Test
    @Clause("O8")
    void theAttachmentIsHandedBack() throws Exception {
        Object attachment = new Object();
        Registration with = local().near().open(poller, Interest.READ_ONLY, Trigger.LEVEL, attachment);
        Registration without = local().near().open(poller, Interest.READ_ONLY, Trigger.LEVEL, null);
        assertSame(attachment, with.attachment());
        assertNull(without.attachment());
    }

    @ParameterizedTest
    @Clause("O9")
    @EnumSource(Trigger.class)
    void aSecondRegistrationIsRefusedAndTheFirstUntouched(Trigger trigger) throws Exception {
        Pair pair = local();
        Registration first = open(pair.near(), Interest.READ_ONLY, trigger);
        for (Set<Interest> interest : List.of(Interest.READ_WRITE, Interest.NONE, Interest.READ_ONLY)) {
            assertThrows(AlreadyRegisteredException.class, () -> open(pair.near(), interest, trigger));
        }
        assertEquals(1, poller.registrations());
        assertTrue(first.isOpen());
        pair.far().write(1);
        assertTrue(awaitReady(first).readable());
    }

    @Test
    @Clause("O10")
    void aDescriptorThatIsNotOpenIsRefused() throws Exception {
        descriptors();
        Pair pair = local();
        pair.near().close();
        assertThrows(BadDescriptorException.class, () -> openForRead(pair.near()));
        assertThrows(
                BadDescriptorException.class,
                () -> poller.open(Source.of(-1), Interest.READ_ONLY, Trigger.LEVEL, null));
        assertEquals(0, poller.registrations());
    }

    @Test
    @Clause("O10")
    void aRegularFileIsRefused(@TempDir Path directory) throws Exception {
        descriptors();
        assumeTrue(Descriptors.visible(), "a file's descriptor is found in /proc/self/fd, which is not there");
        Path file = Files.createFile(directory.resolve("regular"));
        try (FileInputStream held = new FileInputStream(file.toFile())) {
            assertTrue(held.getFD().valid());
            int fd = Descriptors.table().entrySet().stream()
                    .filter(entry ->
                            entry.getValue().equals(file.toAbsolutePath().toString()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
            assertThrows(
                    NotPollableException.class,
                    () -> poller.open(Source.of(fd), Interest.READ_ONLY, Trigger.LEVEL, null));
        }
        assertEquals(0, poller.registrations());
        assertQuiet();
    }

    @Test
    @Clause("O10")
    void aRefusedDescriptorCanBeOpenedOnceItIsAllRight() throws Exception {
        descriptors();
        Pair pair = local();
        int fd = FdEndpoints.fd(pair.near());
        pair.near().close();
        assertThrows(
                BadDescriptorException.class,
                () -> poller.open(Source.of(fd), Interest.READ_ONLY, Trigger.LEVEL, null));
        Registration registration = openForRead(localNumbered(fd).near());
        assertTrue(registration.isOpen());
        assertEquals(1, poller.registrations());
    }

    @Test
    @Clause("O10")
    void aClosedChannelIsRefused() throws Exception {
        require(Capability.CHANNELS);
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.close();
        assertThrows(ClosedChannelException.class, () -> openChannel(channel));
        assertEquals(0, poller.registrations());
    }

    @Test
    @Clause("O10")
    void aChannelInBlockingModeIsRefused() throws Exception {
        require(Capability.CHANNELS);
        try (SocketChannel channel = SocketChannel.open()) {
            assertThrows(IllegalBlockingModeException.class, () -> openChannel(channel));
            assertEquals(0, poller.registrations());
            channel.configureBlocking(false);
            openChannel(channel).close();
        }
    }

    @Test
    @Clause("O11")
    void thePollersOwnDescriptorsAreRefused() {
        descriptors();
        int[] own = IntStream.range(0, MANY_DESCRIPTORS)
                .filter(poller::isPollDescriptor)
                .toArray();
        assertTrue(own.length > 0, "it has no descriptor of its own");
        for (int fd : own) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> poller.open(Source.of(fd), Interest.READ_ONLY, Trigger.LEVEL, null),
                    "fd " + fd);
        }
        assertEquals(0, poller.registrations());
    }

    @Test
    @Clause("O11")
    void onlyThePollersOwnDescriptorsArePollDescriptors() throws Exception {
        descriptors();
        assertFalse(poller.isPollDescriptor(FdEndpoints.fd(local().near())));
        assertFalse(poller.isPollDescriptor(-1));
    }

    @ParameterizedTest
    @Clause("O12")
    @EnumSource(Trigger.class)
    void aMissingTriggerIsRefusedByName(Trigger trigger) throws Exception {
        assumeFalse(
                poller.capabilities().contains(trigger.capability()),
                poller.provider() + " has it, so there is no refusal");
        Pair pair = local();
        assertNames(
                trigger.name(),
                assertThrows(
                        UnsupportedOperationException.class,
                        () -> pair.near().open(poller, Interest.READ_ONLY, trigger, null)));
        assertEquals(0, poller.registrations());
        openForRead(pair.near());
    }

    @Test
    @Clause("O12")
    void missingPriorityIsRefusedByName() throws Exception {
        assumeFalse(
                poller.capabilities().contains(Capability.PRIORITY),
                poller.provider() + " has it, so there is no refusal");
        Set<Interest> interest = EnumSet.of(Interest.READ, Interest.PRIORITY);
        Pair pair = local();
        assertNames(
                "PRIORITY",
                assertThrows(
                        UnsupportedOperationException.class,
                        () -> pair.near().open(poller, interest, Trigger.LEVEL, null)));
        assertEquals(0, poller.registrations());
        Registration registration = openForRead(pair.near());
        assertThrows(UnsupportedOperationException.class, () -> registration.arm(interest));
    }

    @Test
    @Clause("O12")
    void missingFileDescriptorsAreRefusedByName() {
        assumeFalse(
                poller.capabilities().contains(Capability.FILE_DESCRIPTORS),
                poller.provider() + " has them, so there is no refusal");
        assertNames(
                "FILE_DESCRIPTORS",
                assertThrows(
                        UnsupportedOperationException.class,
                        () -> poller.open(Source.of(0), Interest.READ_ONLY, Trigger.LEVEL, null)));
    }

    @Test
    @Clause("O12")
    void missingChannelsAreRefusedByName() throws Exception {
        assumeFalse(
                poller.capabilities().contains(Capability.CHANNELS),
                poller.provider() + " has them, so there is no refusal");
        try (SocketChannel channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            assertNames("CHANNELS", assertThrows(UnsupportedOperationException.class, () -> openChannel(channel)));
        }
    }

    @Test
    @Clause("O18")
    void registrationsCountsTheOpenOnes() throws Exception {
        assertEquals(0, poller.registrations());
        Registration first = openForRead(local().near());
        Registration second = openForRead(local().near());
        assertEquals(2, poller.registrations());
        first.close();
        first.close();
        assertEquals(1, poller.registrations());
        second.close();
        assertEquals(0, poller.registrations());
    }

    private Registration openChannel(SelectableChannel channel) throws Exception {
        return poller.open(Source.of(channel), Interest.READ_ONLY, Trigger.LEVEL, null);
    }

    private void assertNames(String capability, UnsupportedOperationException refusal) {
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains(poller.provider()), message);
        assertTrue(message.contains(capability), message);
    }
}
