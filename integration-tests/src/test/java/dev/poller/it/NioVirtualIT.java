// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.stream.StreamContract;
import dev.poller.tck.stream.StreamSubject;

/** Streams over nio, from virtual threads. */
final class NioVirtualIT extends StreamContract {
    @Override
    protected StreamSubject subject() {
        return new StreamSubject("nio", ThreadKind.VIRTUAL);
    }
}
