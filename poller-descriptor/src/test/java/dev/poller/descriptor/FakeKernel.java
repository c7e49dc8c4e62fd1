// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.Interest;
import dev.poller.KernelEvent;
import dev.poller.Trigger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A kernel that notes what it is told, and refuses and does more as the test says. One thread. */
final class FakeKernel implements KernelSet {
    /** The bits of {@link #events}. */
    static final int READ = 1;

    static final int WRITE = 2;

    private final List<String> told = new ArrayList<>();

    /** The next change is refused so. */
    @Nullable
    IOException refusal;

    /** Done in the middle of each change. */
    Runnable meanwhile = () -> {};

    boolean refusesSecond = true;

    private int nextFd = 77;

    /** What the event's descriptor says. */
    boolean tells = true;

    /** What was told since the last look, for example {@code add 5: 1}. */
    List<String> told() {
        List<String> seen = List.copyOf(told);
        told.clear();
        return seen;
    }

    @Override
    public int events(Set<Interest> interest, Trigger trigger) {
        if (interest.contains(Interest.PRIORITY)) {
            throw new UnsupportedOperationException("PRIORITY");
        }
        return (interest.contains(Interest.READ) ? READ : 0) | (interest.contains(Interest.WRITE) ? WRITE : 0);
    }

    @Override
    public void add(DescriptorRegistration registration) throws IOException {
        change("add " + registration.fd() + ": " + registration.events());
    }

    @Override
    public void modify(DescriptorRegistration registration, int oldEvents, long oldCookie) throws IOException {
        change("modify " + registration.fd() + ": " + registration.events() + " for " + oldEvents);
    }

    @Override
    public void delete(DescriptorRegistration registration) throws IOException {
        change("delete " + registration.fd());
    }

    private void change(String what) throws IOException {
        told.add(what);
        meanwhile.run();
        IOException now = refusal;
        refusal = null;
        if (now != null) {
            throw now;
        }
    }

    @Override
    public EventDescriptor open(KernelEvent event) throws IOException {
        change("open " + event);
        int fd = nextFd++;
        return new EventDescriptor() {
            @Override
            public int fd() {
                return fd;
            }

            @Override
            public boolean tell() {
                told.add("tell");
                return tells;
            }

            @Override
            public void close() {
                told.add("close");
            }
        };
    }

    @Override
    public boolean refusesSecond(DescriptorRegistration first) {
        return refusesSecond;
    }
}
