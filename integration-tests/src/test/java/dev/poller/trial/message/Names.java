// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.message;

import dev.poller.UnixAddress;

/** Abstract names that nobody else has. */
final class Names {
    private Names() {}

    static UnixAddress of(String what, long seed) {
        return UnixAddress.ofAbstract("poller-trial-" + ProcessHandle.current().pid() + "-" + what + "-" + seed);
    }
}
