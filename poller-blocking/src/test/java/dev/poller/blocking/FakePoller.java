// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.Poller;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongToIntFunction;

/** Pollers that can do nothing but poll, as the test says, and be told to break. Any thread. */
final class FakePoller {
    private final Poller poller;
    private final AtomicInteger breaks = new AtomicInteger();

    /**
     * One that calls no handler.
     *
     * @param poll from the timeout to how many registrations were ready
     */
    FakePoller(LongToIntFunction poll) {
        poller = (Poller) Proxy.newProxyInstance(
                Poller.class.getClassLoader(),
                new Class<?>[] {Poller.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "poll" -> poll.applyAsInt((long) arguments[0]);
                    case "breakPoll" -> {
                        breaks.incrementAndGet();
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    Poller poller() {
        return poller;
    }

    int breaks() {
        return breaks.get();
    }
}
