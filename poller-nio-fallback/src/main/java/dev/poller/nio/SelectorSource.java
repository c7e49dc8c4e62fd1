// SPDX-License-Identifier: Apache-2.0
package dev.poller.nio;

import java.io.IOException;
import java.nio.channels.Selector;

/** Where a poller gets its Selector, and another one when the first fails it. The seam for tests. */
@FunctionalInterface
interface SelectorSource {
    Selector open() throws IOException;
}
