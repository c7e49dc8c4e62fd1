// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.poller.tck.Descriptors;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A runtime whose system calls fail on demand, a listener on it, and the check that nothing is left of them. */
abstract class FaultySockets {
    Map<String, Long> before;
    FaultyNetpoll faulty;
    TcpListener listener;

    @BeforeEach
    void open() throws IOException {
        before = Descriptors.counts();
        faulty = new FaultyNetpoll();
        listener = faulty.listen();
    }

    @AfterEach
    void closeWithoutALeak() {
        faulty.close();
        assertEquals(before, Descriptors.counts());
    }
}
