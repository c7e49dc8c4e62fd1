// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import dev.poller.Source;
import java.io.IOException;

/**
 * What a poller watches, and what is so of it whatever the poller says. What cannot be done now is not done. One
 * thread.
 */
interface Subject extends AutoCloseable {
    /** Opens one of a kind. */
    static Subject open(Raw raw, Kind kind) {
        return kind == Kind.EVENT ? new EventSubject() : RawPair.open(raw, kind);
    }

    /** As a poller opens it. */
    Source source();

    /** True if a read would not wait. */
    boolean isReadable();

    /** True if a write would not wait. */
    boolean isWritable();

    /** True if the peer has ended something. */
    boolean isEnded();

    void peerWrites(int amount) throws IOException;

    int peerReads(int amount);

    void peerShutsDown();

    void peerCloses();

    /** How much was read; 0 if there was nothing. */
    int read(int amount) throws IOException;

    /** How much was written; 0 if there is no room. */
    int write(int amount);

    void shutOutput();

    /** Closes the end, and leaves a duplicate of it open if there can be one. */
    void closeButForADuplicate();

    @Override
    void close();
}
