// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.watch;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.internal.runtime.Opening;
import java.io.IOException;

/**
 * Waits for a signal, such as HUP, which then no longer has its usual effect. The JVM's own handler receives it, so it
 * works on every provider: signalfd(2) needs the signal blocked in every thread, which is too late once there are
 * threads, and with EVFILT_SIGNAL of kqueue(2) a signal keeps its effect. Any thread.
 */
public final class SignalWatch implements AutoCloseable {
    private final String name;
    private final Event event;

    private SignalWatch(String name, Event event) {
        this.name = name;
        this.event = event;
    }

    /**
     * Watches a signal. If there are several watches, the newest receives it.
     *
     * @param name without SIG, for example {@code HUP}
     * @throws IllegalArgumentException if there is no such signal, or the JVM uses it itself: QUIT, SEGV, FPE
     * @throws IOException if the runtime is closed
     */
    public static SignalWatch of(Netpoll netpoll, String name) throws IOException {
        Event event = Event.open(netpoll);
        return Opening.use(event::close, open -> {
            JvmSignal signal = JvmSignal.handle(name, event::signal);
            event.handle().onClose(signal::restore);
            return new SignalWatch(name, event);
        });
    }

    /** As it was given. */
    public String name() {
        return name;
    }

    /**
     * Waits for the signal.
     *
     * @return how often it came since the last call that returned, at least 1
     * @throws IOException as {@link dev.poller.blocking.ByteStream} says for waiting calls
     */
    public long await() throws IOException {
        return event.await();
    }

    /**
     * Waits for the signal.
     *
     * @param until what else ends this call
     * @return how often it came since the last call that returned, at least 1
     * @throws IOException as {@link #await()} and {@link Until}
     */
    public long await(Until until) throws IOException {
        return event.await(until);
    }

    /** False once closed. */
    public boolean isOpen() {
        return event.isOpen();
    }

    /** Ends the calls that wait; the signal does again what it did before, as at the end of the runtime. */
    @Override
    public void close() throws IOException {
        event.close();
    }

    @Override
    public String toString() {
        return "SignalWatch[" + name + (isOpen() ? "]" : ", closed]");
    }
}
