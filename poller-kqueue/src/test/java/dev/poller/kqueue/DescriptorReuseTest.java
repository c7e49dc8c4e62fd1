// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.poller.AlreadyRegisteredException;
import dev.poller.Interest;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.tck.descriptor.DescriptorFixture;
import dev.poller.tck.descriptor.DescriptorSubject;
import dev.poller.tck.fault.KqueueSystem;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What kqueue does because it watches numbers; ReuseTests has what every kernel does. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the stand-in needs epoll under it")
class DescriptorReuseTest extends DescriptorFixture {
    @Override
    protected DescriptorSubject subject() {
        return new KqueueSubject(KqueueSystem.MACOS);
    }

    @Test
    void thePollerSaysWhatIsRegisteredAlready() throws IOException {
        int[] pipe = kernel.pipe();
        level(pipe[0]);
        AlreadyRegisteredException refused = assertThrows(AlreadyRegisteredException.class, () -> level(pipe[0]));
        assertEquals("fd " + pipe[0] + " is watched by this poller already", refused.getMessage());
    }

    @ParameterizedTest
    @EnumSource(Trigger.class)
    void aSecondRegistrationChangesNothingOfTheFirst(Trigger trigger) throws IOException {
        int[] pair = kernel.socketPair();
        Registration first = poller.open(Source.of(pair[0]), Interest.READ_ONLY, trigger, null);
        assertThrows(
                AlreadyRegisteredException.class,
                () -> poller.open(Source.of(pair[0]), Interest.READ_WRITE, Trigger.LEVEL, null));
        assertNothingFor(2_000_000);
        kernel.write(pair[1]);
        assertEquals(1, poll(0));
        assertEquals(List.of(first), reported);
        assertEquals(trigger == Trigger.LEVEL ? 1 : 0, poll(0));
    }

    /** A filter that is not there says nothing of the descriptor: a one-shot that was reported, an empty interest. */
    @Test
    void aNumberThatCameBackIsRefusedWhileARegistrationWithoutFiltersHoldsIt() throws IOException {
        int[] first = kernel.pipe();
        Registration silent = poller.open(Source.of(first[0]), Interest.NONE, Trigger.LEVEL, null);
        kernel.close(first[0]);
        int[] second = reusing(first[0]);
        assertThrows(AlreadyRegisteredException.class, () -> level(second[0]));
        silent.close();
        Registration registration = level(second[0]);
        kernel.write(second[1]);
        assertEquals(1, poll(0));
        assertEquals(List.of(registration), reported);
    }
}
