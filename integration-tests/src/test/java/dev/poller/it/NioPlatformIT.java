// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.stream.StreamSubject;
import dev.poller.tck.stream.TcpContract;

/** Streams over nio, from platform threads. */
final class NioPlatformIT extends TcpContract {
    @Override
    protected StreamSubject subject() {
        return new StreamSubject("nio", ThreadKind.PLATFORM);
    }
}
