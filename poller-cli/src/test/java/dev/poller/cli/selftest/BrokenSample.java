// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A suite that cannot start. Its name keeps the build from running it. */
class BrokenSample {
    @BeforeAll
    static void breaks() {
        fail("on purpose");
    }

    @Test
    void isNeverRun() {}
}
