// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.stream.StreamContract;
import dev.poller.tck.stream.StreamSubject;

/** Streams over nio, from platform threads. */
final class NioPlatformIT extends StreamContract {
    @Override
    protected StreamSubject subject() {
        return new StreamSubject("nio", ThreadKind.PLATFORM);
    }
}
