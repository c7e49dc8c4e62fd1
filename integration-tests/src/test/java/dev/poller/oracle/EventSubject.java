// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import dev.poller.Source;
import dev.poller.UserEvent;
import java.io.IOException;

/** An event that a program gives itself: its peer is the program, which signals, and to read it is to clear it. */
final class EventSubject implements Subject {
    private final UserEvent event = new UserEvent();

    @Override
    public Source source() {
        return event;
    }

    @Override
    public boolean isReadable() {
        return event.isSignalled();
    }

    @Override
    public boolean isWritable() {
        return false;
    }

    @Override
    public boolean isEnded() {
        return false;
    }

    @Override
    public void peerWrites(int amount) throws IOException {
        event.signal();
    }

    @Override
    public int peerReads(int amount) {
        return 0;
    }

    @Override
    public void peerShutsDown() {}

    @Override
    public void peerCloses() {}

    @Override
    public int read(int amount) throws IOException {
        int signals = event.isSignalled() ? 1 : 0;
        event.clear();
        return signals;
    }

    @Override
    public int write(int amount) {
        return 0;
    }

    @Override
    public void shutOutput() {}

    @Override
    public void closeButForADuplicate() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return event.toString();
    }
}
