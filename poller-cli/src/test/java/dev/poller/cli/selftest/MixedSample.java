// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A suite of every outcome. Its name keeps the build from running it. */
@ExtendWith(ProviderName.class)
class MixedSample {
    private final String provider;

    MixedSample(String provider) {
        this.provider = provider;
    }

    @Test
    void isTold() {
        assertEquals("sample", provider);
    }

    @Test
    void isSkipped() {
        Assumptions.abort("nothing to see");
    }

    @Nested
    class Group {
        @Test
        void passes() {}

        @Test
        void fails() {
            fail("on purpose");
        }

        @Test
        void isSkipped() {
            Assumptions.assumeTrue(false, "nothing to see");
        }
    }
}
