// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial;

/** Asks for collections all the time, from a thread of its own, until closed. */
final class Garbage implements AutoCloseable {
    private volatile boolean closed;

    private Garbage() {}

    static Garbage made(boolean wanted) {
        Garbage garbage = new Garbage();
        if (wanted) {
            Thread thread = new Thread(garbage::make, "trial-garbage");
            thread.setDaemon(true);
            thread.start();
        }
        return garbage;
    }

    private void make() {
        while (!closed) {
            System.gc();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
