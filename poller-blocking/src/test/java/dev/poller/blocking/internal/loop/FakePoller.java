// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop;

import dev.poller.Poller;
import dev.poller.ReadyHandler;
import dev.poller.Registration;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** Pollers that can do nothing but poll, as the test says, count, and be told to break. Any thread. */
public final class FakePoller {
    /** What it says that it has counted. */
    static final long STALE = 7;

    static final long SENT = 8;

    private final Poller poller;
    private final AtomicInteger breaks = new AtomicInteger();

    /** One that calls no handler but as the test does. */
    public FakePoller(Poll poll) {
        poller = (Poller) Proxy.newProxyInstance(
                Poller.class.getClassLoader(),
                new Class<?>[] {Poller.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "poll" -> poll.poll((long) arguments[0], (ReadyHandler) arguments[1]);
                    case "breakPoll" -> {
                        breaks.incrementAndGet();
                        yield null;
                    }
                    case "provider" -> "fake";
                    case "staleEvents" -> STALE;
                    case "breaksSent" -> SENT;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    public Poller poller() {
        return poller;
    }

    public int breaks() {
        return breaks.get();
    }

    /** A registration that has nothing but its attachment. */
    public static Registration registration(Object attachment) {
        return (Registration) Proxy.newProxyInstance(
                Registration.class.getClassLoader(),
                new Class<?>[] {Registration.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("attachment")) {
                        return attachment;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    /** {@link Poller#poll}, without what it can throw. */
    public interface Poll {
        int poll(long timeout, ReadyHandler handler);
    }
}
