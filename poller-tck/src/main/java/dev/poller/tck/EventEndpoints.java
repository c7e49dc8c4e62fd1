// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Trigger;
import dev.poller.UserEvent;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Endpoints that every provider can watch: what one end writes, one byte at a time, is an event of the other. */
final class EventEndpoints implements Endpoints {
    @Override
    public Pair local() {
        UserEvent near = new UserEvent();
        UserEvent far = new UserEvent();
        return new Pair(new EventEndpoint(near, far), new EventEndpoint(far, near));
    }

    @Override
    public Pair tcp() {
        return abort("an event is no TCP connection");
    }

    @Override
    public Pair pipe() {
        return abort("an event is no pipe");
    }

    @Override
    public Listener listener() {
        return abort("an event does not listen");
    }

    /**
     * One end.
     *
     * @param own what it reads
     * @param peer what it writes
     */
    private record EventEndpoint(UserEvent own, UserEvent peer) implements Endpoint {
        @Override
        public Registration open(Poller poller, Set<Interest> interest, Trigger trigger, @Nullable Object attachment)
                throws IOException {
            assumeFalse(interest.contains(Interest.WRITE), "an event is never writable");
            assumeFalse(interest.contains(Interest.PRIORITY), "an event is never urgent");
            return poller.open(own, interest, trigger, attachment);
        }

        @Override
        public int read(int most) throws IOException {
            boolean signalled = own.isSignalled();
            own.clear();
            return signalled ? 1 : 0;
        }

        @Override
        public int write(int most) throws IOException {
            boolean room = !peer.isSignalled();
            peer.signal();
            return room ? 1 : 0;
        }

        @Override
        public void shutdownOutput() {
            abort("an event has no end");
        }

        @Override
        public void reset() {
            abort("an event is not reset");
        }

        @Override
        public void finishConnect() {
            abort("an event does not connect");
        }

        @Override
        public void close() {}
    }
}
