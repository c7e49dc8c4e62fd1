// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

import java.io.IOException;

/** Something that moves bytes and checks them. Its rounds run on several threads at once. */
public interface Traffic {
    /**
     * One round: opens what it needs, moves bytes, checks them, closes.
     *
     * @param seed another one each time
     * @return how many bytes were checked
     * @throws IOException if the system failed, which a fault may bring about
     * @throws WrongBytesException if something came that was not sent, which nothing may bring about
     */
    long round(long seed) throws IOException, InterruptedException;

    /** Ends what all rounds share. */
    default void close() throws IOException, InterruptedException {}
}
