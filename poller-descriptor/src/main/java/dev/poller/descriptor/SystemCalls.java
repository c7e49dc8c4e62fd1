// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.libc.Libc;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which optional system calls were tried, and what came of it. Confined to the thread that makes the poller. */
public final class SystemCalls {
    private final Libc libc;
    private final Map<String, String> found = new LinkedHashMap<>();

    SystemCalls(Libc libc) {
        this.libc = libc;
    }

    /** Notes a call that was tried, with its result or minus errno. */
    public void note(String call, int result) {
        found.put(call, result >= 0 ? "yes" : "no (" + libc.errno().name(result) + ")");
    }

    /** Notes what was found out about something that is no call of its own. */
    public void note(String feature, boolean works) {
        found.put(feature, works ? "yes" : "no");
    }

    /** True if the result says that this system does not have the call, or a sandbox refuses it. */
    public boolean isAbsent(int result) {
        return libc.errno().isAbsent(result);
    }

    Map<String, String> found() {
        return found;
    }
}
