// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.poller.tck.Descriptors;
import java.util.Set;
import java.util.TreeSet;

/** The numbers of this process's sockets. Channels do not tell theirs. Any thread. */
final class Sockets {
    private Sockets() {}

    static Set<Integer> open() {
        Set<Integer> sockets = new TreeSet<>();
        Descriptors.table().forEach((fd, target) -> {
            if (target.startsWith("socket:")) {
                sockets.add(fd);
            }
        });
        return sockets;
    }

    /** The one that has been opened since. */
    static int openedSince(Set<Integer> before) {
        Set<Integer> opened = open();
        opened.removeAll(before);
        assertEquals(1, opened.size(), "sockets opened");
        return opened.iterator().next();
    }
}
