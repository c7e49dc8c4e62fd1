// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.poller.tck.Await;
import dev.poller.tck.Descriptors;
import java.util.Map;

/**
 * How many descriptors of each kind this process had at some point; nothing where they cannot be seen. Immutable.
 *
 * @param counts by kind
 */
record OpenDescriptors(Map<String, Long> counts) {
    static OpenDescriptors now() {
        return new OpenDescriptors(Descriptors.counts());
    }

    /** Fails if this process has more or fewer now. */
    void assertUnchanged() {
        assertEquals(counts, Descriptors.counts(), "open descriptors");
    }

    /** Fails if this process goes on having more or fewer. */
    void awaitUnchanged() throws Exception {
        Await.until(
                "the open descriptors are as before: " + counts + " and not " + Descriptors.counts(),
                () -> Descriptors.counts().equals(counts));
    }
}
