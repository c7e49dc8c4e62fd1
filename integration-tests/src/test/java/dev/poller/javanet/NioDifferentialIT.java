// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

/** On java.nio, as on Windows. */
final class NioDifferentialIT extends DifferentialTests {
    NioDifferentialIT() {
        super("nio");
    }
}
