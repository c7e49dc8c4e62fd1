// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.util.List;

/** The bindings that a Java without java.lang.foreign has, best first. Any thread may call. */
final class Bindings {
    private Bindings() {}

    static List<Binding> candidates() {
        return UnseenFfm.isHere() ? List.of(new UnseenFfm(), new JnaBinding()) : List.of(new JnaBinding());
    }
}
