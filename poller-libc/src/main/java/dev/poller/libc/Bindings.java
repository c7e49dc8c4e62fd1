// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import dev.poller.libc.spi.Binding;
import java.util.List;

/** The bindings that a Java without java.lang.foreign has, best first. Any thread may call. */
final class Bindings {
    private Bindings() {}

    static List<Binding> candidates() {
        return UnseenFfm.isHere() ? List.of(new UnseenFfm(), AddedBinding.JNA) : List.of(AddedBinding.JNA);
    }
}
