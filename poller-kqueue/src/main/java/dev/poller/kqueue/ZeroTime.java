// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.descriptor.Timespec;
import dev.poller.libc.Libc;

/** No time at all, for calls that only change something; never written to again, so any thread may pass it. */
final class ZeroTime {
    private final Timespec timespec;
    private final long address;

    ZeroTime(Libc libc) {
        timespec = new Timespec(libc, 0);
        address = timespec.put(0);
    }

    long address() {
        return address;
    }
}
