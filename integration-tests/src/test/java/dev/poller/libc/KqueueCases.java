// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static dev.poller.libc.LibcCase.use;

import java.util.List;

/** Uses of what is for kqueue, on a system that does not have it; with a library that does: KqueueLibraryIT. */
final class KqueueCases {
    private KqueueCases() {}

    static List<LibcCase> all() {
        return List.of(
                use("kqueue", "not there", s -> s.libc.kqueue()),
                use("kevent", "not there", s -> s.libc.kevent(-1, s.first(), 1, s.second(), 1, 0)));
    }
}
