// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.libc.ErrnoException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A break that is noted alone. One thread. */
final class FakeBreaker implements Breaker {
    private final List<String> told = new ArrayList<>();

    boolean endsByFetch;

    /** The next signal is refused so. */
    @Nullable
    ErrnoException refusal;

    /** Done in the middle of a drain. */
    Runnable meanwhile = () -> {};

    /** What was done since the last look. */
    List<String> told() {
        List<String> seen = List.copyOf(told);
        told.clear();
        return seen;
    }

    @Override
    public void signal() throws ErrnoException {
        told.add("signal");
        ErrnoException now = refusal;
        refusal = null;
        if (now != null) {
            throw now;
        }
    }

    @Override
    public void drain() {
        told.add("drain");
        meanwhile.run();
    }

    @Override
    public boolean endsByFetch() {
        return endsByFetch;
    }
}
