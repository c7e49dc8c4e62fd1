// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which releases and processors of a system the tables are for. Immutable.
 *
 * <p>Only 64-bit processors: on the others {@code uintptr_t} and {@code long} are shorter.
 *
 * @param name of the system
 * @param oldest the first release that the tables are for
 * @param reason why not an older one
 * @param processors as {@code os.arch} names them
 */
record BsdSystem(String name, SystemVersion oldest, String reason, Set<String> processors) {
    /**
     * Says which release it is.
     *
     * @param osVersion as {@code os.version}
     * @param arch the processor, as {@code os.arch} names it
     * @throws BindingUnavailableException if the tables are not for it
     */
    SystemVersion require(String osVersion, String arch) throws BindingUnavailableException {
        String system = name + " " + osVersion + " on " + arch;
        if (!processors.contains(arch)) {
            throw new BindingUnavailableException(
                    "no table of C constants for " + system + ": there is one for "
                            + String.join(", ", new TreeSet<>(processors)),
                    null);
        }
        SystemVersion version = SystemVersion.parse(osVersion)
                .orElseThrow(() -> new BindingUnavailableException(
                        "no table of C constants for " + system + ": that is no version", null));
        if (version.isBefore(oldest)) {
            throw new BindingUnavailableException(
                    "no table of C constants for " + system + ": needs " + name + " " + oldest + ", " + reason, null);
        }
        return version;
    }

    /** What messages call it. */
    String on(String arch) {
        return name + " " + arch;
    }
}
