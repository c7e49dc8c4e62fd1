// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import dev.poller.libc.spi.Binding;
import java.util.List;

/** The bindings that this Java has, best first. Any thread may call. */
final class Bindings {
    private Bindings() {}

    static List<Binding> candidates() {
        return List.of(new FfmBinding(), AddedBinding.JNA);
    }
}
