// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Trigger;
import dev.poller.libc.Libc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistrationTableTest {
    private final RegistrationTable table = new RegistrationTable();
    private final Registrations registrations = unused();

    private static Registrations unused() {
        return new Registrations(new Lifetime(new OwnDescriptors(Unused.of(Libc.class))), Unused.of(KernelSet.class));
    }

    @Test
    void aCookieFindsItsRegistrationUntilThatIsRemoved() {
        DescriptorRegistration registration = added(5);
        long cookie = registration.cookie();
        assertSame(registration, table.find(cookie));
        remove(registration);
        assertNull(table.find(cookie));
        assertEquals(1, table.staleEvents());
        assertEquals(0, table.size());
    }

    @Test
    void aSlotIsUsedAgainUnderAnotherGeneration() {
        DescriptorRegistration first = added(5);
        remove(first);
        DescriptorRegistration second = added(6);
        assertEquals((int) first.cookie(), (int) second.cookie());
        assertNotEquals(first.cookie(), second.cookie());
        assertNull(table.find(first.cookie()));
        assertSame(second, table.find(second.cookie()));
        assertEquals(1, table.staleEvents());
    }

    @Test
    void whatWasFetchedBeforeAnArmIsDroppedButNotStale() {
        DescriptorRegistration registration = added(5);
        long before = registration.cookie();
        registration.expect(1, table.renew(registration));
        assertNull(table.find(before));
        assertSame(registration, table.find(registration.cookie()));
        assertEquals(0, table.staleEvents());
    }

    @Test
    void theCookiesOfAPredecessorAreStaleAlsoAfterItsArms() {
        DescriptorRegistration first = added(5);
        long opened = first.cookie();
        first.expect(1, table.renew(first));
        long armed = first.cookie();
        remove(first);
        DescriptorRegistration second = added(5);
        assertNull(table.find(opened));
        assertNull(table.find(armed));
        assertEquals(2, table.staleEvents());
        assertSame(second, table.find(second.cookie()));
    }

    @Test
    void itGrowsAndKeepsEveryRegistration() {
        List<DescriptorRegistration> all = new ArrayList<>();
        for (int fd = 0; fd < 1000; fd++) {
            all.add(added(fd));
        }
        Set<Long> cookies = new HashSet<>();
        for (DescriptorRegistration registration : all) {
            assertTrue(cookies.add(registration.cookie()));
            assertSame(registration, table.find(registration.cookie()));
        }
        assertFalse(cookies.contains(RegistrationTable.BREAK));
        assertEquals(1000, table.size());
    }

    @Test
    void aNumberThatCameBackBelongsToTheLastOne() {
        DescriptorRegistration first = added(5);
        DescriptorRegistration second = added(5);
        assertFalse(table.holds(first));
        assertTrue(table.holds(second));
        remove(first);
        assertTrue(table.holds(second));
    }

    @Test
    void aNumberThatNobodyHasTakenHasNoHolder() {
        DescriptorRegistration lowest = added(0);
        assertSame(lowest, table.holder(0));
        for (int fd : new int[] {-1, 1, 64, 1000}) {
            assertNull(table.holder(fd));
        }
    }

    @Test
    void aNumberFarAboveTheOthersIsHeld() {
        DescriptorRegistration highest = added(1000);
        assertSame(highest, table.holder(1000));
        assertNull(table.holder(1001));
    }

    private DescriptorRegistration added(int fd) {
        DescriptorRegistration registration = new DescriptorRegistration(registrations, fd, 1, Trigger.LEVEL, null);
        table.add(registration);
        table.hold(registration);
        return registration;
    }

    private void remove(DescriptorRegistration registration) {
        registration.markClosed();
        table.remove(registration);
    }
}
