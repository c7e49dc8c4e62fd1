// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Trigger;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
class RegistrationTableTest {
    private final RegistrationTable table = new RegistrationTable();
    private final Registrations registrations = unused();

    private static Registrations unused() {
        Libc libc = Kernel.load();
        OwnDescriptors own = new OwnDescriptors(libc);
        try {
            Epoll epoll = Epoll.create(libc, own, new SystemCalls(libc));
            own.close();
            return new Registrations(new Lifetime(own), epoll, new EpollBits(libc.abi()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void aCookieFindsItsRegistrationUntilThatIsRemoved() {
        EpollRegistration registration = added(5);
        long cookie = registration.cookie();
        assertSame(registration, table.find(cookie));
        remove(registration);
        assertNull(table.find(cookie));
        assertEquals(1, table.staleEvents());
        assertEquals(0, table.size());
    }

    @Test
    void aSlotIsUsedAgainUnderAnotherGeneration() {
        EpollRegistration first = added(5);
        remove(first);
        EpollRegistration second = added(6);
        assertEquals((int) first.cookie(), (int) second.cookie());
        assertNotEquals(first.cookie(), second.cookie());
        assertNull(table.find(first.cookie()));
        assertSame(second, table.find(second.cookie()));
        assertEquals(1, table.staleEvents());
    }

    @Test
    void whatWasFetchedBeforeAnArmIsDroppedButNotStale() {
        EpollRegistration registration = added(5);
        long before = registration.cookie();
        registration.expect(1, table.renew(registration));
        assertNull(table.find(before));
        assertSame(registration, table.find(registration.cookie()));
        assertEquals(0, table.staleEvents());
    }

    @Test
    void theCookiesOfAPredecessorAreStaleAlsoAfterItsArms() {
        EpollRegistration first = added(5);
        long opened = first.cookie();
        first.expect(1, table.renew(first));
        long armed = first.cookie();
        remove(first);
        EpollRegistration second = added(5);
        assertNull(table.find(opened));
        assertNull(table.find(armed));
        assertEquals(2, table.staleEvents());
        assertSame(second, table.find(second.cookie()));
    }

    @Test
    void itGrowsAndKeepsEveryRegistration() {
        List<EpollRegistration> all = new ArrayList<>();
        for (int fd = 0; fd < 1000; fd++) {
            all.add(added(fd));
        }
        Set<Long> cookies = new HashSet<>();
        for (EpollRegistration registration : all) {
            assertTrue(cookies.add(registration.cookie()));
            assertSame(registration, table.find(registration.cookie()));
        }
        assertFalse(cookies.contains(RegistrationTable.BREAK));
        assertEquals(1000, table.size());
    }

    @Test
    void aNumberThatCameBackBelongsToTheLastOne() {
        EpollRegistration first = added(5);
        EpollRegistration second = added(5);
        assertFalse(table.holds(first));
        assertTrue(table.holds(second));
        remove(first);
        assertTrue(table.holds(second));
    }

    private EpollRegistration added(int fd) {
        EpollRegistration registration = new EpollRegistration(registrations, fd, 1, Trigger.LEVEL, null);
        table.add(registration);
        table.hold(registration);
        return registration;
    }

    private void remove(EpollRegistration registration) {
        registration.markClosed();
        table.remove(registration);
    }
}
