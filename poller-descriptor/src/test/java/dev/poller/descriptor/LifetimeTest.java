// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.ClosedPollerException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LifetimeTest {
    private final FakeLibc fake = new FakeLibc();
    private final Lifetime lifetime = new Lifetime(new OwnDescriptors(fake.libc()));

    @BeforeEach
    void forgetTheFirstCall() {
        fake.calls();
    }

    @Test
    void theLastOneOutAfterTheEndReturnsTheDescriptors() throws IOException {
        assertTrue(lifetime.tryEnter());
        assertSame(lifetime, lifetime.enter());
        lifetime.end();
        lifetime.close();
        assertEquals(List.of(), fake.calls());
        lifetime.close();
        assertEquals(List.of("release"), fake.calls());
    }

    @Test
    void whoLeavesBeforeTheEndReturnsNothing() throws IOException {
        assertTrue(lifetime.tryEnter());
        lifetime.close();
        assertEquals(List.of(), fake.calls());
        assertTrue(lifetime.isOpen());
        lifetime.requireOpen();
    }

    @Test
    void afterTheEndNobodyEnters() {
        assertTrue(lifetime.tryEnter());
        lifetime.end();
        assertFalse(lifetime.isOpen());
        assertFalse(lifetime.tryEnter());
        assertThrows(ClosedPollerException.class, lifetime::enter);
        assertThrows(ClosedPollerException.class, lifetime::requireOpen);
    }

    @Test
    void aSecondEndChangesNothing() throws IOException {
        assertTrue(lifetime.tryEnter());
        lifetime.end();
        lifetime.end();
        assertFalse(lifetime.isOpen());
        lifetime.close();
        assertEquals(List.of("release"), fake.calls());
    }
}
