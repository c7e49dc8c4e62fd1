// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.stream.StreamSubject;
import dev.poller.tck.stream.TcpContract;

/** Streams over nio, from virtual threads. */
final class NioVirtualIT extends TcpContract {
    @Override
    protected StreamSubject subject() {
        return new StreamSubject("nio", ThreadKind.VIRTUAL);
    }
}
