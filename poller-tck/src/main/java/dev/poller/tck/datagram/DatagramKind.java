// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.datagram;

import dev.poller.blocking.Netpoll;
import java.io.IOException;

/**
 * How sockets of one kind are made, and what the kind lacks: the parameter of the suite, in the way of Go's nettest
 * (golang.org/x/net/nettest, MakePipe). Immutable; any thread.
 */
public interface DatagramKind {
    /** For example {@code UDP}. */
    String name();

    /**
     * Two sockets that send to each other.
     *
     * @throws UnsupportedOperationException if the provider has no such sockets; the message says which has
     */
    MessagePair connect(Netpoll netpoll) throws IOException;

    /** False if this provider may refuse to make such sockets. */
    boolean expectedOn(String provider);

    /** How many bytes the largest message of the suite has: every system sends it. */
    int largest();

    /** How many small messages nobody has received yet without one being lost. */
    int underWay();

    /** True if a send waits while the receiver's queue is full; false if it never has to. */
    boolean sendWaits();

    /** True if there are messages of no bytes. */
    boolean hasEmptyMessages();

    /** True if the one that connected sends messages of no bytes too; false if it refuses to, on this provider. */
    boolean clientSendsEmptyMessages(String provider);

    /** True if a receive tells that the peer has closed. */
    boolean hasEnd();
}
